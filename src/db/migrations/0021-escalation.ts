import type { SchemaMigration } from '../migration.ts';

export const escalation: SchemaMigration = {
  name: '0021-escalation',
  async up({ db, table, text, whole, json }) {
    for (const name of ['alert_policy', 'alert_group', 'duty_rota', 'absence'])
      await table(name)
        .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
        .addColumn('id', text, (c) => c.notNull())
        .addColumn('revision', whole, (c) => c.notNull())
        .addColumn('updated_at', whole, (c) => c.notNull())
        .addColumn('data', json, (c) => c.notNull())
        .addPrimaryKeyConstraint(`${name}_key`, ['org_id', 'id'])
        .execute();
    await table('alerting_setting')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('data', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('alerting_setting_key', ['org_id'])
      .execute();
    // How many people must acknowledge before the steps stop.
    await db.schema
      .alterTable('alert')
      .addColumn('needed', whole, (c) => c.notNull().defaultTo(1))
      .execute();
    // 1 while its incident is answered with "attack": then ways on the company's own mail or login carry no facts.
    await db.schema
      .alterTable('alert')
      .addColumn('attack', whole, (c) => c.notNull().defaultTo(0))
      .execute();
    // What was accepted and never tried is found by this, however many messages there are.
    await db.schema.createIndex('delivery_untried').on('delivery').columns(['attempts', 'state', 'created_at']).execute();
  },
};
