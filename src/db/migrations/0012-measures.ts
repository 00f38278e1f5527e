import type { SchemaMigration } from '../migration.ts';

export const measures: SchemaMigration = {
  name: '0012-measures',
  async up({ db, table, text, whole, json }) {
    await table('measure')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('updated_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('measure_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('measure_due').on('measure').columns(['org_id', 'state', 'due_at']).execute();
    await table('measure_scenario')
      .addColumn('org_id', text, (c) => c.primaryKey().references('organisation.id').onDelete('cascade'))
      .addColumn('data', json, (c) => c.notNull())
      .execute();
  },
};
