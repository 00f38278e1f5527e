import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { evidence } from './evidence.store.ts';
import type { Contents, Item } from './evidence.ts';

const item = (subject: string): Item => ({
  subject,
  provider: subject.replace('provider:', ''),
  name: subject,
  role: 'office',
  strength: 'used',
  candidates: [],
  traces: [{ kind: 'dns', domain: 'slack.com', days: [['2026-11-20', 4]] }],
});
const contents = (...items: Item[]): Contents => ({
  items,
  report: { rows: 10, rejected: 1, rejects: [{ line: 3, code: 'bad-time' }], from: '2026-11-20', to: '2026-11-20', notes: [] },
});
const file = { kind: 'adguard' as const, fileName: 'querylog.json', size: 1000 };

onBothDatabases('evidence from inside', (open) => {
  test('a file is read, looked at, taken over and taken back; the list remembers each', async () => {
    const { work, org, clock } = await open();
    const id = await work(org, (tx) => evidence(tx).begin(file, 'Eva'));
    await assert.rejects(
      work(org, (tx) => evidence(tx).begin(file, 'Eva')),
      /being read/,
    );
    assert.equal(await work(org, (tx) => evidence(tx).beat(id, 0.4)), true);
    assert.equal((await work(org, (tx) => evidence(tx).get(id))).share, 0.4);
    await work(org, (tx) => evidence(tx).end(id, { ok: true, value: contents(item('provider:slack'), item('provider:miro')) }));
    const preview = await work(org, (tx) => evidence(tx).get(id));
    assert.deepEqual([preview.state, preview.items, preview.report?.rejected], ['preview', 2, 1]);
    assert.deepEqual(await work(org, (tx) => evidence(tx).brought()), [], 'a preview says nothing yet');
    await work(org, (tx) => evidence(tx).take(id));
    assert.deepEqual(
      (await work(org, (tx) => evidence(tx).brought())).map((one) => one.item.subject),
      ['provider:slack', 'provider:miro'],
    );
    await assert.rejects(
      work(org, (tx) => evidence(tx).remove(id)),
      /taken/,
    );
    await work(org, (tx) => evidence(tx).undo(id));
    assert.deepEqual(await work(org, (tx) => evidence(tx).brought()), []);
    assert.deepEqual(
      (await work(org, (tx) => evidence(tx).list())).map(({ state }) => state),
      ['undone'],
    );
    await work(org, (tx) => evidence(tx).remove(id));
    assert.deepEqual(await work(org, (tx) => evidence(tx).list()), []);
    assert.ok(clock.now() > 0);
  });

  test('what was stopped keeps nothing, and a reading of which nothing is heard is told as interrupted and can be thrown away', async () => {
    const { work, org, clock } = await open();
    const first = await work(org, (tx) => evidence(tx).begin(file, 'Eva'));
    await work(org, (tx) => evidence(tx).stop(first));
    assert.equal(await work(org, (tx) => evidence(tx).beat(first, 0.5)), false);
    await work(org, (tx) => evidence(tx).end(first, { ok: true, value: contents(item('provider:slack')) }));
    assert.deepEqual(
      [(await work(org, (tx) => evidence(tx).get(first))).state, await work(org, (tx) => evidence(tx).items(first))],
      ['stopped', []],
    );
    const second = await work(org, (tx) => evidence(tx).begin(file, 'Eva'));
    await clock.forward('PT40S');
    assert.equal((await work(org, (tx) => evidence(tx).get(second))).state, 'interrupted');
    const third = await work(org, (tx) => evidence(tx).begin(file, 'Eva'));
    await work(org, (tx) => evidence(tx).remove(second));
    assert.equal((await work(org, (tx) => evidence(tx).get(third))).state, 'reading');
  });

  test('a preview that nobody takes over is thrown away after a day; what was taken over stays', async () => {
    const { work, org, clock } = await open();
    const bring = async () => {
      const id = await work(org, (tx) => evidence(tx).begin(file, 'Eva'));
      await work(org, (tx) => evidence(tx).end(id, { ok: true, value: contents(item('provider:slack')) }));
      return id;
    };
    const taken = await bring();
    await work(org, (tx) => evidence(tx).take(taken));
    await bring();
    await clock.forward('P2D');
    const fresh = await bring();
    assert.deepEqual(
      (await work(org, (tx) => evidence(tx).list())).map(({ id }) => id),
      [fresh, taken],
    );
  });

  test('what a person said about a subject holds for every import, until it is taken back', async () => {
    const { work, org } = await open();
    await work(org, (tx) => evidence(tx).say(['provider:slack', 'provider:miro'], 'rejected', 'Eva'));
    await work(org, (tx) => evidence(tx).say(['provider:miro'], 'confirmed', 'Eva'));
    assert.deepEqual([...(await work(org, (tx) => evidence(tx).said()))].sort(), [
      ['provider:miro', 'confirmed'],
      ['provider:slack', 'rejected'],
    ]);
    await work(org, (tx) => evidence(tx).say(['provider:slack'], null, 'Eva'));
    assert.equal((await work(org, (tx) => evidence(tx).said())).has('provider:slack'), false);
  });
});
