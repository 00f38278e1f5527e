import type { SchemaMigration } from '../migration.ts';

export const checkSecrets: SchemaMigration = {
  name: '0034-check-secrets',
  async up({ db, json }) {
    // Settings of a check that must not be read from a stolen database: their names, and the values sealed.
    await db.schema.alterTable('check').addColumn('secrets', json).execute();
  },
};
