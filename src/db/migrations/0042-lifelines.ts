import type { SchemaMigration } from '../migration.ts';

export const lifelines: SchemaMigration = {
  name: '0042-lifelines',
  async up({ table, text, whole, json }) {
    // What a person has said an alert channel, the emergency website or krisenfest itself rests on, as keys of nodes.
    await table('lifeline_answer')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('lifeline', text, (c) => c.notNull())
      .addColumn('said_by', text, (c) => c.notNull())
      .addColumn('said_at', whole, (c) => c.notNull())
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('lifeline_answer_key', ['org_id', 'lifeline'])
      .execute();
  },
};
