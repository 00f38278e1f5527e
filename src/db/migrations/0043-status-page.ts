import type { SchemaMigration } from '../migration.ts';

export const statusPage: SchemaMigration = {
  name: '0043-status-page',
  async up({ db, table, text, whole, json }) {
    // One row for each organisation that has thought of a status page; `live` is null while it is off.
    await table('status_page')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('org_id', text, (c) => c.notNull().unique().references('organisation.id').onDelete('cascade'))
      .addColumn('draft', json, (c) => c.notNull())
      .addColumn('live', json)
      .addColumn('hosts', json, (c) => c.notNull())
      .addColumn('previewed', json)
      .addColumn('reached', json, (c) => c.notNull())
      .addColumn('revision', whole, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.createIndex('status_page_due').on('status_page').columns(['due_at']).execute();
    // What the public was told of disruptions.
    await table('public_incident')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('incident_id', text)
      .addColumn('began_at', whole, (c) => c.notNull())
      .addColumn('ended_at', whole)
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('public_incident_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('public_incident_began').on('public_incident').columns(['org_id', 'began_at']).execute();
  },
};
