import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import type { Tx } from '../../db/work.ts';
import { DAY, HOUR, instant } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { NodeContents } from '../../know/inventory/inventory.ts';
import { CheckInput } from '../checks/checks.contract.ts';
import { checks } from '../checks/checks.store.ts';
import type { Report } from './signal.ts';
import { signalTidyWorker } from './signals.jobs.ts';
import { attackAnswered, attackOver, signalOfCheck } from './signals.on.ts';
import { signals } from './signals.store.ts';
import { keepTime, sources, sourceWithSecrets } from './sources.store.ts';

const report = (key: string, more: Partial<Report> = {}): Report => ({
  key,
  says: 'open',
  severity: 'critical',
  title: 'ERP antwortet nicht',
  names: ['erp01'],
  at: null,
  ...more,
});
const told = (one: Report) => ({ report: one, meaning: 'outage', nodeId: null, dueAt: null, body: '{"a":1}' }) as const;
const hear = (tx: Tx, ...all: Report[]) => signals(tx).hear('kuma', 'Kuma', all.map(told));
const eventsOf = async ({ database }: TestDatabase): Promise<string[]> =>
  (await database.db.selectFrom('outbox').select('type').orderBy('id').execute()).map(({ type }) => type).sort();
const silence = (_language: string, name: string) => `${name} schweigt`;
const input = { name: 'Kuma', kind: 'uptimekuma', critical: 'outage', clearAfterMs: null, proof: 'token' } as const;

onBothDatabases('signals', (open) => {
  test('one thing reported a thousand times in one message is one open signal and one event', async () => {
    const world = await open();
    await world.work(world.org, (tx) => hear(tx, ...Array.from({ length: 1000 }, (_, n) => report(`cause-${n % 5}`))));
    const found = await world.work(world.org, (tx) => signals(tx).list({ state: 'open' }));
    assert.deepEqual(
      found.map(({ count }) => count),
      [200, 200, 200, 200, 200],
    );
    assert.deepEqual(
      await eventsOf(world),
      Array.from({ length: 5 }, () => 'signal.opened'),
    );
  });

  test('an end and a new begin are two signals; both stay in the history, and only one is open', async () => {
    const world = await open();
    const { work, org, clock } = world;
    await work(org, (tx) => hear(tx, report('erp'), report('erp', { says: 'cleared' })));
    await clock.forward('PT1H');
    await work(org, (tx) => hear(tx, report('erp')));
    assert.deepEqual(await work(org, (tx) => signals(tx).counts()), { open: 1, cleared: 1 });
    const [first] = await work(org, (tx) => signals(tx).list({ state: 'open' }));
    await assert.rejects(
      world.database.db
        .insertInto('signal')
        .values({
          ...(await world.database.db
            .selectFrom('signal')
            .selectAll()
            .where('id', '=', first?.id ?? '')
            .executeTakeFirstOrThrow()),
          id: org,
        })
        .execute(),
      /unique|duplicate/i,
    );
  });

  test('when the transaction fails, neither the signal nor its event stays', async () => {
    const world = await open();
    const failing = world.work(world.org, async (tx) => {
      await hear(tx, report('erp'));
      throw new Error('the power went');
    });
    await assert.rejects(failing, /power/);
    assert.deepEqual(await world.work(world.org, (tx) => signals(tx).counts()), { open: 0, cleared: 0 });
    assert.deepEqual(await eventsOf(world), []);
  });

  test('a source that falls silent is a signal until it is heard again, by our clock alone', async () => {
    const { work, workAcross, org, clock } = await open();
    const { id } = await work(org, (tx) => sources(tx).add({ ...input, expectMs: HOUR }, 'Eva'));
    const look = () => workAcross((across) => keepTime(across, silence));
    assert.equal(await look(), clock.now() + HOUR);
    await clock.forward('PT59M');
    await work(org, (tx) => sources(tx).heard(id, 1));
    await clock.forward('PT59M');
    await look();
    assert.equal((await work(org, (tx) => signals(tx).counts())).open, 0);
    await clock.forward('PT1M');
    await look();
    await look();
    const [quiet, ...rest] = await work(org, (tx) => signals(tx).list({ state: 'open' }));
    assert.deepEqual([quiet?.title, quiet?.source, quiet?.since, rest], ['Kuma schweigt', 'silence', clock.now() - HOUR, []]);
    assert.equal((await work(org, (tx) => sources(tx).get(id))).silent, true);
    await work(org, (tx) => sources(tx).heard(id, 1));
    assert.deepEqual(await work(org, (tx) => signals(tx).counts()), { open: 0, cleared: 1 });
    assert.equal((await work(org, (tx) => sources(tx).get(id))).silent, false);
  });

  test('what tells no end is over when it is not repeated in time, and what is old goes', async () => {
    const { work, workAcross, org, clock } = await open();
    const due = (tx: Tx) => signals(tx).hear('wazuh', 'Wazuh', [{ ...told(report('5720@003')), dueAt: instant(tx.now + DAY) }]);
    await work(org, due);
    await clock.forward('PT23H');
    await work(org, due);
    await clock.forward('PT23H');
    await workAcross((across) => keepTime(across, silence));
    assert.equal((await work(org, (tx) => signals(tx).counts())).open, 1);
    await clock.forward('PT1H');
    await workAcross((across) => keepTime(across, silence));
    const [over] = await work(org, (tx) => signals(tx).list({ state: 'cleared' }));
    assert.deepEqual(over?.state.kind === 'cleared' && over.state.by, 'time');
    const tidy = () => signalTidyWorker(workAcross).run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
    await clock.forward('P399D');
    await tidy();
    assert.equal((await work(org, (tx) => signals(tx).counts())).cleared, 1);
    await clock.forward('P2D');
    await tidy();
    assert.equal((await work(org, (tx) => signals(tx).counts())).cleared, 0);
  });

  test('of a secret nothing readable is kept; a new one leaves the old one good for a day', async () => {
    const { work, workAcross, org, clock, database } = await open();
    for (const proof of ['token', 'signed'] as const) {
      const { id, secret } = await work(org, (tx) => sources(tx).add({ ...input, expectMs: null, proof }, 'Eva'));
      const fresh = await work(org, (tx) => sources(tx).renew(id));
      const rows = JSON.stringify(await database.db.selectFrom('signal_source').selectAll().execute());
      assert.ok(!rows.includes(secret) && !rows.includes(fresh) && fresh !== secret);
      const good = async () => (await workAcross((across) => sourceWithSecrets(across, id)))?.secrets.length;
      assert.equal(await good(), 2);
      await clock.forward('P1D');
      assert.equal(await good(), 1);
    }
  });

  test('a removed source takes its open signals with it, and can be brought back', async () => {
    const { work, workAcross, org } = await open();
    const { id } = await work(org, (tx) => sources(tx).add({ ...input, expectMs: HOUR }, 'Eva'));
    await work(org, (tx) => signals(tx).hear(id, 'Kuma', [told(report('erp'))]));
    await work(org, (tx) => sources(tx).remove(id, 'Eva'));
    assert.deepEqual(await work(org, (tx) => signals(tx).counts()), { open: 0, cleared: 1 });
    assert.equal(await workAcross((across) => sourceWithSecrets(across, id)), undefined);
    assert.equal(await work(org, (tx) => sources(tx).heard(id, 1)), undefined);
    await work(org, (tx) => sources(tx).bringBack(id));
    assert.equal((await workAcross((across) => sourceWithSecrets(across, id)))?.source.name, 'Kuma');
  });

  test('a rule gives open signals their asset, and new ones too; each id of a message counts once', async () => {
    const { work, org } = await open();
    const { id } = await work(org, (tx) => sources(tx).add({ ...input, expectMs: null }, 'Eva'));
    await work(org, async (tx) => {
      await inventory(tx).addNode({ ...NodeContents.parse({ kind: 'system', name: 'Warenwirtschaft' }) });
    });
    const key = (await work(org, (tx) => inventory(tx).nodes()))[0]?.key ?? '';
    await work(org, (tx) => hear(tx, report('a'), report('b', { names: ['nas'] })));
    assert.equal(await work(org, (tx) => sources(tx).rule('erp*', key, 'Eva')), 1);
    const found = await work(org, (tx) => signals(tx).list({ state: 'open' }));
    assert.deepEqual(
      new Map(found.map(({ key: k, nodeId }) => [k, nodeId])),
      new Map([
        ['a', key],
        ['b', null],
      ]),
    );
    const nodeOf = await work(org, (tx) => sources(tx).binding());
    assert.deepEqual([nodeOf(['erp02']), nodeOf(['nas'])], [key, null]);
    const first = () => work(org, (tx) => sources(tx).firstTime(id, 'msg_1'));
    assert.deepEqual([await first(), await first()], [true, false]);
  });

  test('a check that is down is a signal, and goes with the check', async () => {
    const { work, org } = await open();
    const check = await work(org, (tx) =>
      checks(tx).add(CheckInput.parse({ name: 'ERP', kind: 'tcp', config: { host: 'erp', port: 1 } }), 'erp:1'),
    );
    const facts = {
      checkId: check.id,
      nodeId: null,
      name: 'ERP',
      since: instant(1),
      reason: 'weist ab',
      spare: null,
      alive: false,
      covered: false,
      lines: [],
      others: [],
    };
    await work(org, (tx) => signalOfCheck(tx, facts));
    await work(org, (tx) => signalOfCheck(tx, facts));
    const [one, ...rest] = await work(org, (tx) => signals(tx).list({ state: 'open' }));
    assert.deepEqual([one?.source, one?.meaning, one?.since, one?.title, rest], ['checks', 'outage', 1, 'ERP: weist ab', []]);
  });

  test('while an attack goes on a green check says that it is not to be trusted, and an exercise changes nothing', async () => {
    const { work, org, database, clock } = await open();
    const check = await work(org, (tx) =>
      checks(tx).add(CheckInput.parse({ name: 'ERP', kind: 'tcp', config: { host: 'erp', port: 1 } }), 'erp:1'),
    );
    const state = JSON.stringify({ kind: 'up', since: clock.now(), warning: null });
    await database.db.updateTable('check_state').set({ kind: 'up', state, last_at: clock.now() }).execute();
    const shown = async () => (await work(org, (tx) => checks(tx).list()))[0]?.shown;
    const incidentId = check.id;
    assert.equal(await shown(), 'up');
    await work(org, (tx) => attackAnswered(tx, { incidentId, mode: 'exercise', nature: 'attack' }));
    assert.equal(await shown(), 'up');
    await work(org, (tx) => attackAnswered(tx, { incidentId, mode: 'actual', nature: 'attack' }));
    assert.equal(await shown(), 'untrusted');
    await work(org, (tx) => attackAnswered(tx, { incidentId, mode: 'actual', nature: 'defect' }));
    assert.equal(await shown(), 'up');
    await work(org, (tx) => attackAnswered(tx, { incidentId, mode: 'actual', nature: 'attack' }));
    await work(org, (tx) => attackOver(tx, { incidentId }));
    assert.equal(await shown(), 'up');
  });
});
