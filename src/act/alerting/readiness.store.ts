import type { Tx } from '../../db/work.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { type Delivery, deliveryOfRow } from './deliveries.store.ts';

/** What is known of a way to a contact: when a message was last acknowledged, and the last message itself. */
export type Way = {
  readonly contactId: string;
  readonly channel: string;
  readonly deviceId: string | null;
  readonly address: string;
  readonly acknowledgedAt: Instant | null;
  readonly last: Delivery;
};

/** Every way that was ever tried, real alert, exercise or test: each acknowledgement is a proof. */
export async function triedWays({ db, org }: Tx): Promise<Way[]> {
  const groups = await db
    .selectFrom('delivery')
    .select([
      'contact_id',
      'channel',
      'device_id',
      'address',
      (eb) => eb.fn.max('acknowledged_at').as('acknowledged_at'),
      (eb) => eb.fn.max('id').as('last'),
    ])
    .where('org_id', '=', org)
    .where('channel', 'not in', ['phone', 'app'])
    .groupBy(['contact_id', 'channel', 'device_id', 'address'])
    .execute();
  const ids = groups.map((group) => group.last);
  const rows = new Map<string, Delivery>();
  for (let from = 0; from < ids.length; from += 500) {
    const found = await db
      .selectFrom('delivery')
      .selectAll()
      .where('org_id', '=', org)
      .where('id', 'in', ids.slice(from, from + 500))
      .execute();
    for (const row of found) rows.set(row.id, deliveryOfRow(row));
  }
  return groups.flatMap(({ contact_id, channel, device_id, address, acknowledged_at, last }) => {
    const row = rows.get(last);
    if (!row) return [];
    const acknowledgedAt = acknowledged_at === null ? null : instant(acknowledged_at);
    return [{ contactId: contact_id, channel, deviceId: device_id, address, acknowledgedAt, last: row }];
  });
}
