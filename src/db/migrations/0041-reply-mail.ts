import type { SchemaMigration } from '../migration.ts';

export const replyMail: SchemaMigration = {
  name: '0041-reply-mail',
  async up({ db, table, text, whole, json }) {
    // The hash of the token that an answer by mail must bring along; only mails have one.
    await db.schema.alterTable('delivery').addColumn('reply_hash', text).execute();
    await db.schema.createIndex('delivery_reply').on('delivery').columns(['reply_hash']).where('reply_hash', 'is not', null).execute();
    // The mailbox that answers come to; one for each organisation.
    await table('reply_mailbox')
      .addColumn('org_id', text, (c) => c.primaryKey().references('organisation.id').onDelete('cascade'))
      .addColumn('config', json, (c) => c.notNull())
      .addColumn('sealed', text, (c) => c.notNull())
      .addColumn('updated_at', whole, (c) => c.notNull())
      .addColumn('looked_at', whole)
      .addColumn('trouble_since', whole)
      .addColumn('trouble', json)
      .execute();
    // Opening an incident by text message: what the firm has decided, and the sealed PIN.
    await table('sms_alarm')
      .addColumn('org_id', text, (c) => c.primaryKey().references('organisation.id').onDelete('cascade'))
      .addColumn('config', json, (c) => c.notNull())
      .addColumn('sealed', text)
      .execute();
    // The weekly test of each modem that knows its own number.
    await table('sms_self_test')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('channel_id', text, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('code', text, (c) => c.notNull())
      .addColumn('due_at', whole, (c) => c.notNull())
      .addColumn('sent_at', whole)
      .addColumn('heard_at', whole)
      .addColumn('reason', json)
      .addPrimaryKeyConstraint('sms_self_test_key', ['org_id', 'channel_id'])
      .execute();
  },
};
