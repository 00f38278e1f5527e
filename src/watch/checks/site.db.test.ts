import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { startTarget } from '../../../test/world/target.ts';
import { watch, watchingNode } from '../../../test/world/watching.ts';
import { incidents } from '../../act/incidents/incidents.store.ts';
import { outboxWorker } from '../../jobs/outbox.ts';
import { instant } from '../../kernel/instant.ts';
import { subscriptions } from '../../subscriptions.ts';
import { signals } from '../signals/signals.store.ts';
import { uplinks } from '../uplinks/uplinks.store.ts';
import { CheckInput } from './checks.contract.ts';
import { checks, shardName } from './checks.store.ts';
import type { CheckState } from './checks.ts';
import type { Observation } from './observation.ts';
import { behindTheSite, beyondElsewhere } from './order.store.ts';
import { openShards, planOf } from './plan.store.ts';
import { SHARDS } from './schedule.ts';
import { saveTick } from './tick.store.ts';

const timing = { intervalMs: 20_000, timeoutMs: 2000, retryMs: 5000, misses: 2, recoveries: 1 };

async function hearAll({ workAcross, clock }: TestDatabase): Promise<void> {
  const worker = outboxWorker(workAcross, subscriptions(), (what, error) => assert.fail(`${what}: ${String(error)}`));
  for (let n = 0; n < 5; n++) await worker.run({ now: clock.now(), node: 'hearer', signal: new AbortController().signal });
}

onBothDatabases('all lines of a firm', (open) => {
  test('the spare is dead: a note; the main line too: one signal that names both; the main line back: the note about the spare again', async () => {
    const world = await open();
    const { clock, work, org } = world;
    const site = await startTarget();
    await work(org, async (tx) => {
      const main = await uplinks(tx).add({ name: 'Glas', role: 'main', via: { kind: 'address', address: '127.0.0.1' } });
      const spare = await uplinks(tx).add({ name: 'LTE', role: 'spare', via: { kind: 'interface', name: 'wwan9' } });
      const add = (name: string, uplinkId: string) =>
        checks(tx).add(CheckInput.parse({ name, kind: 'http', config: { url: `${site.url}/` }, ...timing, uplinkId }), name);
      await add('Glas geht', main);
      await add('LTE geht', spare);
    });
    const node = watchingNode(clock, world.workAcross);
    const signalsNow = async () => {
      await hearAll(world);
      const all = await work(org, (tx) => signals(tx).list({ state: 'open' }));
      return all.map(({ title, meaning }) => `${meaning}: ${title}`);
    };
    await watch(clock, [node], 45);
    const spareOnly = await signalsNow();
    assert.equal(spareOnly.length, 1, spareOnly.join('\n'));
    assert.match(spareOnly[0] ?? '', /^note: Ersatzleitung „LTE“ tot/);
    site.status = 500;
    await watch(clock, [node], 45);
    const both = await signalsNow();
    assert.equal(both.length, 1, both.join('\n'));
    assert.match(both[0] ?? '', /^outage: Standort offline: „Glas“ und „LTE“ ausgefallen, kein Weg ins Internet: /);
    site.status = 200;
    await watch(clock, [node], 45);
    const after = await signalsNow();
    assert.equal(after.length, 1, after.join('\n'));
    assert.match(after[0] ?? '', /^note: Ersatzleitung „LTE“ tot/);
    await node.stop();
    await site.close();
  });

  /** A main line with one check and a spare with two, and what is told of them. */
  async function twoBySpare(t: TestContext) {
    const world = await open();
    const { clock, work, org } = world;
    const [site, first, second] = [await startTarget(), await startTarget(), await startTarget()];
    await work(org, async (tx) => {
      const main = await uplinks(tx).add({ name: 'Glas', role: 'main', via: { kind: 'address', address: '127.0.0.1' } });
      const spare = await uplinks(tx).add({ name: 'LTE', role: 'spare', via: { kind: 'address', address: '127.0.0.1' } });
      const add = (name: string, url: string, uplinkId: string) =>
        checks(tx).add(CheckInput.parse({ name, kind: 'http', config: { url: `${url}/` }, ...timing, uplinkId }), name);
      await add('Glas geht', site.url, main);
      await add('LTE Nord', first.url, spare);
      await add('LTE Süd', second.url, spare);
    });
    const node = watchingNode(clock, world.workAcross);
    t.after(async () => {
      await node.stop();
      for (const one of [site, first, second]) await one.close();
    });
    const told = async () => {
      await watch(clock, [node], 45);
      await hearAll(world);
      const all = await work(org, (tx) => signals(tx).list({ state: 'open' }));
      const paged = await work(org, ({ db }) => db.selectFrom('page_concern').select('cause').where('cleared_at', 'is', null).execute());
      return { signals: all.map(({ title, meaning }) => `${meaning}: ${title}`), concerns: paged.length };
    };
    /** That one thing is told, on the list and to people. */
    const isToldOnce = async (expected: RegExp) => {
      const { signals: listed, concerns } = await told();
      assert.equal(listed.length, 1, listed.join('\n'));
      assert.match(listed[0] ?? '', expected);
      assert.equal(concerns, 1);
    };
    return { world, site, first, second, told, isToldOnce };
  }
  const NOTHING = { signals: [], concerns: 0 };
  const [DEAD, NORTH, SOUTH] = [
    /^note: Ersatzleitung „LTE“ tot/,
    /^note: Über die Ersatzleitung „LTE“, die sonst geht: LTE Nord/,
    /^note: Über die Ersatzleitung „LTE“, die sonst geht: LTE Süd/,
  ];

  test('a spare line is told as dead once, by however many checks it is watched, and only when none of them gets through', async (t) => {
    const { site, first, second, told, isToldOnce } = await twoBySpare(t);
    assert.deepEqual(await told(), NOTHING);
    first.status = 500;
    await isToldOnce(NORTH);
    second.status = 500;
    await isToldOnce(DEAD);
    site.status = 500;
    assert.deepEqual(
      (await told()).signals.map((one) => one.slice(0, 24)),
      ['outage: Standort offline'],
    );
    site.status = 200;
    await isToldOnce(DEAD);
    first.status = 200;
    await isToldOnce(SOUTH);
    second.status = 200;
    assert.deepEqual(await told(), NOTHING);
  });

  test('when both checks of a spare line fail in the same moment, one thing is told; and when the check that said so is paused, the line is as dead as before', async (t) => {
    const { world, first, second, told, isToldOnce } = await twoBySpare(t);
    const { work, org } = world;
    assert.deepEqual(await told(), NOTHING);
    [first.status, second.status] = [500, 500];
    await isToldOnce(DEAD);
    const all = await work(org, (tx) => checks(tx).list());
    const pause = (name: string) => work(org, (tx) => checks(tx).pause(all.find((check) => check.name === name)?.id ?? ''));
    await pause('LTE Süd');
    await isToldOnce(DEAD);
    await pause('LTE Nord');
    assert.deepEqual(await told(), NOTHING);
  });

  for (const order of ['the one that told it', 'the other one'] as const)
    test(`the incident of an offline site lists a spare line as failed no longer than it is: ${order} is back first`, async (t) => {
      const { world, site, first, second, told } = await twoBySpare(t);
      const failed = async () => {
        const all = await world.work(world.org, (tx) => incidents(tx).list(['open', 'proposed']));
        return all.flatMap(({ outages }) => outages.flatMap(({ name, until }) => (until === null ? [name] : []))).sort();
      };
      await told();
      site.status = 500;
      await told();
      assert.deepEqual(await failed(), ['Glas geht']);
      [first.status, second.status] = [500, 500];
      await told();
      assert.equal((await failed()).length, 2);
      site.status = 200;
      await told();
      const [listed, ...others] = await failed();
      assert.deepEqual(others, [], 'nothing of the main line, and the spare as long as it is silent');
      const [teller, silent] = listed === 'LTE Nord' ? [first, second] : [second, first];
      const [sooner, later] = order === 'the other one' ? [silent, teller] : [teller, silent];
      sooner.status = 200;
      await told();
      assert.deepEqual(await failed(), [], 'one check gets through: the line is no outage any more');
      later.status = 200;
      await told();
      assert.deepEqual(await failed(), []);
    });

  test('what another node sees beyond the line is known here: where it lies, how it stands, and that the site was told as offline', async () => {
    const { work, workAcross, org, clock } = await open();
    const { id } = await work(org, (tx) =>
      checks(tx).add(CheckInput.parse({ name: 'Shop', kind: 'tcp', config: { host: 'shop', port: 1 }, ...timing }), 'shop'),
    );
    const last: Observation = {
      outcome: 'down',
      warning: false,
      ms: 2000,
      detail: { code: 'timeout', afterMs: 2000 },
      phases: {},
      far: true,
    };
    const shards = Array.from({ length: SHARDS }, (_, shard) => shardName(shard));
    const save = (state: CheckState, beyond: string | null) =>
      workAcross(async (across) => {
        await openShards(across);
        const [planned] = await planOf(across, shards);
        assert.ok(planned);
        const { check, home } = planned;
        const change = { checkId: id, revision: check.revision, uplink: null, state, lastAt: clock.now(), last, beyond, events: [] };
        await saveTick(across, [{ home, entries: [], changes: [change], touches: [] }]);
      });
    const known = (isHere = false) => workAcross((across) => beyondElsewhere(across, org, () => isHere));
    const isTold = () => workAcross((across) => behindTheSite(across, org));
    assert.deepEqual([await known(), await isTold()], [[], false]);
    await save({ kind: 'suspect', since: clock.now(), misses: 1, reason: last.detail }, '');
    assert.deepEqual(await known(), []);
    await save({ kind: 'suspect', since: clock.now(), misses: 1, reason: last.detail }, '198.51');
    const [one] = await known();
    assert.deepEqual([one?.network, one?.state.kind, one?.lastAt, one?.last?.far], ['198.51', 'suspect', clock.now(), true]);
    assert.deepEqual([await known(true), await isTold()], [[], false]);
    await save({ kind: 'behind', since: instant(1), because: { kind: 'site' }, before: { kind: 'unknown' } }, '198.51');
    assert.equal(await isTold(), true);
    assert.equal((await work(org, (tx) => checks(tx).get(id))).beyond, '198.51');
  });
});
