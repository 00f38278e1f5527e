import type { SchemaMigration } from '../migration.ts';

export const heartbeats: SchemaMigration = {
  name: '0017-heartbeats',
  async up({ db, table, text, whole }) {
    await table('heartbeat')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('check_id', text, (c) => c.notNull())
      .addColumn('token_hash', text)
      .addColumn('since', whole, (c) => c.notNull())
      .addColumn('started_at', whole)
      .addColumn('ok_at', whole)
      .addColumn('failed_at', whole)
      .addColumn('says', text)
      .addColumn('heard_at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('heartbeat_key', ['org_id', 'check_id'])
      .addForeignKeyConstraint('heartbeat_of', ['org_id', 'check_id'], 'check', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await db.schema.createIndex('heartbeat_token').on('heartbeat').columns(['token_hash']).execute();
    await db.schema.createIndex('heartbeat_heard').on('heartbeat').columns(['heard_at']).execute();
  },
};
