import type { SchemaMigration } from '../migration.ts';

/** Domains that are looked at again each month, and the scans that came of it until somebody has taken note of them. */
export const scanRepeats: SchemaMigration = {
  name: '0027-scan-repeats',
  async up({ db, table, text, whole }) {
    await table('scan_repeat')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('domain', text, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull().unique())
      .addColumn('day', whole, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('since', whole, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull().defaultTo(0))
      .addPrimaryKeyConstraint('scan_repeat_key', ['org_id', 'domain'])
      .execute();
    await db.schema.createIndex('scan_repeat_due').on('scan_repeat').columns(['due_at', 'id']).execute();
    await table('scan_notice')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('scan_id', text, (c) => c.notNull())
      .addColumn('seen_at', whole)
      .addColumn('seen_by', text)
      .addPrimaryKeyConstraint('scan_notice_key', ['org_id', 'scan_id'])
      .addForeignKeyConstraint('scan_notice_of', ['org_id', 'scan_id'], 'scan', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
  },
};
