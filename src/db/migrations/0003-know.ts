import type { SchemaMigration } from '../migration.ts';

export const know: SchemaMigration = {
  name: '0003-know',
  async up({ db, table, text, whole, json }) {
    await table('node')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('key', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('position', whole, (c) => c.notNull())
      .addColumn('updated_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('node_key', ['org_id', 'key'])
      .execute();
    await table('dependency')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('position', whole, (c) => c.notNull())
      .addColumn('updated_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('dependency_key', ['org_id', 'id'])
      .execute();
    await table('team')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('key', text, (c) => c.notNull())
      .addColumn('position', whole, (c) => c.notNull())
      .addColumn('updated_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('team_key', ['org_id', 'key'])
      .execute();
    await table('model_setting')
      .addColumn('org_id', text, (c) => c.primaryKey().references('organisation.id').onDelete('cascade'))
      .addColumn('data', json, (c) => c.notNull())
      .execute();
    await table('inventory_undo')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('what', text, (c) => c.notNull())
      .addColumn('before', json, (c) => c.notNull())
      .addColumn('after_hash', text, (c) => c.notNull())
      .addColumn('undone_at', whole)
      .addPrimaryKeyConstraint('inventory_undo_key', ['org_id', 'id'])
      .execute();
    await table('scan')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull().unique())
      .addColumn('domain', text, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('asked_at', whole, (c) => c.notNull())
      .addColumn('started_at', whole)
      .addColumn('ended_at', whole)
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull().defaultTo(0))
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('scan_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('scan_due').on('scan').columns(['due_at', 'id']).execute();
    await table('scan_finding')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('scan_id', text, (c) => c.notNull())
      .addColumn('key', text, (c) => c.notNull())
      .addColumn('position', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addColumn('decision', text)
      .addColumn('decided_at', whole)
      .addPrimaryKeyConstraint('scan_finding_key', ['org_id', 'scan_id', 'key'])
      .addForeignKeyConstraint('scan_finding_of', ['org_id', 'scan_id'], 'scan', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await table('scan_setting')
      .addColumn('org_id', text, (c) => c.primaryKey().references('organisation.id').onDelete('cascade'))
      .addColumn('data', json, (c) => c.notNull())
      .execute();
  },
};
