import { sql } from 'kysely';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { DAY, HOUR, type Instant, instant } from '../../kernel/instant.ts';
import {
  addRollup,
  decodeChunk,
  decodeJournal,
  encodeChunk,
  type JournalEntry,
  NOTHING,
  type Result,
  type Rollup,
  rollUp,
} from './history.ts';

/** Single results are kept so long. */
export const RAW_FOR = 2 * DAY;
/** Hours are kept so long: a year and what it is compared with. */
export const HOURS_FOR = 400 * DAY;

export const hourOf = (at: Instant): Instant => instant(Math.floor(at / HOUR) * HOUR);

/** Later results of the same moment are the same result saved twice. */
const merged = (a: readonly Result[], b: readonly Result[]): Result[] => [...new Map([...a, ...b].map((one) => [one.at, one])).values()];

/** What was measured, of one organisation. */
export const history = ({ db, org }: Pick<Tx, 'db' | 'org'>) => {
  /** Journal entries of one check from `from` on; the journal holds the running hour and what is not gathered yet. */
  async function fromJournal(checkId: Id, from: Instant, to: Instant): Promise<Result[]> {
    const rows = await db
      .selectFrom('observation_journal')
      .select(['at', 'bytes'])
      .where('org_id', '=', org)
      .where('at', '>=', from)
      .orderBy('at')
      .execute();
    return rows
      .flatMap(({ at, bytes }) => decodeJournal(bytes, instant(at), checkId))
      .filter(({ at }) => at >= from && at < to)
      .map(({ at, outcome, ms, maintenance, detail }) => ({ at, outcome, ms, maintenance, detail }));
  }

  async function chunks(checkId: Id, from: Instant, to: Instant): Promise<Result[]> {
    const rows = await db
      .selectFrom('observation_chunk')
      .select('bytes')
      .where('org_id', '=', org)
      .where('check_id', '=', checkId)
      .where('hour', '>=', hourOf(from))
      .where('hour', '<', to)
      .orderBy('hour')
      .execute();
    return rows.flatMap(({ bytes }) => decodeChunk(bytes)).filter(({ at }) => at >= from && at < to);
  }

  return {
    /** Saves the results of a tick as one row. */
    async append(id: Id, at: Instant, bytes: Uint8Array): Promise<void> {
      await db.insertInto('observation_journal').values({ org_id: org, id, at, bytes }).execute();
    },

    /** Single results of a check, `from` ≤ at < `to`, oldest first. */
    async results(checkId: Id, from: Instant, to: Instant): Promise<Result[]> {
      const found = merged(await chunks(checkId, from, to), await fromJournal(checkId, from, to));
      return found.sort((a, b) => a.at - b.at);
    },

    /** By the hour, `from` ≤ hour < `to`. */
    async hours(checkId: Id, from: Instant, to: Instant): Promise<Map<Instant, Rollup>> {
      const rows = await db
        .selectFrom('observation_hour')
        .selectAll()
        .where('org_id', '=', org)
        .where('check_id', '=', checkId)
        .where('hour', '>=', hourOf(from))
        .where('hour', '<', to)
        .execute();
      const sums = new Map<Instant, Rollup>(
        rows.map((row) => [
          instant(row.hour),
          {
            ups: row.ups,
            downs: row.downs,
            unclears: row.unclears,
            maintained: row.maintained,
            msSum: row.ms_sum,
            msMin: row.ms_min,
            msMax: row.ms_max,
          },
        ]),
      );
      const open = Map.groupBy(await fromJournal(checkId, hourOf(from), to), ({ at }) => hourOf(at));
      for (const [hour, results] of open) sums.set(hour, addRollup(sums.get(hour) ?? NOTHING, rollUp(results)));
      return sums;
    },

    /** Puts results of the journal into the check's chunk of that hour, and into its sum. */
    async gather(checkId: Id, hour: Instant, results: readonly Result[]): Promise<void> {
      const known = await db.selectFrom('check').select('id').where('org_id', '=', org).where('id', '=', checkId).executeTakeFirst();
      if (!known) return;
      const key = { org_id: org, check_id: checkId, hour };
      const before = await db
        .selectFrom('observation_chunk')
        .select('bytes')
        .where('org_id', '=', org)
        .where('check_id', '=', checkId)
        .where('hour', '=', hour)
        .executeTakeFirst();
      const all = merged(before ? decodeChunk(before.bytes) : [], results);
      const bytes = encodeChunk(all);
      const { ups, downs, unclears, maintained, msSum, msMin, msMax } = rollUp(all);
      const sum = { ups, downs, unclears, maintained, ms_sum: Math.round(msSum), ms_min: msMin, ms_max: msMax };
      await db
        .insertInto('observation_chunk')
        .values({ ...key, bytes })
        .onConflict((on) => on.columns(['org_id', 'check_id', 'hour']).doUpdateSet({ bytes }))
        .execute();
      await db
        .insertInto('observation_hour')
        .values({ ...key, ...sum })
        .onConflict((on) => on.columns(['org_id', 'check_id', 'hour']).doUpdateSet(sum))
        .execute();
    },

    async dropJournal(ids: readonly Id[]): Promise<void> {
      for (let i = 0; i < ids.length; i += 500)
        await db
          .deleteFrom('observation_journal')
          .where('org_id', '=', org)
          .where('id', 'in', ids.slice(i, i + 500))
          .execute();
    },
  };
};

/**
 * The newest result of each of these checks. `rows` of the journal, the newest first: what comes before the newest result of the
 * last check is not read.
 */
export function newestOf(rows: readonly { readonly at: number; readonly bytes: Uint8Array }[], ids: Iterable<Id>): Map<Id, JournalEntry> {
  const missing = new Set(ids);
  const found = new Map<Id, JournalEntry>();
  for (const { at, bytes } of rows) {
    if (missing.size === 0) break;
    for (const entry of decodeJournal(bytes, instant(at), missing)) found.set(entry.checkId, entry);
    for (const id of found.keys()) missing.delete(id);
  }
  return found;
}

export type JournalRow = { readonly org: Id; readonly id: Id; readonly entries: readonly JournalEntry[] };

/** Journal rows of all organisations saved before `before`, oldest first, at most `limit` after the row `after`. */
export async function oldJournal(
  { db }: Pick<Tx, 'db'>,
  before: Instant,
  after: { readonly at: Instant; readonly id: Id } | null,
  limit: number,
): Promise<{ rows: JournalRow[]; last: { at: Instant; id: Id } | null }> {
  const rows = await db
    .selectFrom('observation_journal')
    .selectAll()
    .where('at', '<', before)
    .$if(after !== null, (query) => query.where(sql<boolean>`(at, id) > (${after?.at ?? 0}, ${after?.id ?? ''})`))
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute();
  const end = rows.at(-1);
  return {
    rows: rows.map((row) => ({ org: row.org_id, id: row.id, entries: decodeJournal(row.bytes, instant(row.at)) })),
    last: end && rows.length === limit ? { at: instant(end.at), id: end.id } : null,
  };
}

/** Removes what is older than it is kept for: whole chunks, never single results. */
export async function dropOld({ db }: Pick<Tx, 'db'>, now: Instant): Promise<void> {
  await db
    .deleteFrom('observation_chunk')
    .where('hour', '<', hourOf(instant(now - RAW_FOR)))
    .execute();
  await db
    .deleteFrom('observation_hour')
    .where('hour', '<', hourOf(instant(now - HOURS_FOR)))
    .execute();
}
