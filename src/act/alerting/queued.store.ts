import { sql } from 'kysely';
import type { Tx } from '../../db/work.ts';

const OPEN = ['queued', 'handed-over'] as const;

/** Deliveries that are not finished yet, counted by state; a state without any is 0. */
export async function queuedDeliveries({ db, org }: Pick<Tx, 'db' | 'org'>): Promise<Record<(typeof OPEN)[number], number>> {
  const rows = await db
    .selectFrom('delivery')
    .select(['state', sql<number>`count(*)`.as('count')])
    .where('org_id', '=', org)
    .where('state', 'in', OPEN)
    .groupBy('state')
    .execute();
  const counts = new Map(rows.map(({ state, count }) => [state, count]));
  return { queued: counts.get('queued') ?? 0, 'handed-over': counts.get('handed-over') ?? 0 };
}
