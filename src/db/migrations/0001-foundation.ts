import type { SchemaMigration } from '../migration.ts';

export const foundation: SchemaMigration = {
  name: '0001-foundation',
  async up({ db, table, text, whole, json, bytes }) {
    await table('outbox')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('type', text, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull().defaultTo(0))
      .addColumn('fault', text)
      .execute();
    await db.schema.createIndex('outbox_due').on('outbox').columns(['due_at', 'id']).execute();
    await table('heard')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('event_id', text, (c) => c.notNull().references('outbox.id').onDelete('cascade'))
      .addColumn('hearer', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('heard_key', ['event_id', 'hearer'])
      .execute();
    await table('file')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('sha256', text, (c) => c.notNull())
      .addColumn('size', whole, (c) => c.notNull())
      .addColumn('media_type', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('created_at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('file_key', ['org_id', 'sha256'])
      .execute();
    await table('file_chunk')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('sha256', text, (c) => c.notNull())
      .addColumn('n', whole, (c) => c.notNull())
      .addColumn('bytes', bytes, (c) => c.notNull())
      .addPrimaryKeyConstraint('file_chunk_key', ['org_id', 'sha256', 'n'])
      .addForeignKeyConstraint('file_chunk_of', ['org_id', 'sha256'], 'file', ['org_id', 'sha256'], (c) => c.onDelete('cascade'))
      .execute();
    await table('data_key')
      .addColumn('org_id', text, (c) => c.primaryKey())
      .addColumn('wrapped', text, (c) => c.notNull())
      .execute();
    await table('idempotency')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('key', text, (c) => c.notNull())
      .addColumn('fingerprint', text, (c) => c.notNull())
      .addColumn('status', whole)
      .addColumn('answer', text)
      .addColumn('at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('idempotency_key', ['org_id', 'key'])
      .execute();
    await db.schema.createIndex('idempotency_at').on('idempotency').columns(['at']).execute();
    await table('installation')
      .addColumn('name', text, (c) => c.primaryKey())
      .addColumn('value', text, (c) => c.notNull())
      .execute();
  },
};
