import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { Operation } from './checklists.ts';

/** Operations on the checklists of incidents. None is ever changed or removed. */
export const checklists = ({ db, org, now, touch }: Tx) => ({
  /** Keeps new operations; one that is here already is left alone. Gives those that were new. */
  async add(incident: Id, operations: readonly Operation[]): Promise<Operation[]> {
    const fresh: Operation[] = [];
    for (const operation of operations) {
      const row = {
        org_id: org,
        incident_id: incident,
        id: operation.id,
        at: operation.stamp.at,
        received_at: now,
        data: JSON.stringify(operation),
      };
      const added = await db
        .insertInto('checklist_operation')
        .values(row)
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 1n) fresh.push(operation);
    }
    if (fresh.length > 0) touch('checklist');
    return fresh;
  },
  async of(incident: Id): Promise<Operation[]> {
    const rows = await db
      .selectFrom('checklist_operation')
      .select('data')
      .where('org_id', '=', org)
      .where('incident_id', '=', incident)
      .orderBy('id')
      .execute();
    return rows.map((row) => Operation.parse(JSON.parse(row.data)));
  },
});
