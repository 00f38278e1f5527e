import type { SchemaMigration } from '../migration.ts';

export const replies: SchemaMigration = {
  name: '0040-replies',
  async up({ db, table, text, whole, json }) {
    // What people have sent back. `place`: what makes a text the same text, so that it is heard once.
    await table('reply')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('place', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('verdict', text, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('reply_key', ['org_id', 'id'])
      .addUniqueConstraint('reply_once', ['org_id', 'place'])
      .execute();
    await db.schema.createIndex('reply_at').on('reply').columns(['org_id', 'at']).execute();
    await db.schema.createIndex('reply_place').on('reply').columns(['place']).execute();
    // Short texts of their own that leave by a modem: answers.
    await table('short_message')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull().unique())
      .addColumn('channel_id', text, (c) => c.notNull())
      .addColumn('address', text, (c) => c.notNull())
      .addColumn('about', text, (c) => c.notNull())
      .addColumn('text', text, (c) => c.notNull())
      .addColumn('created_at', whole, (c) => c.notNull())
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull().defaultTo(0))
      .addColumn('give_up_at', whole, (c) => c.notNull())
      .addColumn('handed_over_at', whole)
      .addColumn('reason', json)
      .addPrimaryKeyConstraint('short_message_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('short_message_due').on('short_message').columns(['due_at', 'id']).execute();
    await db.schema.createIndex('short_message_to').on('short_message').columns(['org_id', 'address', 'created_at']).execute();
    // Which alerts are open: the ones that answers can be about.
    await db.schema.createIndex('alert_state').on('alert').columns(['org_id', 'state', 'accepted_at']).execute();
  },
};
