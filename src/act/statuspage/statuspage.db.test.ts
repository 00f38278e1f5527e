import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { scratchFolder } from '../../../test/world/scratch.ts';
import { startTarget } from '../../../test/world/target.ts';
import { watch, watchingNode } from '../../../test/world/watching.ts';
import { newId } from '../../kernel/id.ts';
import { DAY, HOUR, instant, MINUTE } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { NodeContents } from '../../know/inventory/inventory.ts';
import { CheckInput } from '../../watch/checks/checks.contract.ts';
import { checks } from '../../watch/checks/checks.store.ts';
import { NOTHING } from '../../watch/checks/history.ts';
import { maintenance } from '../../watch/checks/maintenance.store.ts';
import { sums } from '../../watch/checks/sums.store.ts';
import { checkPlaces } from './places.cases.ts';
import { begun, said } from './publicincident.ts';
import { publishDraft, settingsHash, viewOf } from './statuspage.cases.ts';
import { statusPageWorker } from './statuspage.jobs.ts';
import { endEmergencyMessage, takeEmergencyMessage } from './statuspage.on.ts';
import { publicIncidents, statusPage } from './statuspage.store.ts';
import { type Component, StatusPageSettings } from './statuspage.ts';

const scratch = scratchFolder('statuspage');
after(() => scratch.remove());

const timing = { intervalMs: 20_000, timeoutMs: 2000, retryMs: 5000, misses: 2, recoveries: 1 };
const shown = (key: string, of: Component['of'], de: string): Component => ({ key, of, name: { de, en: null } });

/** One turn of the worker. */
async function turn({ clock, workAcross }: TestDatabase): Promise<void> {
  await statusPageWorker(workAcross).run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
}
const later = (world: TestDatabase, ms: number) => world.clock.set(instant(world.clock.now() + ms));

/** A page with these components, looked at and published into `folder`. */
async function goPublic({ work, org }: TestDatabase, components: readonly Component[], folder: string, rest: object = {}): Promise<void> {
  await work(org, async (tx) => {
    const store = statusPage(tx);
    const draft = StatusPageSettings.parse({ components, ...rest });
    await store.save({
      ...(await store.get()),
      draft,
      hosts: [{ kind: 'folder', settings: { path: folder } }],
      previewed: { hash: settingsHash(draft), at: tx.now, by: 'Eva Muster' },
    });
    await publishDraft(tx, settingsHash(draft), 'Eva Muster');
  });
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

onBothDatabases('the status page', (open) => {
  let world: TestDatabase | undefined;
  /** One database for all of them, in which there is no status page yet. */
  async function begin(): Promise<TestDatabase> {
    world ??= await open();
    for (const table of ['status_page', 'public_incident'] as const) await world.database.db.deleteFrom(table).execute();
    return world;
  }

  test('nothing is written until somebody has published what she looked at; taken back, every file is gone', async () => {
    const world = await begin();
    const { work, org } = world;
    const folder = join(scratch.path, `off-${world.postgres}`);
    const draft = StatusPageSettings.parse({ components: [shown('aaaaaaaa', { kind: 'group', name: 'g' }, 'Bestellungen')] });
    await work(org, async (tx) => {
      const store = statusPage(tx);
      await store.save({ ...(await store.get()), draft, hosts: [{ kind: 'folder', settings: { path: folder } }] });
    });
    await turn(world);
    assert.equal(existsSync(folder), false);
    await assert.rejects(
      work(org, (tx) => publishDraft(tx, settingsHash(draft), 'Eva')),
      /Look at the preview first/,
    );
    await goPublic(world, draft.components, folder);
    await turn(world);
    assert.match(readFileSync(join(folder, 'current', 'index.html'), 'utf8'), /Zurzeit nicht gemessen: Bestellungen/);
    const view = await work(org, viewOf);
    assert.deepEqual([view.places[0]?.state, view.live?.same, view.orphans], ['there', true, ['aaaaaaaa']]);
    // What is being worked on is not public.
    await work(org, async (tx) => {
      const store = statusPage(tx);
      await store.save({ ...(await store.get()), draft: { ...draft, intro: { de: 'Noch geheim', en: null } } });
    });
    later(world, HOUR);
    await turn(world);
    assert.ok(!filesIn(folder).some((text) => text.includes('Noch geheim')));
    await work(org, async (tx) => {
      const store = statusPage(tx);
      await store.save({ ...(await store.get()), live: null });
    });
    await turn(world);
    assert.deepEqual(readdirSync(folder), []);
    assert.deepEqual(
      (await work(org, viewOf)).places.map(({ state }) => state),
      ['waiting'],
    );
  });

  test('what a check, a group and a process are in the house stays in the house, in every file', async (t) => {
    const target = await startTarget();
    t.after(() => target.close());
    const world = await begin();
    const { work, org, clock } = world;
    const folder = join(scratch.path, `private-${world.postgres}`);
    const secret = (what: string) => `geheim-${what}`;
    const made = await work(org, async (tx) => {
      const process = await inventory(tx).addNode(NodeContents.parse({ kind: 'process', name: secret('prozess') }));
      const server = await inventory(tx).addNode(NodeContents.parse({ kind: 'system', name: secret('server') }));
      const need = { any: false, atLeast: 1, for: 'both' as const, buffer: null, loss: 1, note: '' };
      await inventory(tx).addDependency({ of: process.key, on: [server.key], ...need });
      const input = CheckInput.parse({
        name: secret('name'),
        kind: 'http',
        config: { url: `${target.url}/${secret('pfad')}`, headers: { [`x-${secret('kopf')}`]: secret('wert') } },
        nodeId: server.key,
        group: secret('gruppe'),
        tags: [secret('etikett')],
        ...timing,
      });
      const check = await checks(tx).add(input, secret('ziel'));
      const until = instant(tx.now + DAY);
      await maintenance(tx).add({
        name: secret('wartung'),
        times: { kind: 'once', from: instant(tx.now + HOUR), until },
        checkIds: [check.id],
      });
      return { check: check.id, process: process.key, server: server.key };
    });
    const node = watchingNode(clock, world.workAcross);
    await watch(clock, [node], 45);
    target.status = 500;
    await watch(clock, [node], 60);
    const incidentId = made.check;
    const components = [
      shown('aaaaaaaa', { kind: 'check', id: made.check }, 'Bestellungen'),
      shown('bbbbbbbb', { kind: 'group', name: secret('gruppe') }, 'Kundenportal'),
      shown('cccccccc', { kind: 'process', key: made.process }, 'Auslieferung'),
    ];
    await goPublic(world, components, folder);
    await work(org, async (tx) => {
      const base = { id: tx.newId(), title: { de: 'Wir sind gestört', en: null }, components: ['aaaaaaaa'], source: 'person' as const };
      const message = {
        id: tx.newId(),
        at: tx.now,
        phase: 'identified' as const,
        text: { de: 'Bald geht es', en: null },
        by: secret('person'),
      };
      const told = said(begun({ ...base, from: tx.now, incidentId }), message);
      assert.ok(told.ok);
      await publicIncidents(tx).save(told.value);
    });
    await turn(world);
    const files = filesIn(folder);
    const page = readFileSync(join(folder, 'current', 'index.html'), 'utf8');
    for (const words of [
      'Zurzeit gestört: Bestellungen, Kundenportal und Auslieferung',
      'Bald geht es',
      'Geplante Wartung',
      'Kundenportal gestört',
    ])
      assert.ok(page.includes(words), words);
    const { host } = new URL(target.url);
    for (const text of files) {
      assert.ok(!/geheim/i.test(text), text.slice(0, 200));
      for (const inside of [host, '127.0.0.1', made.check, made.process, made.server, org]) assert.ok(!text.includes(inside), inside);
    }
    await node.stop();
  });

  test('the share of ninety days comes from the sums of the hours: 6 misses in 2160 hours of ten results each are 99.97 %', async () => {
    const world = await begin();
    const { work, org, clock } = world;
    const folder = join(scratch.path, `days-${world.postgres}`);
    const start = instant(Date.parse('2026-11-28T11:00:00Z'));
    clock.set(instant(start - 95 * DAY));
    const id = await work(org, async (tx) => {
      const check = await checks(tx).add(CheckInput.parse({ name: 'x', kind: 'http', config: { url: 'http://127.0.0.1/' } }), 'x');
      return check.id;
    });
    clock.set(start);
    await work(org, async (tx) => {
      const hours = Array.from({ length: 95 * 24 }, (_, n) => instant(start - (n + 1) * HOUR)).reverse();
      for (const month of Map.groupBy(hours, (at) => Math.floor(at / (32 * DAY))).values()) {
        const all = month.map((at) => {
          const downs = at === start - 50 * HOUR ? 6 : 0;
          return { at, sum: { ...NOTHING, ups: 10 - downs, downs, msSum: 10 - downs, msMin: 1, msMax: 1 } };
        });
        await sums(tx).put(id, 'hour', all[0]?.at ?? start, start, all);
      }
    });
    await goPublic(world, [shown('aaaaaaaa', { kind: 'check', id }, 'Bestellungen')], folder);
    await turn(world);
    const page = readFileSync(join(folder, 'current', 'index.html'), 'utf8');
    // 28 November, 12:00 in Berlin: 89 whole days and eleven hours of today are summed up.
    assert.ok(
      page.includes('99,97 % der gemessenen Zeit störungsfrei (90 von 90 Tagen gemessen)'),
      /störungsfrei \([^)]*\)/.exec(page)?.[0],
    );
    assert.ok(page.includes('<title>26. November 2026: gestört, 97,50 %</title>'));
  });

  test('it is written when something changes and when its stamp grows old, and otherwise left alone', async () => {
    const world = await begin();
    const { work, org } = world;
    const folder = join(scratch.path, `often-${world.postgres}`);
    const stamp = () => (JSON.parse(readFileSync(join(folder, 'current', 'status.json'), 'utf8')) as { writtenAt: string }).writtenAt;
    await goPublic(world, [shown('aaaaaaaa', { kind: 'group', name: 'g' }, 'Bestellungen')], folder, { everyMinutes: 5 });
    await turn(world);
    const first = stamp();
    later(world, 2 * MINUTE);
    await turn(world);
    assert.equal(stamp(), first);
    later(world, 3 * MINUTE);
    await turn(world);
    const second = stamp();
    assert.notEqual(second, first);
    later(world, MINUTE);
    // The emergency website may say more than a message that is typed here.
    const words = { headline: 'Technische Störung', whatHappened: `Wir arbeiten daran. ${'Lang. '.repeat(480)}` };
    const incidentId = await work(org, async (tx) => tx.newId());
    await work(org, (tx) =>
      takeEmergencyMessage(tx, { incidentId, words: { de: words, en: { headline: 'Disruption', whatHappened: 'We work on it.' } } }),
    );
    await turn(world);
    assert.ok(stamp() > second);
    assert.match(readFileSync(join(folder, 'current', 'en', 'index.html'), 'utf8'), /There is a disruption at present\..*We work on it\./s);
    // The same words again are no news; the end of the incident ends it.
    await work(org, (tx) => takeEmergencyMessage(tx, { incidentId, words: { de: words, en: words } }));
    later(world, HOUR);
    await work(org, (tx) => endEmergencyMessage(tx, { incidentId }));
    await turn(world);
    const [told] = (await work(org, viewOf)).incidents;
    assert.deepEqual(
      told?.messages.map(({ phase }) => phase),
      ['investigating', 'resolved'],
    );
    assert.match(readFileSync(join(folder, 'current', 'index.html'), 'utf8'), /Was war.*Technische Störung.*Die Störung ist beendet\./s);
  });

  test('two firms of one installation never write into the same folder', async () => {
    const { work, org, database, clock } = await begin();
    const other = newId(clock.now());
    const row = {
      id: other,
      slug: `andere-${other}`,
      name: 'Andere',
      zone: 'Europe/Berlin',
      language: 'de',
      created_at: clock.now(),
      settings: '{}',
    };
    await database.db.insertInto('organisation').values(row).execute();
    const hosts = [{ kind: 'folder', settings: { path: '/srv/status' } }];
    await work(org, async (tx) => {
      await checkPlaces(tx, hosts);
      const store = statusPage(tx);
      await store.save({ ...(await store.get()), hosts });
      // One's own place is no foreign one.
      await checkPlaces(tx, hosts);
    });
    await assert.rejects(
      work(other, (tx) => checkPlaces(tx, hosts)),
      /\/hosts\/0\/settings\/path: must be another place: the page of another organisation/,
    );
  });

  test('a place that cannot be written says why, is tried again, and the page is there as soon as it can be', async () => {
    const world = await begin();
    const { work, org } = world;
    const folder = join(scratch.path, `blocked-${world.postgres}`);
    writeFileSync(folder, 'a file, not a folder');
    await goPublic(world, [shown('aaaaaaaa', { kind: 'group', name: 'g' }, 'Bestellungen')], folder);
    await turn(world);
    const [place] = (await work(org, viewOf)).places;
    assert.equal(place?.state, 'old');
    assert.match(place?.fault ?? '', /could not be written to .*May krisenfest write there/);
    const fixed = `${folder}-2`;
    mkdirSync(fixed);
    await work(org, async (tx) => {
      const store = statusPage(tx);
      await store.save({ ...(await store.get()), hosts: [{ kind: 'folder', settings: { path: fixed } }] });
    });
    await turn(world);
    assert.ok(existsSync(join(fixed, 'current', 'index.html')));
    // The old place is let go of as soon as there is nothing that could not be removed.
    chmodSync(folder, 0o600);
    later(world, 10 * MINUTE);
    await turn(world);
    assert.equal((await work(org, viewOf)).places[0]?.state, 'there');
  });

  test('whoever is killed while writing is followed by another, and what came meanwhile is not forgotten', async () => {
    const world = await begin();
    const { work, org, database, clock } = world;
    const folder = join(scratch.path, `killed-${world.postgres}`);
    await goPublic(world, [shown('aaaaaaaa', { kind: 'group', name: 'g' }, 'Bestellungen')], folder);
    // Another node has claimed it and died.
    await database.db
      .updateTable('status_page')
      .set({ lease_by: 'dead', lease_until: clock.now() + 120_000, attempts: 1 })
      .execute();
    await turn(world);
    assert.equal(existsSync(folder), false);
    later(world, 121_000);
    await turn(world);
    assert.ok(existsSync(join(folder, 'current', 'index.html')));
    const row = async () => ({ ...(await database.db.selectFrom('status_page').select(['due_at', 'revision']).executeTakeFirstOrThrow()) });
    const { revision } = await row();
    // Many ask for one look.
    for (let n = 0; n < 3; n++) await work(org, (tx) => statusPage(tx).stir());
    assert.deepEqual(await row(), { due_at: clock.now(), revision: revision + 1 });
    // While somebody writes, what comes is looked at afterwards.
    await database.db
      .updateTable('status_page')
      .set({ lease_by: 'b', lease_until: clock.now() + 1 })
      .execute();
    await work(org, (tx) => statusPage(tx).stir());
    assert.equal((await row()).revision, revision + 2);
  });
});
