import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { RestoreNote } from './situation.ts';

const Stored = z.object({ version: z.literal(1), note: RestoreNote });

/** What people said about the restore of broken nodes, one note for each; an older one is replaced. */
export const restoreNotes = ({ db, org, touch }: Tx) => ({
  async all(): Promise<Map<string, RestoreNote>> {
    const rows = await db.selectFrom('restore_note').select(['node_key', 'data']).where('org_id', '=', org).execute();
    return new Map(rows.map(({ node_key: key, data }) => [key, Stored.parse(JSON.parse(data)).note]));
  },
  async of(nodeId: string): Promise<RestoreNote | undefined> {
    return (await this.all()).get(nodeId);
  },
  async save(nodeId: string, note: RestoreNote): Promise<void> {
    const data = JSON.stringify({ version: 1, note });
    await db
      .insertInto('restore_note')
      .values({ org_id: org, node_key: nodeId, data })
      .onConflict((on) => on.columns(['org_id', 'node_key']).doUpdateSet({ data }))
      .execute();
    touch('incident');
  },
  async remove(nodeId: string): Promise<void> {
    await db.deleteFrom('restore_note').where('org_id', '=', org).where('node_key', '=', nodeId).execute();
    touch('incident');
  },
});
