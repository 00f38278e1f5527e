import { sql } from 'kysely';
import type { SchemaMigration } from '../migration.ts';

export const keeping: SchemaMigration = {
  name: '0031-keeping',
  async up({ db, table, text, whole, bytes }) {
    // Minutes, hours and days in blocks of many, instead of a row for each hour: a fortieth of the space.
    await table('observation_sum')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('check_id', text, (c) => c.notNull())
      .addColumn('step', text, (c) => c.notNull())
      .addColumn('since', whole, (c) => c.notNull())
      .addColumn('bytes', bytes, (c) => c.notNull())
      .addPrimaryKeyConstraint('observation_sum_key', ['org_id', 'check_id', 'step', 'since'])
      .addForeignKeyConstraint('observation_sum_of', ['org_id', 'check_id'], 'check', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    // No release has had the table of hours; what it held is measured again.
    await db.schema.dropTable('observation_hour').execute();
    // What is old goes by organisation, because an incident may keep one's from going.
    await db.schema.createIndex('observation_sum_old').on('observation_sum').columns(['org_id', 'step', 'since']).execute();
    await db.schema.dropIndex('observation_chunk_hour').execute();
    await db.schema.createIndex('observation_chunk_old').on('observation_chunk').columns(['org_id', 'hour']).execute();
    await db.schema.dropIndex('signal_cleared').execute();
    await db.schema.createIndex('signal_old').on('signal').columns(['org_id', 'cleared_at']).execute();
    await db.schema.createIndex('audit_old').on('audit').columns(['org_id', 'at']).execute();
    // What an incident keeps from going, from when on, until somebody releases it.
    await table('evidence_hold')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('incident_id', text, (c) => c.notNull())
      .addColumn('kept_from', whole, (c) => c.notNull())
      .addColumn('begun_at', whole, (c) => c.notNull())
      .addColumn('released_at', whole)
      .addPrimaryKeyConstraint('evidence_hold_key', ['org_id', 'incident_id'])
      .execute();
    await sql`insert into evidence_hold (org_id, incident_id, kept_from, begun_at)
      select org_id, id, at - ${sql.lit(14 * 86_400_000)}, at from incident where state = 'open' and mode = 'actual'`.execute(db);
  },
};
