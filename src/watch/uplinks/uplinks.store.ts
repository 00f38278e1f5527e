import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { wakeAllShards } from '../checks/checks.store.ts';
import { forgetRemoved, KEPT_MS } from '../checks/many.store.ts';
import { type Uplink, type UplinkContents, UplinkRole, Via } from './uplinks.ts';

type Row = { id: string; name: string; role: string; via: string };

export const uplinkOf = ({ id, name, role, via }: Row): Uplink => ({
  id,
  name,
  role: UplinkRole.parse(role),
  via: Via.parse(JSON.parse(via)),
});

const columns = ({ name, role, via }: UplinkContents) => ({ name, role, via: JSON.stringify(via) });

/** The lines to the Internet of one organisation. */
export const uplinks = (tx: Tx) => {
  const { db, org, now, newId } = tx;

  async function get(id: Id): Promise<Uplink> {
    const row = await db.selectFrom('uplink').selectAll().where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('This line');
    return uplinkOf(row);
  }

  return {
    get,
    /** Main lines first, then by name. */
    async list(): Promise<Uplink[]> {
      const rows = await db
        .selectFrom('uplink')
        .selectAll()
        .where('org_id', '=', org)
        .orderBy('role')
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(uplinkOf);
    },
    async add(contents: UplinkContents): Promise<Id> {
      const id = newId();
      await db
        .insertInto('uplink')
        .values({ org_id: org, id, ...columns(contents) })
        .execute();
      tx.touch('check');
      return id;
    },
    async change(id: Id, contents: UplinkContents): Promise<void> {
      await get(id);
      await db.updateTable('uplink').set(columns(contents)).where('org_id', '=', org).where('id', '=', id).execute();
      await wakeAllShards(tx);
    },
    /** Gives its name. Refused while checks go out by it: they would measure something else without anybody noticing. */
    async remove(id: Id): Promise<string> {
      const { name } = await get(id);
      const used = await db
        .selectFrom('check')
        .select('name')
        .where('org_id', '=', org)
        .where('uplink_id', '=', id)
        .where('removed_at', 'is', null)
        .orderBy('name')
        .execute();
      if (used.length > 0)
        throw new Problem(
          409,
          'line-in-use',
          `These checks go out by this line: ${used.map((check) => check.name).join(', ')}. Give them another line or remove them first.`,
        );
      // Deleted checks that went out by it cannot come back without it; what they measured stays as long as an incident keeps it.
      await db
        .updateTable('check')
        .set({ uplink_id: null, removed_at: now - KEPT_MS })
        .where('org_id', '=', org)
        .where('uplink_id', '=', id)
        .execute();
      await forgetRemoved(tx);
      await db.deleteFrom('uplink').where('org_id', '=', org).where('id', '=', id).execute();
      await wakeAllShards(tx);
      return name;
    },
  };
};
