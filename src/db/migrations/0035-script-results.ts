import type { SchemaMigration } from '../migration.ts';

export const scriptResults: SchemaMigration = {
  name: '0035-script-results',
  async up({ db, json }) {
    // What a script has reported last: state, message, figures, duration.
    await db.schema.alterTable('heartbeat').addColumn('result', json).execute();
  },
};
