import type { SchemaMigration } from '../migration.ts';

export const outlets: SchemaMigration = {
  name: '0039-outlets',
  async up({ db, table, text, json }) {
    // What of the checks may be seen from outside, each with an address or a token of its own that somebody made.
    await table('outlet')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('token_hash', text, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('outlet_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('outlet_token').on('outlet').columns(['token_hash']).unique().execute();
  },
};
