import type { SchemaMigration } from '../migration.ts';

/** What an exit plan was before each time it was saved, so that the last edit can be taken back. */
export const exitHistory: SchemaMigration = {
  name: '0028-exit-history',
  async up({ db, table, text, whole, json }) {
    await table('exit_plan_before')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('node_key', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('exit_plan_before_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('exit_plan_before_node').on('exit_plan_before').columns(['org_id', 'node_key', 'id']).execute();
  },
};
