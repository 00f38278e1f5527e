import type { SchemaMigration } from '../migration.ts';

export const incidents: SchemaMigration = {
  name: '0007-incidents',
  async up({ db, table, text, whole, json }) {
    await table('incident')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('mode', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('incident_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('incident_state').on('incident').columns(['org_id', 'state', 'at']).execute();
    await table('incident_policy')
      .addColumn('org_id', text, (c) => c.primaryKey().references('organisation.id').onDelete('cascade'))
      .addColumn('data', json, (c) => c.notNull())
      .execute();
    await table('checklist_operation')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('incident_id', text, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('received_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('checklist_operation_key', ['org_id', 'incident_id', 'id'])
      .addForeignKeyConstraint('checklist_operation_of', ['org_id', 'incident_id'], 'incident', ['org_id', 'id'], (c) =>
        c.onDelete('cascade'),
      )
      .execute();
    await table('log_device')
      .addColumn('org_id', text, (c) => c.primaryKey().references('organisation.id').onDelete('cascade'))
      .addColumn('device', text, (c) => c.notNull())
      .addColumn('public_key', text, (c) => c.notNull())
      .addColumn('sealed_key', text, (c) => c.notNull())
      .execute();
    await table('log_head')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('incident_id', text, (c) => c.notNull())
      .addColumn('head', text, (c) => c.notNull())
      .addColumn('checkpoint_number', whole, (c) => c.notNull())
      .addColumn('checkpoint_at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('log_head_key', ['org_id', 'incident_id'])
      .addForeignKeyConstraint('log_head_of', ['org_id', 'incident_id'], 'incident', ['org_id', 'id'])
      .execute();
    await table('log_line')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('incident_id', text, (c) => c.notNull())
      .addColumn('number', whole, (c) => c.notNull())
      .addColumn('device', text, (c) => c.notNull())
      .addColumn('seq', whole, (c) => c.notNull())
      .addColumn('entry_hash', text, (c) => c.notNull())
      .addColumn('hash', text, (c) => c.notNull())
      // Text, not jsonb: the bytes are what was signed.
      .addColumn('line', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('log_line_key', ['org_id', 'incident_id', 'number'])
      .addUniqueConstraint('log_line_device', ['org_id', 'incident_id', 'device', 'seq'])
      .addForeignKeyConstraint('log_line_of', ['org_id', 'incident_id'], 'incident', ['org_id', 'id'])
      .execute();
  },
};
