import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../test/world/databases.ts';
import { duration, instant, SECOND } from '../kernel/instant.ts';
import { claimDue, nextDue, settle } from './claim.ts';

onBothDatabases('work', (open) => {
  test('state and event are saved together, or neither is', async () => {
    const { work, workAcross, org } = await open();
    await assert.rejects(
      work(org, async (tx) => {
        tx.emit({ type: 'thing.happened', data: { n: 1 } });
        throw new Error('no');
      }),
    );
    await work(org, async (tx) => tx.emit({ type: 'thing.happened', data: { n: 2 } }));
    const rows = await workAcross(({ db }) => db.selectFrom('outbox').selectAll().execute());
    assert.deepEqual(
      rows.map((row) => JSON.parse(row.data)),
      [{ n: 2 }],
    );
  });

  test('of two nodes one gets the row; after its lease the other; the late one changes nothing', async () => {
    const { work, database, org, clock, postgres } = await open();
    await work(org, async (tx) => tx.emit({ type: 'thing.happened', data: {} }));
    const claim = (node: string) =>
      claimDue(database.db, 'outbox', { now: clock.now(), node, leaseFor: duration(30_000), limit: 10, postgres });
    const [first] = await claim('a');
    assert.ok(first);
    assert.deepEqual(await claim('b'), []);
    await clock.forward('PT31S');
    const [second] = await claim('b');
    assert.ok(second);
    assert.equal(await settle(database.db, 'outbox', 'a', first, null), false);
    assert.equal(await settle(database.db, 'outbox', 'b', second, instant(clock.now() + SECOND)), true);
    assert.equal(await nextDue(database.db, 'outbox'), clock.now() + SECOND);
  });

  test('a secret opens in its own organisation only', async () => {
    const { work, org } = await open();
    const sealed = await work(org, (tx) => tx.keyring.seal(tx.db, tx.org, 'geheim'));
    assert.equal(sealed.includes('geheim'), false);
    assert.equal(await work(org, (tx) => tx.keyring.open(tx.db, tx.org, sealed)), 'geheim');
    await assert.rejects(work('01900000-0000-7000-8000-000000000000', (tx) => tx.keyring.open(tx.db, tx.org, sealed)));
  });
});
