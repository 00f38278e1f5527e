import type { SchemaMigration } from '../migration.ts';

export const restoreTests: SchemaMigration = {
  name: '0037-restore-tests',
  async up({ db, table, text, whole, json }) {
    // `id` is that of the check whose backup is restored from.
    await table('restore_test')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('settings', json, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull().defaultTo(0))
      .addPrimaryKeyConstraint('restore_test_key', ['org_id', 'id'])
      .addForeignKeyConstraint('restore_test_of', ['org_id', 'id'], 'check', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await db.schema.createIndex('restore_test_due').on('restore_test').columns(['due_at', 'id']).execute();
    await table('restore_run')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('check_id', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('outcome', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('restore_run_key', ['org_id', 'id'])
      .addForeignKeyConstraint('restore_run_of', ['org_id', 'check_id'], 'check', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await db.schema.createIndex('restore_run_newest').on('restore_run').columns(['org_id', 'check_id', 'at']).execute();
  },
};
