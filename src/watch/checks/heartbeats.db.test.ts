import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { DAY, instant, plus, SECOND } from '../../kernel/instant.ts';
import { CheckInput } from './checks.contract.ts';
import { checks } from './checks.store.ts';
import { hear, heardFrom, heardSince, newAddress } from './heartbeats.store.ts';
import { forgetRemoved, manyChecks } from './many.store.ts';

const nightly = CheckInput.parse({ name: 'Nachtsicherung', kind: 'heartbeat', config: { everyMinutes: 1440 } });

onBothDatabases('signs of life', (open) => {
  test('are kept by check, the address by its hash only, and what was heard outlives a new address', async () => {
    const { work, workAcross, org, clock, database } = await open();
    const { id, token } = await work(org, async (tx) => {
      const check = await checks(tx).add(nightly, '1 d');
      return { id: check.id, token: await newAddress(tx, check.id) };
    });
    const at = clock.now();
    const beat = { token, push: 'ok' as const, says: null, at };
    assert.deepEqual(await workAcross((across) => hear(across, [beat, { ...beat, token: 'somebody-else' }])), [true, false]);
    await clock.forward('PT1M');
    await workAcross((across) => hear(across, [{ token, push: 'fail', says: 'exit 3', at: clock.now() }]));
    const told = { since: at, startedAt: null, okAt: at, failedAt: plus(at, 60 * SECOND), says: 'exit 3', result: null };
    assert.deepEqual(await work(org, (tx) => heardFrom(tx, id)), told);

    const fresh = await work(org, (tx) => newAddress(tx, id));
    assert.deepEqual(await workAcross((across) => hear(across, [beat, { ...beat, token: fresh, push: 'start' }])), [false, true]);
    const rows = await database.db.selectFrom('heartbeat').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes(token) && !JSON.stringify(rows).includes(fresh));
  });

  test('to a deleted check are refused, so that nobody believes to be watched; brought back, it is reported to under the same address', async () => {
    const { work, workAcross, org, clock } = await open();
    const { id, token } = await work(org, async (tx) => {
      const check = await checks(tx).add(nightly, '1 d');
      return { id: check.id, token: await newAddress(tx, check.id) };
    });
    const reports = () => workAcross((across) => hear(across, [{ token, push: 'ok', says: null, at: clock.now() }]));
    await work(org, (tx) => manyChecks(tx).remove([id]));
    assert.deepEqual(await reports(), [false]);
    await work(org, (tx) => manyChecks(tx).bringBack([id]));
    assert.deepEqual(await reports(), [true]);
  });

  test('are found anew by when they came, and go with their check', async () => {
    const { work, workAcross, org, clock } = await open();
    const id = await work(org, async (tx) => {
      const check = await checks(tx).add(nightly, '1 d');
      await newAddress(tx, check.id);
      return check.id;
    });
    assert.deepEqual([...(await workAcross((across) => heardSince(across, instant(0)))).keys()], [id]);
    assert.equal((await workAcross((across) => heardSince(across, plus(clock.now(), 1)))).size, 0);
    await work(org, (tx) => manyChecks(tx).remove([id]));
    clock.set(plus(clock.now(), DAY));
    await work(org, forgetRemoved);
    assert.equal((await workAcross((across) => heardSince(across, instant(0)))).size, 0);
  });
});
