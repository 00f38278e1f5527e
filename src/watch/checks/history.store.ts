import { sql } from 'kysely';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { HOUR, type Instant, instant, MINUTE, plus } from '../../kernel/instant.ts';
import { holds } from '../../trust/holds/holds.store.ts';
import { decodeChunk, decodeJournal, encodeChunk, type JournalEntry, type Result, rollUp } from './history.ts';
import { RAW_FOR } from './keeping.ts';
import { seriesOf } from './series.ts';
import { dayAround, total } from './spans.ts';
import { sums } from './sums.store.ts';
import { blocks, type Step, type Sum, widthOf } from './sums.ts';

/** Chunks read at a time, the newest first, until there are as many results as were asked for. */
const CHUNKS_AT_ONCE = 6;

export const hourOf = (at: Instant): Instant => instant(Math.floor(at / HOUR) * HOUR);

/** Later results of the same moment are the same result saved twice. */
const merged = (a: readonly Result[], b: readonly Result[]): Result[] => [...new Map([...a, ...b].map((one) => [one.at, one])).values()];

const byTime = (a: { readonly at: Instant }, b: { readonly at: Instant }): number => a.at - b.at;

/** What was measured, of one organisation. */
export const history = ({ db, org }: Pick<Tx, 'db' | 'org'>) => {
  const kept = sums({ db, org });

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

  const newestChunks = (checkId: Id, from: Instant, before: Instant) =>
    db
      .selectFrom('observation_chunk')
      .select(['hour', 'bytes'])
      .where('org_id', '=', org)
      .where('check_id', '=', checkId)
      .where('hour', '>=', hourOf(from))
      .where('hour', '<', before)
      .orderBy('hour', 'desc')
      .limit(CHUNKS_AT_ONCE)
      .execute();

  /** Minutes or hours that are gathered, with those of hours that are not quite yet: counted from their single results. */
  async function withRunning(checkId: Id, step: 'minute' | 'hour', from: Instant, to: Instant): Promise<Sum[]> {
    const start = instant(Math.floor(from / widthOf[step]) * widthOf[step]);
    const gathered = await kept.of(checkId, step, start, to);
    const open = Map.groupBy(await fromJournal(checkId, hourOf(from), to), ({ at }) => hourOf(at));
    const fresh: Sum[] = [];
    for (const [hour, results] of open)
      fresh.push(...seriesOf(merged(await chunks(checkId, hour, plus(hour, HOUR)), results), widthOf[step]));
    return [...gathered.filter(({ at }) => !open.has(hourOf(at))), ...fresh].filter(({ at }) => at >= start && at < to).sort(byTime);
  }

  /** By the hour, from the hour of `from` on, oldest first. */
  const hours = (checkId: Id, from: Instant, to: Instant): Promise<Sum[]> => withRunning(checkId, 'hour', from, to);

  return {
    /** Saves the results of a tick as one row. */
    async append(id: Id, at: Instant, bytes: Uint8Array): Promise<void> {
      await db.insertInto('observation_journal').values({ org_id: org, id, at, bytes }).execute();
    },

    /** Single results of a check, `from` ≤ at < `to`, oldest first. */
    async results(checkId: Id, from: Instant, to: Instant): Promise<Result[]> {
      const found = merged(await chunks(checkId, from, to), await fromJournal(checkId, from, to));
      return found.sort(byTime);
    },

    /** The newest `limit` of them, oldest first: reads no more of the past than it takes. */
    async newest(checkId: Id, from: Instant, to: Instant, limit: number): Promise<Result[]> {
      let found = await fromJournal(checkId, from, to);
      for (let before: Instant | null = to; before !== null && found.length < limit; ) {
        const rows = await newestChunks(checkId, from, before);
        const some = rows.flatMap(({ bytes }) => decodeChunk(bytes)).filter(({ at }) => at >= from && at < to);
        found = merged(some, found);
        before = rows.length === CHUNKS_AT_ONCE ? instant(rows.at(-1)?.hour ?? 0) : null;
      }
      return found.sort(byTime).slice(-limit);
    },

    minutes: (checkId: Id, from: Instant, to: Instant): Promise<Sum[]> => withRunning(checkId, 'minute', from, to),
    hours,

    /** Days on the clock of the organisation, as far back as there are any, the present one last. */
    async days(checkId: Id, from: Instant, to: Instant, zone: string): Promise<Sum[]> {
      const today = dayAround(to, zone);
      const yesterday = dayAround(instant(today.from - 1), zone);
      const known = (await kept.of(checkId, 'day', from, yesterday.from)).filter(({ at }) => at < yesterday.from);
      const lately = await hours(checkId, yesterday.from, to);
      const measured = [yesterday, today]
        .map((day) => ({ at: day.from, all: lately.filter(({ at }) => at >= day.from && at < day.to) }))
        .filter(({ all }) => all.length > 0);
      return [...known, ...measured.map(({ at, all }) => ({ at, sum: total(all) }))];
    },

    /**
     * Puts results of the journal into the check's chunk of that hour, and into its minutes, its hour and its day. Doing it twice
     * gives the same. `day`: the one that the hour lies in, on the clock of the organisation.
     */
    async gather(checkId: Id, hour: Instant, results: readonly Result[], day: ReturnType<typeof dayAround>): Promise<void> {
      const known = await db.selectFrom('check').select('id').where('org_id', '=', org).where('id', '=', checkId).executeTakeFirst();
      if (!known) return;
      const end = plus(hour, HOUR);
      const all = merged(await chunks(checkId, hour, end), results).sort(byTime);
      const bytes = encodeChunk(all);
      await db
        .insertInto('observation_chunk')
        .values({ org_id: org, check_id: checkId, hour, bytes })
        .onConflict((on) => on.columns(['org_id', 'check_id', 'hour']).doUpdateSet({ bytes }))
        .execute();
      await kept.put(checkId, 'minute', hour, end, seriesOf(all, MINUTE));
      await kept.put(checkId, 'hour', hour, end, [{ at: hour, sum: rollUp(all) }]);
      const ofDay = await kept.of(checkId, 'hour', day.from, day.to);
      await kept.put(checkId, 'day', day.from, day.to, [{ at: day.from, sum: total(ofDay) }]);
    },

    /** Removes rows of the journal, all of them saved between `from` and `to`, both included. */
    async dropJournal(ids: readonly Id[], from: Instant, to: Instant): Promise<void> {
      for (let i = 0; i < ids.length; i += 500)
        await db
          .deleteFrom('observation_journal')
          .where('org_id', '=', org)
          .where('at', '>=', from)
          .where('at', '<=', to)
          .where('id', 'in', ids.slice(i, i + 500))
          .execute();
    },
  };
};

export type JournalRow = { readonly org: Id; readonly id: Id; readonly at: Instant; readonly entries: readonly JournalEntry[] };

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
    rows: rows.map((row) => ({ org: row.org_id, id: row.id, at: instant(row.at), entries: decodeJournal(row.bytes, instant(row.at)) })),
    last: end && rows.length === limit ? { at: instant(end.at), id: end.id } : null,
  };
}

/** So many rows go in one transaction: measurements stay on time meanwhile. */
const GO_AT_ONCE = 200;
const STEPS: readonly Step[] = ['minute', 'hour', 'day'];

/**
 * Removes what is older than it is kept for, and what no incident keeps: whole chunks and blocks, never single results, and only
 * some of them at a time. Gives how many went.
 */
export async function dropOld(tx: Tx): Promise<number> {
  const { db, org } = tx;
  const chunks = await db
    .selectFrom('observation_chunk')
    .select(['check_id', 'hour'])
    .where('org_id', '=', org)
    .where('hour', '<', hourOf(await holds(tx).before(RAW_FOR)))
    .orderBy('hour')
    .limit(GO_AT_ONCE)
    .execute();
  for (const [hour, some] of Map.groupBy(chunks, (row) => row.hour)) {
    const ids = some.map(({ check_id }) => check_id);
    await db.deleteFrom('observation_chunk').where('org_id', '=', org).where('hour', '=', hour).where('check_id', 'in', ids).execute();
  }
  let gone = chunks.length;
  for (const step of STEPS) {
    const { keptFor, span } = blocks[step];
    const old = await db
      .selectFrom('observation_sum')
      .select(['check_id', 'since'])
      .where('org_id', '=', org)
      .where('step', '=', step)
      .where('since', '<=', (await holds(tx).before(keptFor)) - span)
      .orderBy('since')
      .limit(GO_AT_ONCE)
      .execute();
    for (const [since, some] of Map.groupBy(old, (row) => row.since)) {
      const ids = some.map(({ check_id }) => check_id);
      const block = db.deleteFrom('observation_sum').where('org_id', '=', org).where('step', '=', step).where('since', '=', since);
      await block.where('check_id', 'in', ids).execute();
    }
    gone += old.length;
  }
  return gone;
}
