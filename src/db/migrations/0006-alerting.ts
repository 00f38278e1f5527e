import type { SchemaMigration } from '../migration.ts';

export const alerting: SchemaMigration = {
  name: '0006-alerting',
  async up({ db, table, text, whole, json }) {
    await table('alert')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('source_kind', text, (c) => c.notNull())
      .addColumn('source_id', text, (c) => c.notNull())
      .addColumn('mode', text, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('accepted_at', whole, (c) => c.notNull())
      .addColumn('expires_at', whole)
      .addColumn('link_key', text)
      .addColumn('words', json, (c) => c.notNull())
      // Apart from the words: with many recipients it is long, and sending needs only the words.
      .addColumn('steps', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('alert_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('alert_source').on('alert').columns(['org_id', 'source_kind', 'source_id']).execute();
    await table('alert_timer')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('alert_id', text, (c) => c.notNull())
      .addColumn('step', whole, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('planned_at', whole, (c) => c.notNull())
      // Null once it is settled, so that the index holds only what waits.
      .addColumn('due_at', whole)
      .addColumn('settled_at', whole)
      .addPrimaryKeyConstraint('alert_timer_key', ['org_id', 'alert_id', 'step'])
      .addForeignKeyConstraint('alert_timer_of', ['org_id', 'alert_id'], 'alert', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await db.schema.createIndex('alert_timer_due').on('alert_timer').columns(['due_at']).execute();
    await table('alert_channel')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('position', whole, (c) => c.notNull())
      .addColumn('config', json, (c) => c.notNull())
      .addColumn('sealed', text)
      .addColumn('updated_at', whole, (c) => c.notNull())
      .addColumn('looked_at', whole)
      .addColumn('trouble_since', whole)
      .addColumn('trouble', json)
      .addPrimaryKeyConstraint('alert_channel_key', ['org_id', 'id'])
      .execute();
    await table('delivery')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull().unique())
      .addColumn('alert_id', text, (c) => c.notNull())
      .addColumn('step', whole, (c) => c.notNull())
      .addColumn('round', whole, (c) => c.notNull())
      .addColumn('contact_id', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('language', text, (c) => c.notNull())
      .addColumn('channel', text, (c) => c.notNull())
      .addColumn('channel_id', text)
      .addColumn('address', text, (c) => c.notNull())
      .addColumn('token_hash', text, (c) => c.notNull().unique())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('created_at', whole, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull().defaultTo(0))
      .addColumn('give_up_at', whole)
      .addColumn('reason', json)
      .addColumn('provider_id', text)
      .addColumn('handed_over_at', whole)
      .addColumn('acknowledged_at', whole)
      .addColumn('acknowledged_by', text)
      .addPrimaryKeyConstraint('delivery_key', ['org_id', 'id'])
      .addUniqueConstraint('delivery_once', ['org_id', 'alert_id', 'contact_id', 'channel', 'address', 'step', 'round'])
      .addForeignKeyConstraint('delivery_of', ['org_id', 'alert_id'], 'alert', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await db.schema.createIndex('delivery_due').on('delivery').columns(['channel', 'due_at', 'id']).execute();
    await db.schema.createIndex('delivery_contact').on('delivery').columns(['org_id', 'contact_id', 'acknowledged_at']).execute();
  },
};
