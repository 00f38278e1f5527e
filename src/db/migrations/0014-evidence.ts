import type { SchemaMigration } from '../migration.ts';

/** Evidence from inside the house: what was brought, what it speaks for, and what people say about that. */
export const evidence: SchemaMigration = {
  name: '0014-evidence',
  async up({ table, text, whole, json }) {
    await table('evidence_import')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('beat_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('evidence_import_key', ['org_id', 'id'])
      .execute();
    await table('evidence_item')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('import_id', text, (c) => c.notNull())
      .addColumn('subject', text, (c) => c.notNull())
      .addColumn('position', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('evidence_item_key', ['org_id', 'import_id', 'subject'])
      .addForeignKeyConstraint('evidence_item_of', ['org_id', 'import_id'], 'evidence_import', ['org_id', 'id'], (c) =>
        c.onDelete('cascade'),
      )
      .execute();
    await table('evidence_decision')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('subject', text, (c) => c.notNull())
      .addColumn('decision', text, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('evidence_decision_key', ['org_id', 'subject'])
      .execute();
  },
};
