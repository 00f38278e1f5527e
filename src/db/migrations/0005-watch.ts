import type { SchemaMigration } from '../migration.ts';

export const watch: SchemaMigration = {
  name: '0005-watch',
  async up({ db, table, text, whole, json, bytes }) {
    await table('check')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('config', json, (c) => c.notNull())
      .addColumn('target', text, (c) => c.notNull())
      .addColumn('node_id', text)
      .addColumn('interval_ms', whole, (c) => c.notNull())
      .addColumn('timeout_ms', whole, (c) => c.notNull())
      .addColumn('retry_ms', whole, (c) => c.notNull())
      .addColumn('misses', whole, (c) => c.notNull())
      .addColumn('recoveries', whole, (c) => c.notNull())
      .addColumn('shard', whole, (c) => c.notNull())
      .addColumn('revision', whole, (c) => c.notNull())
      .addColumn('run_asked_at', whole)
      .addColumn('created_at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('check_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('check_by_shard').on('check').columns(['shard']).execute();
    await table('check_state')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('check_id', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('failed_since', whole)
      .addColumn('state', json, (c) => c.notNull())
      .addColumn('last_at', whole)
      .addColumn('last', json)
      .addColumn('revision', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('check_state_key', ['org_id', 'check_id'])
      .addForeignKeyConstraint('check_state_of', ['org_id', 'check_id'], 'check', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await table('outage')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('check_id', text, (c) => c.notNull())
      .addColumn('since', whole, (c) => c.notNull())
      .addColumn('until', whole)
      .addColumn('ended', text)
      .addColumn('detail', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('outage_key', ['org_id', 'check_id', 'since'])
      .addForeignKeyConstraint('outage_of', ['org_id', 'check_id'], 'check', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await table('maintenance')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('times', json, (c) => c.notNull())
      .addColumn('check_ids', json)
      .addPrimaryKeyConstraint('maintenance_key', ['org_id', 'id'])
      .execute();
    await table('observation_journal')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('bytes', bytes, (c) => c.notNull())
      .addPrimaryKeyConstraint('observation_journal_key', ['org_id', 'at', 'id'])
      .execute();
    await db.schema.createIndex('observation_journal_at').on('observation_journal').columns(['at', 'id']).execute();
    await table('observation_chunk')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('check_id', text, (c) => c.notNull())
      .addColumn('hour', whole, (c) => c.notNull())
      .addColumn('bytes', bytes, (c) => c.notNull())
      .addPrimaryKeyConstraint('observation_chunk_key', ['org_id', 'check_id', 'hour'])
      .addForeignKeyConstraint('observation_chunk_of', ['org_id', 'check_id'], 'check', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await db.schema.createIndex('observation_chunk_hour').on('observation_chunk').columns(['hour']).execute();
    await table('observation_hour')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('check_id', text, (c) => c.notNull())
      .addColumn('hour', whole, (c) => c.notNull())
      .addColumn('ups', whole, (c) => c.notNull())
      .addColumn('downs', whole, (c) => c.notNull())
      .addColumn('unclears', whole, (c) => c.notNull())
      .addColumn('maintained', whole, (c) => c.notNull())
      .addColumn('ms_sum', whole, (c) => c.notNull())
      .addColumn('ms_min', whole)
      .addColumn('ms_max', whole)
      .addPrimaryKeyConstraint('observation_hour_key', ['org_id', 'check_id', 'hour'])
      .addForeignKeyConstraint('observation_hour_of', ['org_id', 'check_id'], 'check', ['org_id', 'id'], (c) => c.onDelete('cascade'))
      .execute();
    await db.schema.createIndex('observation_hour_hour').on('observation_hour').columns(['hour']).execute();
    // Of the installation, not of an organisation: rows come when the first node claims them.
    await table('check_shard')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('due_at', whole)
      .addColumn('lease_by', text)
      .addColumn('lease_until', whole)
      .addColumn('attempts', whole, (c) => c.notNull())
      .addColumn('revision', whole, (c) => c.notNull())
      .execute();
  },
};
