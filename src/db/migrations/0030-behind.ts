import type { SchemaMigration } from '../migration.ts';

export const behind: SchemaMigration = {
  name: '0030-behind',
  async up({ db, json, whole }) {
    // What lies in front of a check, as ids of checks, and whether it shows that the own line works.
    await db.schema
      .alterTable('check')
      .addColumn('behind', json, (c) => c.notNull().defaultTo('[]'))
      .execute();
    await db.schema
      .alterTable('check')
      .addColumn('own_line', whole, (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
