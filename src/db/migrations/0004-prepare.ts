import type { SchemaMigration } from '../migration.ts';

export const prepare: SchemaMigration = {
  name: '0004-prepare',
  async up({ table, text, whole, json }) {
    for (const name of ['contact', 'crisis_role', 'plan', 'statement', 'dark_page', 'dark_site_profile'])
      await table(name)
        .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
        .addColumn('id', text, (c) => c.notNull())
        .addColumn('revision', whole, (c) => c.notNull())
        .addColumn('updated_at', whole, (c) => c.notNull())
        .addColumn('data', json, (c) => c.notNull())
        .addPrimaryKeyConstraint(`${name}_key`, ['org_id', 'id'])
        .execute();
    await table('contact_import')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addColumn('undone_at', whole)
      .addPrimaryKeyConstraint('contact_import_key', ['org_id', 'id'])
      .execute();
  },
};
