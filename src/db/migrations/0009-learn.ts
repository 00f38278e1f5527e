import type { SchemaMigration } from '../migration.ts';

export const learn: SchemaMigration = {
  name: '0009-learn',
  async up({ db, table, text, whole, json }) {
    await table('review')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('incident_id', text, (c) => c.notNull())
      .addColumn('ended_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('review_key', ['org_id', 'id'])
      .addUniqueConstraint('review_incident', ['org_id', 'incident_id'])
      .execute();
    await db.schema.createIndex('review_ended').on('review').columns(['org_id', 'ended_at']).execute();
  },
};
