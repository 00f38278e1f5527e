import type { SchemaMigration } from '../migration.ts';

export const deliveryEvidence: SchemaMigration = {
  name: '0046-delivery-evidence',
  async up({ db, whole }) {
    // When the person's own device had the message, and when she had it before her eyes, as far as either is shown by more than our own word.
    await db.schema.alterTable('delivery').addColumn('delivered_at', whole).execute();
    await db.schema.alterTable('delivery').addColumn('seen_at', whole).execute();
  },
};
