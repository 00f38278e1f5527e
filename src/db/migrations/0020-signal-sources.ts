import type { SchemaMigration } from '../migration.ts';

export const signalSources: SchemaMigration = {
  name: '0020-signal-sources',
  async up({ db, table, text, whole, json }) {
    await table('signal_source')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('proof', json, (c) => c.notNull())
      .addColumn('critical', text, (c) => c.notNull())
      .addColumn('clear_after_ms', whole)
      .addColumn('expect_ms', whole)
      .addColumn('heard_at', whole)
      .addColumn('silent', whole, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('messages', whole, (c) => c.notNull())
      .addColumn('refusal', json)
      .addColumn('created_at', whole, (c) => c.notNull())
      .addColumn('created_by', text, (c) => c.notNull())
      .addColumn('removed_at', whole)
      .addPrimaryKeyConstraint('signal_source_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('signal_source_id').unique().on('signal_source').columns(['id']).execute();
    await db.schema.createIndex('signal_source_due').on('signal_source').columns(['due_at']).execute();
    await table('signal_rule')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('pattern', text, (c) => c.notNull())
      .addColumn('node_id', text, (c) => c.notNull())
      .addColumn('made_by', text, (c) => c.notNull())
      .addColumn('made_at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('signal_rule_key', ['org_id', 'pattern'])
      .execute();
    await table('signal_message')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('source_id', text, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('signal_message_key', ['org_id', 'source_id', 'id'])
      .addForeignKeyConstraint('signal_message_of', ['org_id', 'source_id'], 'signal_source', ['org_id', 'id'], (c) =>
        c.onDelete('cascade'),
      )
      .execute();
    await db.schema.createIndex('signal_message_at').on('signal_message').columns(['at']).execute();
  },
};
