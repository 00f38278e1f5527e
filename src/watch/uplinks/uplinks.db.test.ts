import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { watch, watchingNode } from '../../../test/world/watching.ts';
import { holds } from '../../trust/holds/holds.store.ts';
import { CheckInput } from '../checks/checks.contract.ts';
import { checks } from '../checks/checks.store.ts';
import { forgetRemoved, manyChecks } from '../checks/many.store.ts';
import { uplinks } from './uplinks.store.ts';

onBothDatabases('lines to the Internet', (open) => {
  test('main lines come first; one that checks go out by is not removed, and says which they are', async () => {
    const { work, org } = await open();
    const id = await work(org, (tx) => uplinks(tx).add({ name: 'LTE', role: 'spare', via: { kind: 'interface', name: 'wwan0' } }));
    const main = await work(org, (tx) =>
      uplinks(tx).add({ name: 'Glas', role: 'main', via: { kind: 'address', address: '192.168.10.5' } }),
    );
    assert.deepEqual(
      (await work(org, (tx) => uplinks(tx).list())).map(({ name }) => name),
      ['Glas', 'LTE'],
    );
    const input = CheckInput.parse({ name: 'Ping LTE', kind: 'ping', config: { host: '198.51.100.1' }, uplinkId: id });
    const check = await work(org, (tx) => checks(tx).add(input, '198.51.100.1'));
    await assert.rejects(
      work(org, (tx) => uplinks(tx).remove(id)),
      /Ping LTE/,
    );
    await work(org, (tx) => manyChecks(tx).remove([check.id]));
    assert.equal(await work(org, (tx) => uplinks(tx).remove(id)), 'LTE');
    assert.deepEqual(await work(org, (tx) => manyChecks(tx).bringBack([check.id])), []);
    await assert.rejects(
      work(org, (tx) => uplinks(tx).get(id)),
      /line/i,
    );
    assert.equal((await work(org, (tx) => uplinks(tx).get(main))).role, 'main');
  });

  test('while an incident keeps evidence, what deleted checks have measured outlives the line that they went out by', async () => {
    const { work, org } = await open();
    const id = await work(org, (tx) => uplinks(tx).add({ name: 'LTE', role: 'spare', via: { kind: 'interface', name: 'wwan0' } }));
    const input = CheckInput.parse({ name: 'Ping LTE', kind: 'ping', config: { host: '198.51.100.1' }, uplinkId: id });
    const check = await work(org, (tx) => checks(tx).add(input, '198.51.100.1'));
    const incident = '0192f0c1-2d3e-7aaa-8bbb-ccccddddeeee';
    const kept = () => work(org, ({ db }) => db.selectFrom('check').select('id').where('id', '=', check.id).execute());
    await work(org, (tx) => holds(tx).begin(incident));
    await work(org, (tx) => manyChecks(tx).remove([check.id]));
    await work(org, (tx) => uplinks(tx).remove(id));
    assert.equal((await kept()).length, 1);
    assert.deepEqual(await work(org, (tx) => manyChecks(tx).bringBack([check.id])), []);
    await work(org, (tx) => holds(tx).release(incident));
    await work(org, forgetRemoved);
    assert.deepEqual(await kept(), []);
  });

  test('a line of another firm is not found', async () => {
    const { work, org } = await open();
    const id = await work(org, (tx) => uplinks(tx).add({ name: 'LTE', role: 'spare', via: { kind: 'interface', name: 'wwan0' } }));
    const other = '0192f0c1-2d3e-7aaa-8bbb-ccccddddeeee';
    await assert.rejects(
      work(other, (tx) => uplinks(tx).get(id)),
      /line/i,
    );
  });

  test('a spare without an address is down at once, also when the line was changed while it was watched', async () => {
    const { work, org, clock, workAcross } = await open();
    const via = { kind: 'interface', name: 'lo' } as const;
    const id = await work(org, (tx) => uplinks(tx).add({ name: 'LTE', role: 'spare', via }));
    const timing = { intervalMs: 20_000, timeoutMs: 2000, retryMs: 5000, misses: 2, recoveries: 1 };
    const input = CheckInput.parse({ name: 'LTE', kind: 'tcp', config: { host: '127.0.0.1', port: 9 }, uplinkId: id, ...timing });
    const check = await work(org, (tx) => checks(tx).add(input, '127.0.0.1:9'));
    const node = watchingNode(clock, workAcross);
    await watch(clock, [node], 25);
    await work(org, (tx) => uplinks(tx).change(id, { name: 'LTE', role: 'spare', via: { kind: 'interface', name: 'wwan9' } }));
    await watch(clock, [node], 40);
    const { state } = await work(org, (tx) => checks(tx).get(check.id));
    assert.ok(state.kind === 'down' && state.reason.code === 'line-no-address', JSON.stringify(state));
    await node.stop();
  });
});
