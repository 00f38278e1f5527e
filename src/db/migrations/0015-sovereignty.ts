import type { SchemaMigration } from '../migration.ts';

/** Rows belong to nodes by key, without a foreign key: whoever takes a removal back finds the plan where it was. */
export const sovereignty: SchemaMigration = {
  name: '0015-sovereignty',
  async up({ db, table, text, whole, json }) {
    await table('provider_correction')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('node_key', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addColumn('undone_at', whole)
      .addPrimaryKeyConstraint('provider_correction_key', ['org_id', 'id'])
      .execute();
    await table('exit_plan')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('node_key', text, (c) => c.notNull())
      .addColumn('updated_at', whole, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('exit_plan_key', ['org_id', 'node_key'])
      .execute();
    await table('export_test')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('node_key', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('export_test_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('export_test_node').on('export_test').columns(['org_id', 'node_key']).execute();
  },
};
