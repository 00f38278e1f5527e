import { type Kysely, sql } from 'kysely';
import type { Duration, Instant } from '../kernel/instant.ts';
import type { LeasedColumns } from './tables/foundation.ts';
import type { Tables } from './tables.ts';

type LeasedTable = { [K in keyof Tables]: Tables[K] extends LeasedColumns ? K : never }[keyof Tables];
type AnyLeased = { leased: LeasedColumns };

/** A row of work that this node alone may do until `until`. `fence` tells it from an earlier owner who woke up late. */
export type Lease = { readonly id: string; readonly fence: number; readonly until: Instant };

export type ClaimOptions = {
  readonly now: Instant;
  readonly node: string;
  readonly leaseFor: Duration;
  readonly limit: number;
  readonly postgres: boolean;
  /** Only rows with this value: a queue of its own for each channel in one table. */
  readonly only?: Only;
};

/** A text column of the table and the value it must have. */
export type Only = { readonly column: string; readonly value: string };

/** Kysely cannot type "any table with these columns"; the table's name is checked by `LeasedTable`, the columns by `LeasedColumns`. */
const leased = (db: Kysely<Tables>): Kysely<AnyLeased> => db as unknown as Kysely<AnyLeased>;

/**
 * Claims up to `limit` due rows, oldest due first, with one conditional UPDATE: of any number of nodes, one gets a row.
 * A row whose lease has run out is claimed again: expiry returns work to the queue, never to failure.
 */
export async function claimDue(db: Kysely<Tables>, table: LeasedTable, options: ClaimOptions): Promise<Lease[]> {
  const { now, node, leaseFor, limit, postgres, only } = options;
  const until = (now + leaseFor) as Instant;
  const rows = await leased(db)
    .updateTable(table as 'leased')
    .set((eb) => ({ lease_by: node, lease_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom(table as 'leased')
        .select('id')
        .where('due_at', '<=', now)
        .where((w) => w.or([w('lease_until', 'is', null), w('lease_until', '<', now)]))
        .$if(only !== undefined, (query) => query.where(sql.ref(only?.column ?? ''), '=', only?.value))
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .$if(postgres, (query) => query.forUpdate().skipLocked()),
    )
    .returning(['id', 'attempts'])
    .execute();
  return rows.map((row) => ({ id: row.id, fence: row.attempts, until })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Gives a claimed row back: done (`dueAt` null) or due again later. False when the lease was lost meanwhile: then
 * another node owns the row, and what this one wanted to say about it does not count.
 */
export async function settle(db: Kysely<Tables>, table: LeasedTable, node: string, lease: Lease, dueAt: Instant | null): Promise<boolean> {
  const result = await leased(db)
    .updateTable(table as 'leased')
    .set({ due_at: dueAt, lease_by: null, lease_until: null })
    .where('id', '=', lease.id)
    .where('lease_by', '=', node)
    .where('attempts', '=', lease.fence)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** When the next row of the table is due, or `null` when none waits. */
export async function nextDue(db: Kysely<Tables>, table: LeasedTable, only?: Only): Promise<Instant | null> {
  const row = await leased(db)
    .selectFrom(table as 'leased')
    .select(['due_at', 'lease_until'])
    .where('due_at', 'is not', null)
    .$if(only !== undefined, (query) => query.where(sql.ref(only?.column ?? ''), '=', only?.value))
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  if (!row || row.due_at === null) return null;
  return Math.max(row.due_at, row.lease_until ?? 0) as Instant;
}
