import type { SchemaMigration } from '../migration.ts';

export const trust: SchemaMigration = {
  name: '0002-trust',
  async up({ db, table, text, whole, json }) {
    await table('organisation')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('slug', text, (c) => c.notNull().unique())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('zone', text, (c) => c.notNull())
      .addColumn('language', text, (c) => c.notNull())
      .addColumn('created_at', whole, (c) => c.notNull())
      .addColumn('settings', json, (c) => c.notNull())
      .execute();
    await table('person')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('email', text, (c) => c.notNull().unique())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('language', text, (c) => c.notNull())
      .addColumn('password', text)
      .addColumn('created_at', whole, (c) => c.notNull())
      .addColumn('disabled_at', whole)
      .execute();
    await table('membership')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('person_id', text, (c) => c.notNull().references('person.id').onDelete('cascade'))
      .addColumn('role', text, (c) => c.notNull())
      .addColumn('created_at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('membership_key', ['org_id', 'person_id'])
      .execute();
    await db.schema.createIndex('membership_person').on('membership').columns(['person_id']).execute();
    await table('session')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('person_id', text, (c) => c.notNull().references('person.id').onDelete('cascade'))
      .addColumn('token_hash', text, (c) => c.notNull().unique())
      .addColumn('created_at', whole, (c) => c.notNull())
      .addColumn('seen_at', whole, (c) => c.notNull())
      .addColumn('expires_at', whole, (c) => c.notNull())
      .addColumn('agent', text, (c) => c.notNull())
      .execute();
    await db.schema.createIndex('session_person').on('session').columns(['person_id']).execute();
    await table('token')
      .addColumn('org_id', text, (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('token_hash', text, (c) => c.notNull().unique())
      .addColumn('scope', text, (c) => c.notNull())
      .addColumn('role', text, (c) => c.notNull())
      .addColumn('created_by', text, (c) => c.notNull())
      .addColumn('created_at', whole, (c) => c.notNull())
      .addColumn('expires_at', whole)
      .addColumn('last_used_at', whole)
      .addColumn('revoked_at', whole)
      .addPrimaryKeyConstraint('token_key', ['org_id', 'id'])
      .execute();
    await table('audit')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
      .addColumn('actor', text, (c) => c.notNull())
      .addColumn('action', text, (c) => c.notNull())
      .addColumn('subject', text, (c) => c.notNull())
      .addColumn('detail', json, (c) => c.notNull())
      .addPrimaryKeyConstraint('audit_key', ['org_id', 'id'])
      .execute();
  },
};
