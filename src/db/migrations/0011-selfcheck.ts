import type { SchemaMigration } from '../migration.ts';

export const selfCheck: SchemaMigration = {
  name: '0011-selfcheck',
  async up({ db, table, text, whole, json }) {
    await table('guide')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('updated_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('guide_key', ['org_id'])
      .execute();
    await table('ownership_answer')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('question', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('ownership_answer_key', ['org_id', 'id'])
      .execute();
    await table('maturity_evidence')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('maturity_evidence_key', ['org_id', 'id'])
      .execute();
    await db.schema.createIndex('maturity_evidence_kind').on('maturity_evidence').columns(['org_id', 'kind', 'at']).execute();
    await table('long_check')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('started_at', whole, (c) => c.notNull())
      .addColumn('finished_at', whole)
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('long_check_key', ['org_id', 'id'])
      .execute();
  },
};
