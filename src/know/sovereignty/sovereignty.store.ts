import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound } from '../../kernel/problem.ts';
import { type InventoryNode, NodeContents } from '../inventory/inventory.ts';
import { ExitPlanContents, type ExportTest, ExportTestContents } from './exit.ts';
import { type Correction, CorrectionContents } from './standing.ts';

const StoredCorrection = z.object({ version: z.literal(1), contents: CorrectionContents });
const StoredPlan = z.object({ version: z.literal(1), contents: ExitPlanContents });
const StoredBefore = z.object({
  version: z.literal(1),
  contents: z.object({ plan: ExitPlanContents.nullable(), replace: NodeContents.shape.replace }),
});
const StoredTest = z.object({ version: z.literal(1), contents: ExportTestContents });

export type KeptPlan = { readonly node: string; readonly at: number; readonly by: string; readonly contents: ExitPlanContents };
/** A plan and the model's time to replace as they were; `plan` null = none was saved, the category's suggestion stood there. */
export type ExitBefore = { readonly plan: ExitPlanContents | null; readonly replace: InventoryNode['replace'] };
export type KeptTest = ExportTest & { readonly node: string };

const json = (contents: unknown) => JSON.stringify({ version: 1, contents });

/** What the organisation says about who stands behind its providers and how it would leave them. */
export const sovereignty = (tx: Tx) => {
  const { db, org, now } = tx;
  return {
    /** The corrections in force, newest first. */
    async corrections(): Promise<Correction[]> {
      const rows = await db
        .selectFrom('provider_correction')
        .selectAll()
        .where('org_id', '=', org)
        .where('undone_at', 'is', null)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(({ id, node_key: node, at, by, data }) => ({
        ...StoredCorrection.parse(JSON.parse(data)).contents,
        id,
        node,
        at,
        by,
      }));
    },
    async correct(node: string, contents: CorrectionContents, by: string): Promise<Id> {
      const id = tx.newId();
      await db
        .insertInto('provider_correction')
        .values({ org_id: org, id, node_key: node, at: now, by, data: json(contents), undone_at: null })
        .execute();
      tx.touch('sovereignty');
      return id;
    },
    /** Takes a correction back; the one before it, or the catalogue, counts again. */
    async undoCorrection(id: Id): Promise<void> {
      const { numUpdatedRows } = await db
        .updateTable('provider_correction')
        .set({ undone_at: now })
        .where('org_id', '=', org)
        .where('id', '=', id)
        .where('undone_at', 'is', null)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw notFound('This correction');
      tx.touch('sovereignty');
    },

    async plans(): Promise<KeptPlan[]> {
      const rows = await db.selectFrom('exit_plan').selectAll().where('org_id', '=', org).orderBy('node_key').execute();
      return rows.map(({ node_key: node, updated_at: at, by, data }) => ({
        node,
        at,
        by,
        contents: StoredPlan.parse(JSON.parse(data)).contents,
      }));
    },
    async savePlan(node: string, contents: ExitPlanContents, by: string): Promise<void> {
      const set = { updated_at: now, by, data: json(contents) };
      await db
        .insertInto('exit_plan')
        .values({ org_id: org, node_key: node, ...set })
        .onConflict((on) => on.columns(['org_id', 'node_key']).doUpdateSet(set))
        .execute();
      tx.touch('sovereignty');
    },
    /** Takes a saved plan away: what its category suggests stands there again. */
    async removePlan(node: string): Promise<void> {
      await db.deleteFrom('exit_plan').where('org_id', '=', org).where('node_key', '=', node).execute();
      tx.touch('sovereignty');
    },
    /** Keeps what is about to be changed, so that it can be taken back. */
    async keepBefore(node: string, before: ExitBefore): Promise<void> {
      const id = tx.newId();
      await db
        .insertInto('exit_plan_before')
        .values({ org_id: org, id, node_key: node, at: now, data: json(before) })
        .execute();
    },
    /** What a plan was before it was changed, newest first. */
    async before(node: string): Promise<({ readonly id: string } & ExitBefore)[]> {
      const rows = await db
        .selectFrom('exit_plan_before')
        .select(['id', 'data'])
        .where('org_id', '=', org)
        .where('node_key', '=', node)
        .orderBy('id', 'desc')
        .execute();
      return rows.map(({ id, data }) => ({ id, ...StoredBefore.parse(JSON.parse(data)).contents }));
    },
    async forgetBefore(id: string): Promise<void> {
      await db.deleteFrom('exit_plan_before').where('org_id', '=', org).where('id', '=', id).execute();
    },
    /** The services whose plan has a change that can be taken back. */
    async changed(): Promise<ReadonlySet<string>> {
      const rows = await db.selectFrom('exit_plan_before').select('node_key').distinct().where('org_id', '=', org).execute();
      return new Set(rows.map(({ node_key }) => node_key));
    },

    /** All tests of exports, newest first. */
    async tests(): Promise<KeptTest[]> {
      const rows = await db
        .selectFrom('export_test')
        .selectAll()
        .where('org_id', '=', org)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows
        .map(({ id, node_key: node, data }) => ({ ...StoredTest.parse(JSON.parse(data)).contents, id, node }))
        .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1));
    },
    async addTest(node: string, contents: ExportTestContents): Promise<Id> {
      const id = tx.newId();
      await db
        .insertInto('export_test')
        .values({ org_id: org, id, node_key: node, at: now, data: json(contents) })
        .execute();
      tx.touch('sovereignty');
      return id;
    },
    async removeTest(node: string, id: Id): Promise<void> {
      const { numDeletedRows } = await db
        .deleteFrom('export_test')
        .where('org_id', '=', org)
        .where('node_key', '=', node)
        .where('id', '=', id)
        .executeTakeFirst();
      if (Number(numDeletedRows) === 0) throw notFound('This test');
      tx.touch('sovereignty');
    },
  };
};
