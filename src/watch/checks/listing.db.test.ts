import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import type { Tx } from '../../db/work.ts';
import { newId } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { CheckInput } from './checks.contract.ts';
import { checks, overviewOf } from './checks.store.ts';
import { history } from './history.store.ts';
import { encodeJournal } from './history.ts';
import { listings } from './listing.cases.ts';
import { manyChecks } from './many.store.ts';

const MANY = 180;

const inputOf = (name: string) => CheckInput.parse({ name, kind: 'http', config: { url: 'http://127.0.0.1/' } });

/** Checks in every state, most with a result in the journal that is newer than the row of their state. */
async function filled({ work, org, clock, database }: TestDatabase): Promise<string[]> {
  const now = clock.now();
  const ids = Array.from({ length: MANY }, () => newId(now));
  // Names that are there twice, and not in the order of their making.
  const added = ids.map((id, n) => ({ id, input: inputOf(`Check ${(n * 7) % 90}`), target: 'x', secret: {}, paused: n % 10 === 0 }));
  await work(org, (tx) => manyChecks(tx).add(added));
  for (const [n, check_id] of ids.entries()) {
    if (n % 10 < 2) continue;
    const reason = { code: 'refused' };
    const state = n % 10 < 7 ? { kind: 'up', since: now, warning: null } : { kind: 'down', since: now, reason, successes: 0 };
    const last = { outcome: state.kind, warning: false, ms: n, detail: n % 10 < 7 ? { code: 'http-ok', status: 200 } : reason, phases: {} };
    await database.db
      .updateTable('check_state')
      .set({ kind: state.kind, state: JSON.stringify(state), last_at: now - 30_000 * (n % 5), last: JSON.stringify(last) })
      .where('check_id', '=', check_id)
      .execute();
  }
  for (const part of [0, 1])
    await work(org, async (tx) => {
      const some = ids.filter((_, n) => n % 3 === part);
      const entries = some.map((checkId, n) => ({
        checkId,
        at: instant(now - n),
        outcome: 'up' as const,
        ms: n,
        maintenance: false,
        detail: null,
      }));
      await history(tx).append(tx.newId(), now, encodeJournal(entries, now));
    });
  return ids;
}

onBothDatabases('a list in pieces', (open) => {
  test('it is the list that is read at once', async () => {
    const world = await open();
    await filled(world);
    const [whole, listed] = [
      await world.work(world.org, (tx) => checks(tx).list()),
      await listings()(world.org, (body) => world.work(world.org, body)),
    ];
    assert.equal(whole.length, MANY);
    assert.ok(new Set(whole.map(({ shown }) => shown)).size >= 3);
    assert.deepEqual(listed.all, whole);
    assert.deepEqual(listed.overview, overviewOf(whole));
  });

  test('whoever asks after something was saved sees it; who ask together get one answer', async () => {
    const world = await open();
    const ids = await filled(world);
    const { work, org } = world;
    const read = { pieces: 0 };
    const list = listings();
    const ask = () =>
      list(org, <T>(body: (tx: Tx) => Promise<T>) => {
        read.pieces++;
        return work(org, body);
      });
    const [one, same] = await Promise.all([ask(), ask()]);
    assert.equal(one, same);
    const before = read.pieces;
    const early = ask();
    // In the middle of being read.
    while (read.pieces < before + 2) await new Promise((resolve) => setImmediate(resolve));
    const [renamed = ''] = ids;
    await work(org, (tx) => checks(tx).change(renamed, inputOf('A new name'), 'x'));
    const late = await ask();
    assert.equal(late.all.find(({ id }) => id === renamed)?.name, 'A new name');
    assert.equal((await early).all.length, MANY);
    assert.notEqual(await early, late);
  });

  test('one organisation never gets the list of another, however close they ask', async () => {
    const world = await open();
    await filled(world);
    const { work, org, clock, database } = world;
    const other = newId(clock.now());
    const row = { id: other, slug: 'andere', name: 'Andere', zone: 'Europe/Berlin', language: 'de', created_at: 0, settings: '{}' };
    await database.db.insertInto('organisation').values(row).execute();
    const list = listings();
    const [mine, theirs] = await Promise.all([org, other].map((one) => list(one, (body) => work(one, body))));
    assert.deepEqual([mine?.all.length, theirs?.all.length], [MANY, 0]);
  });
});
