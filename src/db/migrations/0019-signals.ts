import { sql } from 'kysely';
import type { SchemaMigration } from '../migration.ts';

export const signals: SchemaMigration = {
  name: '0019-signals',
  async up({ db, table, text, whole, json }) {
    await table('signal')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('source', text, (c) => c.notNull())
      .addColumn('dedupe_key', text, (c) => c.notNull())
      .addColumn('severity', text, (c) => c.notNull())
      .addColumn('meaning', text, (c) => c.notNull())
      .addColumn('title', text, (c) => c.notNull())
      .addColumn('names', json, (c) => c.notNull())
      .addColumn('node_id', text)
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('since', whole, (c) => c.notNull())
      .addColumn('received_at', whole, (c) => c.notNull())
      .addColumn('last_at', whole, (c) => c.notNull())
      .addColumn('reports', whole, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('cleared_at', whole)
      .addColumn('cleared', json)
      .addColumn('evidence', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('signal_key', ['org_id', 'id'])
      .execute();
    // Of one thing a source can have one open signal; how often it is reported does not matter.
    await db.schema
      .createIndex('signal_open')
      .unique()
      .on('signal')
      .columns(['org_id', 'source', 'dedupe_key'])
      .where(sql.ref('state'), '=', sql.lit('open'))
      .execute();
    await db.schema.createIndex('signal_listed').on('signal').columns(['org_id', 'state', 'received_at']).execute();
    await db.schema.createIndex('signal_due').on('signal').columns(['due_at']).execute();
    await db.schema.createIndex('signal_cleared').on('signal').columns(['cleared_at']).execute();
  },
};
