import type { SchemaMigration } from '../migration.ts';

export const groups: SchemaMigration = {
  name: '0038-groups',
  async up({ db, json, text, whole }) {
    // How people sort their checks, and the moment at which one was deleted: until it is forgotten it can be brought back.
    await db.schema.alterTable('check').addColumn('group_name', text).execute();
    await db.schema
      .alterTable('check')
      .addColumn('tags', json, (c) => c.notNull().defaultTo('[]'))
      .execute();
    await db.schema.alterTable('check').addColumn('removed_at', whole).execute();
  },
};
