import { sql } from 'kysely';
import type { SchemaMigration } from '../migration.ts';

export const pushDevices: SchemaMigration = {
  name: '0045-push-devices',
  async up({ db, table, text, whole }) {
    // A browser that a member has registered for her alerts; it goes with her membership.
    await table('push_device')
      .addColumn('org_id', text, (c) => c.notNull())
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('person_id', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('place_hash', text, (c) => c.notNull())
      .addColumn('sealed', text, (c) => c.notNull())
      .addColumn('created_at', whole, (c) => c.notNull())
      .addPrimaryKeyConstraint('push_device_key', ['org_id', 'id'])
      // One browser rings for one person, and messages name a device by its name.
      .addUniqueConstraint('push_device_place', ['org_id', 'place_hash'])
      .addUniqueConstraint('push_device_name', ['org_id', 'name'])
      .addForeignKeyConstraint('push_device_member', ['org_id', 'person_id'], 'membership', ['org_id', 'person_id'], (c) =>
        c.onDelete('cascade'),
      )
      .execute();
    await db.schema.createIndex('push_device_person').on('push_device').columns(['org_id', 'person_id']).execute();
    await db.schema.alterTable('delivery').addColumn('device_id', text).execute();
    await db.schema
      .createIndex('delivery_device')
      .on('delivery')
      .columns(['org_id', 'device_id'])
      .where(sql.ref('device_id'), 'is not', sql.lit(null))
      .execute();
  },
};
