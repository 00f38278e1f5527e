import type { SchemaMigration } from '../migration.ts';

export const restoreNotes: SchemaMigration = {
  name: '0018-restore-notes',
  async up({ table, text, json }) {
    await table('restore_note')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('node_key', text, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('restore_note_key', ['org_id', 'node_key'])
      .execute();
  },
};
