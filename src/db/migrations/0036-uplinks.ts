import type { SchemaMigration } from '../migration.ts';

export const uplinks: SchemaMigration = {
  name: '0036-uplinks',
  async up({ db, table, text, json }) {
    await table('uplink')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('role', text, (c) => c.notNull())
      .addColumn('via', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('uplink_key', ['org_id', 'id'])
      .execute();
    // The line that a check goes out by; the store refuses to remove one that is used.
    await db.schema.alterTable('check').addColumn('uplink_id', text).execute();
  },
};
