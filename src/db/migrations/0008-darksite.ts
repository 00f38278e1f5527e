import type { SchemaMigration } from '../migration.ts';

export const darkSite: SchemaMigration = {
  name: '0008-darksite',
  async up({ db, table, text, whole, json }) {
    await table('dark_site')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('org_id', text, (c) => c.notNull().unique().references('organisation.id').onDelete('cascade'))
      .addColumn('incident_id', text)
      .addColumn('state', json, (c) => c.notNull())
      .addColumn('reached', json, (c) => c.notNull())
      .addColumn('preview', json)
      .addColumn('shown', json)
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.createIndex('dark_site_due').on('dark_site').columns(['due_at']).execute();
    await table('dark_site_setting')
      .addColumn('org_id', text, (c) => c.primaryKey().references('organisation.id').onDelete('cascade'))
      .addColumn('data', json, (c) => c.notNull())
      .execute();
  },
};
