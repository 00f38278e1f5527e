import type { SchemaMigration } from '../migration.ts';

export const beyond: SchemaMigration = {
  name: '0044-beyond',
  async up({ db, text }) {
    // Whether the target of a check lies beyond the own line, and in which network there; unknown until it is looked at.
    await db.schema.alterTable('check_state').addColumn('beyond', text).execute();
  },
};
