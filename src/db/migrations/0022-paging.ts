import type { SchemaMigration } from '../migration.ts';

export const paging: SchemaMigration = {
  name: '0022-paging',
  async up({ db, table, text, whole, json }) {
    await table('page_concern')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('cause', text, (c) => c.notNull())
      // The cause while it lasts, null afterwards: so that one cause has one open row, whoever writes first.
      .addColumn('open_cause', text)
      .addColumn('opened_at', whole, (c) => c.notNull())
      .addColumn('cleared_at', whole)
      .addColumn('signals', whole, (c) => c.notNull().defaultTo(1))
      .addColumn('course', text, (c) => c.notNull())
      .addColumn('woke', whole, (c) => c.notNull().defaultTo(0))
      .addColumn('due_at', whole)
      .addColumn('page_id', text)
      .addColumn('paged_at', whole)
      .addColumn('called_false_by', text)
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('page_concern_key', ['org_id', 'id'])
      .addUniqueConstraint('page_concern_open', ['org_id', 'open_cause'])
      .execute();
    await db.schema.createIndex('page_concern_due').on('page_concern').columns(['due_at']).execute();
    await db.schema.createIndex('page_concern_opened').on('page_concern').columns(['org_id', 'opened_at']).execute();
    await db.schema.createIndex('page_concern_page').on('page_concern').columns(['org_id', 'page_id']).execute();
    await db.schema.createIndex('page_concern_paged').on('page_concern').columns(['org_id', 'paged_at']).execute();
  },
};
