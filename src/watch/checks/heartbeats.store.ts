import { sql } from 'kysely';
import type { AcrossTx, Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { hashOf, newSecret } from '../../trust/tokens/secret.ts';
import type { Heard, Push } from './heard.ts';
import { ScriptResult } from './scriptresult.ts';

const atOrNull = (ms: number | null): Instant | null => (ms === null ? null : instant(ms));

type Row = {
  since: number;
  started_at: number | null;
  ok_at: number | null;
  failed_at: number | null;
  says: string | null;
  result: string | null;
};

const heardOf = (row: Row): Heard => ({
  since: instant(row.since),
  startedAt: atOrNull(row.started_at),
  okAt: atOrNull(row.ok_at),
  failedAt: atOrNull(row.failed_at),
  says: row.says,
  result: row.result === null ? null : ScriptResult.parse(JSON.parse(row.result)),
});

/**
 * Gives a check a new address to report to, once: only its hash is kept. Whoever knew the one before reports to nobody. What was heard
 * before stays.
 */
export async function newAddress({ db, org, now }: Tx, checkId: Id): Promise<string> {
  const token = newSecret('');
  const token_hash = hashOf(token);
  const nothing = { started_at: null, ok_at: null, failed_at: null, says: null, result: null };
  await db
    .insertInto('heartbeat')
    .values({ org_id: org, check_id: checkId, token_hash, since: now, heard_at: now, ...nothing })
    .onConflict((on) => on.columns(['org_id', 'check_id']).doUpdateSet({ token_hash, heard_at: now }))
    .execute();
  return token;
}

/** In front of the hash of an address whose check was deleted: nothing that comes in has such a hash. */
const DELETED = 'deleted:';

/** Whoever reports to a deleted check is told that nobody listens; when the check is brought back, its address is too. */
export async function closeAddresses({ db, org }: Tx, ids: readonly Id[]): Promise<void> {
  await db
    .updateTable('heartbeat')
    .set({ token_hash: sql<string>`${DELETED} || token_hash` })
    .where('org_id', '=', org)
    .where('check_id', 'in', [...ids])
    .where('token_hash', 'not like', `${DELETED}%`)
    .execute();
}

export async function openAddresses({ db, org }: Tx, ids: readonly Id[]): Promise<void> {
  await db
    .updateTable('heartbeat')
    .set({ token_hash: sql<string>`substr(token_hash, ${sql.lit(DELETED.length + 1)})` })
    .where('org_id', '=', org)
    .where('check_id', 'in', [...ids])
    .where('token_hash', 'like', `${DELETED}%`)
    .execute();
}

/** A check that looks by itself from now on has no address. */
export async function dropAddress({ db, org }: Tx, checkId: Id): Promise<void> {
  await db.deleteFrom('heartbeat').where('org_id', '=', org).where('check_id', '=', checkId).execute();
}

/** What was heard of one check; undefined when it has no address yet. */
export async function heardFrom({ db, org }: Tx, checkId: Id): Promise<Heard | undefined> {
  const row = await db.selectFrom('heartbeat').selectAll().where('org_id', '=', org).where('check_id', '=', checkId).executeTakeFirst();
  return row ? heardOf(row) : undefined;
}

/** Everything heard since `after`, by check. */
export async function heardSince({ db }: Pick<AcrossTx, 'db'>, after: Instant): Promise<ReadonlyMap<Id, Heard>> {
  const rows = await db.selectFrom('heartbeat').selectAll().where('heard_at', '>=', after).execute();
  return new Map(rows.map((row) => [row.check_id, heardOf(row)]));
}

/** One sign of life as it came in. `at`: when it came. */
export type Beat = {
  readonly token: string;
  readonly push: Push;
  readonly says: string | null;
  readonly result?: ScriptResult;
  readonly at: Instant;
};

/** Writes down signs of life; true for each whose address exists. */
export async function hear(across: AcrossTx, beats: readonly Beat[]): Promise<boolean[]> {
  const known: boolean[] = [];
  for (const { token, push, says, result: given, at } of beats) {
    const result = given === undefined ? null : JSON.stringify(given);
    const told = push === 'start' ? { started_at: at } : push === 'ok' ? { ok_at: at, says, result } : { failed_at: at, says, result };
    const rows = await across.db
      .updateTable('heartbeat')
      .set({ ...told, heard_at: across.now })
      .where('token_hash', '=', hashOf(token))
      .returning('org_id')
      .execute();
    for (const row of rows) across.in(row.org_id).touch('heartbeat');
    known.push(rows.length > 0);
  }
  return known;
}
