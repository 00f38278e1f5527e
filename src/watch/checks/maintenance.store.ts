import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { Id } from '../../kernel/id.ts';
import { notFound } from '../../kernel/problem.ts';
import type { WindowInput } from './checks.contract.ts';
import { wakeAllShards } from './checks.store.ts';
import { type MaintenanceWindow, WindowTimes } from './windows.ts';

type Row = { id: string; name: string; times: string; check_ids: string | null };

export const windowOf = (row: Row): MaintenanceWindow => ({
  id: row.id,
  name: row.name,
  times: WindowTimes.parse(JSON.parse(row.times)),
  checkIds: row.check_ids === null ? null : z.array(Id).parse(JSON.parse(row.check_ids)),
});

const columns = ({ name, times, checkIds }: WindowInput) => ({
  name,
  times: JSON.stringify(times),
  check_ids: checkIds === null ? null : JSON.stringify(checkIds),
});

/** Maintenance windows of one organisation. */
export const maintenance = (tx: Tx) => {
  const { db, org, newId } = tx;
  return {
    async list(): Promise<MaintenanceWindow[]> {
      return (await db.selectFrom('maintenance').selectAll().where('org_id', '=', org).orderBy('name').execute()).map(windowOf);
    },
    async add(input: WindowInput): Promise<Id> {
      const id = newId();
      await db
        .insertInto('maintenance')
        .values({ org_id: org, id, ...columns(input) })
        .execute();
      await wakeAllShards(tx);
      return id;
    },
    async change(id: Id, input: WindowInput): Promise<void> {
      const done = await db
        .updateTable('maintenance')
        .set(columns(input))
        .where('org_id', '=', org)
        .where('id', '=', id)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) throw notFound('This maintenance window');
      await wakeAllShards(tx);
    },
    async remove(id: Id): Promise<void> {
      const done = await db.deleteFrom('maintenance').where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
      if (done.numDeletedRows === 0n) throw notFound('This maintenance window');
      await wakeAllShards(tx);
    },
  };
};
