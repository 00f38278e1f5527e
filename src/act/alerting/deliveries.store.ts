import { createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AlertingTables } from '../../db/tables/act.ts';
import type { AcrossTx, Tx } from '../../db/work.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { Language } from '../../kernel/languages.ts';
import { hashOf } from '../../trust/tokens/secret.ts';
import { DeliveryState, type Evidence, Reason } from './alerting.ts';
import { type AlertHead, HEAD_COLUMNS, headOfRow } from './alerts.store.ts';
import { messageKey } from './identity.ts';
import type { Wanted } from './wanted.ts';

/** One message to one person on one channel, as it stands. */
export type Delivery = {
  readonly id: string;
  readonly alertId: string;
  readonly step: number;
  readonly round: number;
  readonly contactId: string;
  readonly name: string;
  readonly language: Language;
  readonly channel: string;
  readonly channelId: string | null;
  readonly deviceId: string | null;
  readonly address: string;
  readonly state: DeliveryState;
  readonly createdAt: Instant;
  /** When it is tried (again); null when nothing is left to do. */
  readonly dueAt: Instant | null;
  readonly attempts: number;
  readonly giveUpAt: Instant | null;
  /** Why the last attempt did not go, if it did not. */
  readonly reason: Reason | null;
  readonly providerId: string | null;
  readonly handedOverAt: Instant | null;
  /** Evidence of the person's own device that it has the message, and that it stood before somebody's eyes; null without any. */
  readonly deliveredAt: Instant | null;
  readonly seenAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
};

type Row = Selectable<AlertingTables['delivery']>;

const at = (ms: number | null): Instant | null => (ms === null ? null : instant(ms));

export const deliveryOfRow = (row: Row): Delivery => ({
  id: row.id,
  alertId: row.alert_id,
  step: row.step,
  round: row.round,
  contactId: row.contact_id,
  name: row.name,
  language: Language.parse(row.language),
  channel: row.channel,
  channelId: row.channel_id,
  deviceId: row.device_id,
  address: row.address,
  state: DeliveryState.parse(row.state),
  createdAt: instant(row.created_at),
  dueAt: at(row.due_at),
  attempts: row.attempts,
  giveUpAt: at(row.give_up_at),
  reason: row.reason === null ? null : Reason.parse(JSON.parse(row.reason)),
  providerId: row.provider_id,
  handedOverAt: at(row.handed_over_at),
  deliveredAt: at(row.delivered_at),
  seenAt: at(row.seen_at),
  acknowledgedAt: at(row.acknowledged_at),
  acknowledgedBy: row.acknowledged_by,
});

/**
 * The token of a link: 128 bits, derived from the alert's sealed key, so that an attempt after a crash carries the same
 * link as the one before. The database keeps only its hash.
 */
export const tokenOf = (linkKey: string, key: string): string =>
  createHmac('sha256', linkKey).update(key).digest().subarray(0, 16).toString('base64url');

/** The token that an answer by mail brings along: 128 bits of its own, in letters that every mail server leaves as they are. */
export const replyTokenOf = (linkKey: string, key: string): string =>
  createHmac('sha256', linkKey).update(`reply ${key}`).digest('hex').slice(0, 32);

/** Wakes the lane of a kind of channel alone: each of fourteen lanes woken by every message of another would cost more than the messages. */
export const dueOn = (channel: string): string => `delivery-due-${channel}`;

/** So many rows at once keep well below the limit of parameters of both databases. */
const SLICE = 100;

type Batch = {
  readonly alertId: string;
  readonly step: number;
  readonly round: number;
  readonly giveUpAt: Instant | null;
};

type Spoken = Pick<Delivery, 'alertId' | 'step' | 'contactId' | 'name' | 'language' | 'address'> & {
  readonly by: string;
  readonly channel: 'phone' | 'app';
};

/** The messages of the organisation. */
export const deliveries = ({ db, org, now, newId, keyring, touch }: Tx) => ({
  /** Queues messages; the same one twice is one. */
  async queue({ alertId, step, round, giveUpAt }: Batch, wanted: readonly Wanted[]): Promise<void> {
    if (wanted.length === 0) return;
    const { link_key } = await db
      .selectFrom('alert')
      .select('link_key')
      .where('org_id', '=', org)
      .where('id', '=', alertId)
      .executeTakeFirstOrThrow();
    if (link_key === null) return;
    const linkKey = await keyring.open(db, org, link_key);
    const keyOf = (one: Wanted) =>
      messageKey({ alertId, contactId: one.contactId, channel: one.channel, address: one.address, step, round });
    const rows = wanted.map((one) => ({
      org_id: org,
      id: newId(),
      alert_id: alertId,
      step,
      round,
      contact_id: one.contactId,
      name: one.name,
      language: one.language,
      channel: one.channel,
      channel_id: one.channelId,
      device_id: one.deviceId,
      address: one.address,
      token_hash: hashOf(tokenOf(linkKey, keyOf(one))),
      reply_hash: one.channel === 'email' ? hashOf(replyTokenOf(linkKey, keyOf(one))) : null,
      state: 'queued',
      created_at: now,
      due_at: now,
      lease_by: null,
      lease_until: null,
      attempts: 0,
      give_up_at: giveUpAt,
      reason: null,
      provider_id: null,
      handed_over_at: null,
      delivered_at: null,
      seen_at: null,
      acknowledged_at: null,
      acknowledged_by: null,
    }));
    for (let from = 0; from < rows.length; from += SLICE)
      await db
        .insertInto('delivery')
        .values(rows.slice(from, from + SLICE))
        .onConflict((on) => on.doNothing())
        .execute();
    touch('delivery');
    for (const { channel } of wanted) touch(dueOn(channel));
  },
  /** An acknowledgement that came over the telephone or in krisenfest itself: a message that needed no sending. */
  async spoken(heard: Spoken): Promise<void> {
    const { alertId, step, contactId, name, language, address, by, channel } = heard;
    const id = newId();
    const times = { created_at: now, due_at: null, give_up_at: null, handed_over_at: null, acknowledged_at: now };
    const lease = { lease_by: null, lease_until: null, attempts: 0 };
    const nothing = { channel_id: null, device_id: null, reason: null, provider_id: null, delivered_at: null, seen_at: null };
    await db
      .insertInto('delivery')
      .values({
        org_id: org,
        id,
        alert_id: alertId,
        step,
        round: 0,
        contact_id: contactId,
        name,
        language,
        channel,
        address,
        // No link leads here; the id keeps the column unique.
        token_hash: `none:${id}`,
        reply_hash: null,
        state: 'acknowledged',
        acknowledged_by: by,
        ...times,
        ...lease,
        ...nothing,
      })
      .execute();
    touch('delivery');
  },
  async ofAlert(alertId: string): Promise<Delivery[]> {
    const rows = await db
      .selectFrom('delivery')
      .selectAll()
      .where('org_id', '=', org)
      .where('alert_id', '=', alertId)
      .orderBy('id')
      .execute();
    return rows.map(deliveryOfRow);
  },
  async statesOf(alertId: string): Promise<DeliveryState[]> {
    const rows = await db
      .selectFrom('delivery')
      .select('state')
      .distinct()
      .where('org_id', '=', org)
      .where('alert_id', '=', alertId)
      .execute();
    return rows.map((row) => DeliveryState.parse(row.state));
  },
  /** Who has acknowledged an alert, on whatever way. */
  async acknowledgedBy(alertId: string): Promise<ReadonlySet<string>> {
    const rows = await db
      .selectFrom('delivery')
      .select('contact_id')
      .distinct()
      .where('org_id', '=', org)
      .where('alert_id', '=', alertId)
      .where('state', '=', 'acknowledged')
      .execute();
    return new Set(rows.map((row) => row.contact_id));
  },
  /** Marks as acknowledged, whatever it was before; false when it was already. */
  async acknowledge(id: string, by: string): Promise<boolean> {
    const done = await db
      .updateTable('delivery')
      .set({ state: 'acknowledged', acknowledged_at: now, acknowledged_by: by, due_at: null })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .where('state', '!=', 'acknowledged')
      .executeTakeFirst();
    touch('delivery');
    return done.numUpdatedRows === 1n;
  },
  /** Evidence that a message arrived, or was seen; the first time counts. What is seen has arrived. */
  async noteEvidence(id: string, evidence: Evidence): Promise<void> {
    await db
      .updateTable('delivery')
      .set(({ fn, ref, val }) => ({
        delivered_at: fn.coalesce(ref('delivered_at'), val(now)),
        ...(evidence === 'seen' ? { seen_at: fn.coalesce(ref('seen_at'), val(now)) } : {}),
      }))
      .where('org_id', '=', org)
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'handed-over'])
      .execute();
    touch('delivery');
  },
  /** Messages of alerts since `since` with these keys that a channel has taken, and that nobody has acknowledged. */
  async takenBy(channel: string, keys: readonly string[], since: Instant): Promise<Delivery[]> {
    if (keys.length === 0) return [];
    const wanted = new Set(keys);
    const lately = db.selectFrom('alert').select('id').where('org_id', '=', org).where('accepted_at', '>=', since);
    const rows = await db
      .selectFrom('delivery')
      .selectAll()
      .where('org_id', '=', org)
      .where('alert_id', 'in', lately)
      .where('channel', '=', channel)
      .where('state', '=', 'handed-over')
      .execute();
    return rows.map(deliveryOfRow).filter((one) => wanted.has(messageKey(one)));
  },
  /** It came back: it did not reach anybody, whatever had taken it. Gives false when somebody has acknowledged it. */
  async cameBack(id: string, reason: Reason): Promise<boolean> {
    const done = await db
      .updateTable('delivery')
      .set({ state: 'failed', due_at: null, reason: JSON.stringify(reason) })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'handed-over'])
      .executeTakeFirst();
    touch('delivery');
    return done.numUpdatedRows === 1n;
  },
  /**
   * A newer page says all that older ones say and that still lasts: what of them has not left yet for the same person on the same way is
   * not needed any more, so that nobody gets a backlog of hours at once.
   */
  async supersedePages(alertId: string, madeBefore: Instant): Promise<void> {
    const fresh = await db
      .selectFrom('delivery')
      .select(['contact_id', 'channel', 'address'])
      .where('org_id', '=', org)
      .where('alert_id', '=', alertId)
      .execute();
    for (const { contact_id, channel, address } of fresh)
      await db
        .updateTable('delivery')
        .set({ state: 'cancelled', due_at: null })
        .where('org_id', '=', org)
        .where('contact_id', '=', contact_id)
        .where('channel', '=', channel)
        .where('address', '=', address)
        .where('state', '=', 'queued')
        .where('created_at', '<=', madeBefore)
        .where('alert_id', '!=', alertId)
        .where('alert_id', 'in', (eb) => eb.selectFrom('alert').select('id').where('org_id', '=', org).where('source_kind', '=', 'page'))
        .execute();
    touch('delivery');
  },
  /** To whom pages were handed over since then, each person once for each page. */
  async reachedByPages(since: Instant): Promise<{ readonly pageId: string; readonly contactId: string; readonly name: string }[]> {
    const rows = await db
      .selectFrom('delivery')
      .innerJoin('alert', (join) => join.onRef('alert.org_id', '=', 'delivery.org_id').onRef('alert.id', '=', 'delivery.alert_id'))
      .select(['alert.source_id', 'delivery.contact_id', 'delivery.name'])
      .distinct()
      .where('delivery.org_id', '=', org)
      .where('alert.source_kind', '=', 'page')
      .where('alert.accepted_at', '>=', since)
      .where('delivery.handed_over_at', 'is not', null)
      .where('delivery.channel_id', 'is', null)
      .execute();
    return rows.map((row) => ({ pageId: row.source_id, contactId: row.contact_id, name: row.name }));
  },
  /** Who has acknowledged needs no further message of this alert. */
  async cancelFor(alertId: string, contactId: string): Promise<void> {
    await db
      .updateTable('delivery')
      .set({ state: 'cancelled', due_at: null })
      .where('org_id', '=', org)
      .where('alert_id', '=', alertId)
      .where('contact_id', '=', contactId)
      .where('state', '=', 'queued')
      .execute();
    touch('delivery');
  },
  /** What waits for its next try on this kind of channel is tried at once: one of its ways is gone. */
  async hurry(channel: string): Promise<void> {
    await db
      .updateTable('delivery')
      .set({ due_at: now })
      .where('org_id', '=', org)
      .where('channel', '=', channel)
      .where('state', '=', 'queued')
      .execute();
    touch('delivery');
  },
  /** What could not leave for want of a working channel of this kind is tried again, now that the channel was changed. */
  async retryNow(channel: string): Promise<void> {
    await db
      .updateTable('delivery')
      .set({ state: 'queued', due_at: now })
      .where('org_id', '=', org)
      .where('channel', '=', channel)
      .where('state', 'in', ['queued', 'failed'])
      .where('alert_id', 'in', (eb) =>
        eb.selectFrom('alert').select('id').where('org_id', '=', org).where('state', '=', 'running').where('source_kind', '!=', 'test'),
      )
      .execute();
    touch('delivery');
    touch(dueOn(channel));
  },
});

/** A message whose link somebody follows. */
export type Linked = { readonly org: string; readonly delivery: Delivery; readonly alert: AlertHead };

type Reading = Pick<AcrossTx, 'db' | 'now'>;

async function linkedBy({ db, now }: Reading, column: 'token_hash' | 'reply_hash', token: string): Promise<Linked | undefined> {
  const row = await db.selectFrom('delivery').selectAll().where(column, '=', hashOf(token)).executeTakeFirst();
  if (!row) return undefined;
  const alert = headOfRow(
    await db
      .selectFrom('alert')
      .select(HEAD_COLUMNS)
      .where('org_id', '=', row.org_id)
      .where('id', '=', row.alert_id)
      .executeTakeFirstOrThrow(),
  );
  if (alert.state === 'ended' || (alert.expiresAt !== null && alert.expiresAt <= now)) return undefined;
  return { org: row.org_id, delivery: deliveryOfRow(row), alert };
}

/** Whom a link belongs to; undefined when there is none, or its alert is over. */
export const byToken = (reading: Reading, token: string): Promise<Linked | undefined> => linkedBy(reading, 'token_hash', token);

/** Which mail an answer answers to; undefined when there is none, or its alert is over. */
export const byReplyToken = (reading: Reading, token: string): Promise<Linked | undefined> => linkedBy(reading, 'reply_hash', token);
