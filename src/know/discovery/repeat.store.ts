import type { Tx } from '../../db/work.ts';
import { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { unicodeOf } from './domain.ts';
import type { ScanRepeat } from './repeat.contract.ts';
import { firstRepeat } from './repeat.ts';

/** More than a year of notices that nobody looked at is no news any more. */
const MOST_NOTICES = 12;

/** Domains that are looked at again each month, and what nobody has taken note of yet. */
export const repeats = (tx: Tx) => {
  const { db, org, now } = tx;
  return {
    async list(): Promise<ScanRepeat[]> {
      const rows = await db.selectFrom('scan_repeat').selectAll().where('org_id', '=', org).orderBy('domain').execute();
      return rows.map(({ domain, by, since, due_at }) => ({ domain, unicode: unicodeOf(domain), by, since, dueAt: due_at }));
    },
    /** Begins a monthly repetition, or leaves the one there is. Gives when the next look is due. */
    async start(domain: string, zone: string, by: string): Promise<Instant> {
      const { day, dueAt } = firstRepeat(now, zone);
      await db
        .insertInto('scan_repeat')
        .values({ org_id: org, domain, id: tx.newId(), day, by, since: now, due_at: dueAt, lease_by: null, lease_until: null, attempts: 0 })
        .onConflict((on) => on.columns(['org_id', 'domain']).doNothing())
        .execute();
      tx.touch('scan');
      tx.touch('scan-repeat');
      const kept = await db
        .selectFrom('scan_repeat')
        .select('due_at')
        .where('org_id', '=', org)
        .where('domain', '=', domain)
        .executeTakeFirst();
      return (kept?.due_at ?? dueAt) as Instant;
    },
    async stop(domain: string): Promise<void> {
      await db.deleteFrom('scan_repeat').where('org_id', '=', org).where('domain', '=', domain).execute();
      tx.touch('scan');
    },

    /** Marks a scan as one that the month asked for. */
    async note(scanId: Id): Promise<void> {
      await db.insertInto('scan_notice').values({ org_id: org, scan_id: scanId, seen_at: null, seen_by: null }).execute();
    },
    /** The scans that the month asked for, with whether somebody has taken note of them. */
    async noted(): Promise<ReadonlyMap<string, boolean>> {
      const rows = await db.selectFrom('scan_notice').select(['scan_id', 'seen_at']).where('org_id', '=', org).execute();
      return new Map(rows.map(({ scan_id, seen_at }) => [scan_id, seen_at !== null]));
    },
    /** Those that are over and that nobody has taken note of, newest first. */
    async unseen(): Promise<Id[]> {
      const rows = await db
        .selectFrom('scan_notice')
        .innerJoin('scan', (join) => join.onRef('scan.org_id', '=', 'scan_notice.org_id').onRef('scan.id', '=', 'scan_notice.scan_id'))
        .select('scan.id')
        .where('scan_notice.org_id', '=', org)
        .where('scan_notice.seen_at', 'is', null)
        .where('scan.ended_at', 'is not', null)
        .orderBy('scan.asked_at', 'desc')
        .orderBy('scan.id', 'desc')
        .limit(MOST_NOTICES)
        .execute();
      return rows.map(({ id }) => Id.parse(id));
    },
    async takeNote(scanId: Id, by: string): Promise<void> {
      const { numUpdatedRows } = await db
        .updateTable('scan_notice')
        .set({ seen_at: now, seen_by: by })
        .where('org_id', '=', org)
        .where('scan_id', '=', scanId)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw notFound('This notice');
      tx.touch('scan');
    },
  };
};
