import { sql } from 'kysely';
import type { SchemaMigration } from '../migration.ts';

/** Indexes for queries that read whole tables, as test/walks/queries.test.ts has found them. */
export const foundByIndex: SchemaMigration = {
  name: '0032-found-by-index',
  async up({ db }) {
    // Without what is asked for in it, SQLite reads the table in the order of its key instead.
    for (const before of ['alert_timer_due', 'page_concern_due', 'page_concern_page']) await db.schema.dropIndex(before).execute();
    await db.schema.createIndex('alert_timer_next').on('alert_timer').columns(['due_at', 'org_id', 'alert_id']).execute();
    await db.schema.createIndex('alert_accepted').on('alert').columns(['org_id', 'source_kind', 'accepted_at']).execute();
    await db.schema.createIndex('delivery_of_alert').on('delivery').columns(['org_id', 'alert_id', 'id']).execute();
    await db.schema.createIndex('page_concern_cause').on('page_concern').columns(['open_cause']).execute();
    await db.schema.createIndex('page_concern_next').on('page_concern').columns(['due_at', 'org_id']).execute();
    await db.schema.createIndex('page_concern_course').on('page_concern').columns(['org_id', 'course', 'due_at']).execute();
    await db.schema.createIndex('page_concern_told').on('page_concern').columns(['org_id', 'page_id', 'opened_at', 'id']).execute();
    await db.schema
      .createIndex('page_concern_running')
      .on('page_concern')
      .columns(['org_id', 'opened_at', 'id'])
      .where(sql.ref('open_cause'), 'is not', sql.lit(null))
      .execute();
  },
};
