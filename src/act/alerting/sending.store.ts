import type { ExpressionBuilder } from 'kysely';
import { claimDue, type Lease, nextDue } from '../../db/claim.ts';
import { given } from '../../db/given.ts';
import type { Tables } from '../../db/tables.ts';
import type { AcrossTx, Tx } from '../../db/work.ts';
import { type Duration, type Instant, instant, plus } from '../../kernel/instant.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { afterAttempt, type Next, type Outcome, overdue } from './alerting.ts';
import { type AlertHead, HEAD_COLUMNS, headOfRow } from './alerts.store.ts';
import { type ChannelSettings, channelSettings } from './channels.store.ts';
import { type Delivery, deliveryOfRow, replyTokenOf, tokenOf } from './deliveries.store.ts';
import { alertingSettings } from './escalation/escalation.store.ts';
import { messageKey } from './identity.ts';
import { pushDevices, pushKeys } from './push/push.store.ts';
import { replyMailbox } from './replies/mailbox.store.ts';
import type { Mailbox } from './replies/mailbox.ts';

/** A message that this node alone hands over while the lease holds, with everything it takes. */
export type Job = {
  readonly lease: Lease;
  readonly org: string;
  readonly organisation: string;
  readonly delivery: Delivery;
  readonly alert: AlertHead;
  /** See `messageKey`. */
  readonly key: string;
  readonly token: string;
  /** What an answer by mail must bring along, and where it goes; null where nobody reads answers. */
  readonly answer: { readonly token: string; readonly mailbox: Pick<Mailbox, 'address' | 'plus'> } | null;
  /** Where it goes: the address, or what the device has told of itself; null when the device is registered no longer. */
  readonly to: string | null;
  /** The channels of its kind, in the order in which they are tried. */
  readonly ways: readonly ChannelSettings[];
  /** Channels that may carry facts and links also in an attack: somebody has allowed it. */
  readonly openInAttack: ReadonlySet<string>;
};

type Claim = { readonly channel: string; readonly node: string; readonly leaseFor: Duration; readonly limit: number };

/** Asks once per organisation or alert of a batch. */
function once<T>(load: (tx: Tx, id: string) => Promise<T>): (tx: Tx, id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (tx, id) => {
    const key = `${tx.org} ${id}`;
    const found = known.get(key) ?? load(tx, id);
    known.set(key, found);
    return found;
  };
}

/** The place of a device at its push service, with the key that it has let in (`PushPlace`); null when it is registered no longer. */
async function placeOfDevice(tx: Tx, deviceId: string): Promise<string | null> {
  const told = await pushDevices(tx).told(deviceId);
  if (told === undefined) return null;
  return JSON.stringify({ ...(JSON.parse(told) as object), vapid: (await pushKeys(tx)).secret });
}

const channelOnly = (channel: string) => ({ column: 'channel', value: channel });

/** Claims messages that are due on a channel and loads what they are made of. */
export async function claimJobs(across: AcrossTx, { channel, node, leaseFor, limit }: Claim): Promise<Job[]> {
  const { db, now, postgres, keyring } = across;
  const leases = await claimDue(db, 'delivery', { now, node, leaseFor, limit, postgres, only: channelOnly(channel) });
  if (leases.length === 0) return [];
  const ids = leases.map((lease) => lease.id);
  const rows = new Map((await db.selectFrom('delivery').selectAll().where('id', 'in', ids).execute()).map((row) => [row.id, row]));
  const alertOf = once(async ({ org }, id) => {
    const row = await db
      .selectFrom('alert')
      .select([...HEAD_COLUMNS, 'link_key'])
      .where('org_id', '=', org)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return { alert: headOfRow(row), linkKey: row.link_key === null ? '' : await keyring.open(db, org, row.link_key) };
  });
  const organisationOf = once(async (tx) => (await organisations(tx).byId(tx.org)).name);
  const waysOf = once(async (tx) => (await channelSettings(tx).list()).filter((one) => one.kind === channel));
  const openOf = once(async (tx) => new Set((await alertingSettings(tx).read()).openInAttack));
  const deviceOf = once(placeOfDevice);
  const mailboxOf = once((tx) => replyMailbox(tx).answersGoTo());
  const jobs: Job[] = [];
  for (const lease of leases) {
    const row = rows.get(lease.id);
    if (!row) continue;
    const tx = across.in(row.org_id);
    const delivery = deliveryOfRow(row);
    const { alert, linkKey } = await alertOf(tx, delivery.alertId);
    const over = overdue(delivery.giveUpAt, alert.state, now);
    if (over) {
      await db
        .updateTable('delivery')
        .set({ state: over, due_at: null, lease_by: null, lease_until: null })
        .where('id', '=', lease.id)
        .execute();
      tx.touch('delivery');
      continue;
    }
    const ways = await waysOf(tx, '');
    const key = messageKey(delivery);
    const mailbox = row.reply_hash === null ? undefined : await mailboxOf(tx, '');
    jobs.push({
      lease,
      org: row.org_id,
      organisation: await organisationOf(tx, ''),
      delivery,
      alert,
      key,
      token: tokenOf(linkKey, key),
      to: delivery.deviceId === null ? delivery.address : await deviceOf(tx, delivery.deviceId),
      answer: mailbox === undefined ? null : { token: replyTokenOf(linkKey, key), mailbox },
      openInAttack: await openOf(tx, ''),
      ways: delivery.channelId === null ? ways : ways.filter((way) => way.id === delivery.channelId),
    });
  }
  return jobs;
}

/** Only the owner of the lease may speak for a message: who lost it meanwhile is not heard. */
const owned = (eb: ExpressionBuilder<Tables, 'delivery'>, node: string, lease: Lease) =>
  eb.and([eb('id', '=', lease.id), eb('lease_by', '=', node), eb('attempts', '=', lease.fence)]);

const FREE = { lease_by: null, lease_until: null } as const;

/** What came of an attempt. */
export type Settled = { readonly job: Job; readonly outcome: Outcome };

const TAKEN = { id: 'text', fence: 'whole', provider_id: 'text' } as const;

/** Notes what the next system has taken; an acknowledgement that was faster stays. Gives the fences of those whose lease was not lost meanwhile. */
async function settleTaken({ db, now, postgres }: AcrossTx, node: string, batch: readonly Settled[]): Promise<ReadonlyMap<string, number>> {
  const rows = batch.flatMap(({ job: { lease }, outcome }) =>
    outcome.kind === 'handed-over' ? [{ id: lease.id, fence: lease.fence, provider_id: outcome.providerId }] : [],
  );
  if (rows.length === 0) return new Map();
  const done = await db
    .updateTable('delivery')
    .from(given(postgres, TAKEN, rows))
    .set((eb) => ({
      ...FREE,
      state: eb.case().when('delivery.state', '=', 'acknowledged').then('acknowledged').else('handed-over').end(),
      due_at: null,
      handed_over_at: now,
      provider_id: eb.ref('given.provider_id'),
      reason: null,
    }))
    .whereRef('delivery.id', '=', 'given.id')
    .where('delivery.lease_by', '=', node)
    .whereRef('delivery.attempts', '=', 'given.fence')
    .returning(['delivery.id', 'delivery.attempts'])
    .execute();
  return new Map(done.map(({ id, attempts }) => [id, attempts]));
}

type NotTaken = Exclude<Outcome, { readonly kind: 'handed-over' }>;

async function settleNotTaken(across: AcrossTx, node: string, job: Job, outcome: NotTaken): Promise<Next | undefined> {
  const { db, now, postgres } = across;
  const { lease, delivery, ways } = job;
  const own = await db
    .selectFrom('delivery')
    .select(['state', 'give_up_at'])
    .where((eb) => owned(eb, node, lease))
    .$if(postgres, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!own) return undefined;
  const giveUpAt = own.give_up_at === null ? null : instant(own.give_up_at);
  const attempted = { attempts: delivery.attempts, giveUpAt, cancelled: own.state !== 'queued', ways: ways.length };
  const next = afterAttempt(attempted, outcome, now);
  const change = () => {
    switch (next.state) {
      case 'queued':
        return { ...FREE, due_at: next.dueAt, ...(next.reason === null ? {} : { reason: JSON.stringify(next.reason) }) };
      case 'failed':
        return { ...FREE, state: next.state, due_at: null, reason: JSON.stringify(next.reason) };
      case 'handed-over':
      case 'cancelled':
        return { ...FREE, due_at: null };
    }
  };
  await db.updateTable('delivery').set(change()).where('id', '=', lease.id).execute();
  return next;
}

/** Notes what became of attempts, for each in turn. Undefined where the lease was lost meanwhile: then another node speaks for the message. */
export async function settleJobs(across: AcrossTx, node: string, batch: readonly Settled[]): Promise<(Next | undefined)[]> {
  const fences = await settleTaken(across, node, batch);
  const became: (Next | undefined)[] = [];
  for (const { job, outcome } of batch) {
    if (outcome.kind !== 'handed-over') became.push(await settleNotTaken(across, node, job, outcome));
    else became.push(fences.get(job.lease.id) === job.lease.fence ? { state: 'handed-over', providerId: outcome.providerId } : undefined);
  }
  return became;
}

/** Holds what this node has claimed for a while longer. */
export async function renewLeases({ db, now }: AcrossTx, node: string, channel: string, leaseFor: Duration): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ lease_until: plus(now, leaseFor) })
    .where('channel', '=', channel)
    .where('due_at', 'is not', null)
    .where('lease_by', '=', node)
    .execute();
}

/** Only where one process has the database to itself: what an earlier one had claimed when it was killed is free at once. */
export async function freeLeasesOfOthers({ db }: AcrossTx, node: string, channel: string): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ lease_by: null, lease_until: null })
    .where('channel', '=', channel)
    .where('due_at', 'is not', null)
    .where('lease_by', '!=', node)
    .execute();
}

export const nextDelivery = ({ db }: AcrossTx, channel: string): Promise<Instant | null> => nextDue(db, 'delivery', channelOnly(channel));

/** Alerts with a step whose time has come. */
export async function alertsDue({ db, now }: AcrossTx): Promise<{ readonly org: string; readonly alertId: string }[]> {
  // With a begin as well SQLite takes the index of what is due; else it reads all there ever was.
  const due = db.selectFrom('alert_timer').where('due_at', '>', 0).where('due_at', '<=', now);
  const rows = await due.select(['org_id', 'alert_id']).distinct().limit(200).execute();
  return rows.map((row) => ({ org: row.org_id, alertId: row.alert_id }));
}

export async function nextTimer({ db }: AcrossTx): Promise<Instant | null> {
  const row = await db
    .selectFrom('alert_timer')
    .select('due_at')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return (row?.due_at ?? null) as Instant | null;
}

/** The channels of every organisation. */
export async function everyChannel(across: AcrossTx): Promise<{ readonly org: string; readonly channel: ChannelSettings }[]> {
  const orgs = await across.db.selectFrom('alert_channel').select('org_id').distinct().execute();
  const found: { org: string; channel: ChannelSettings }[] = [];
  for (const { org_id } of orgs)
    for (const channel of await channelSettings(across.in(org_id)).list()) found.push({ org: org_id, channel });
  return found;
}

/** The channels of some kinds, of every organisation. */
export async function channelsOfKinds(
  across: AcrossTx,
  kinds: readonly string[],
): Promise<{ readonly org: string; readonly channel: ChannelSettings }[]> {
  const orgs = await across.db
    .selectFrom('alert_channel')
    .select('org_id')
    .distinct()
    .where('kind', 'in', [...kinds])
    .execute();
  const found: { org: string; channel: ChannelSettings }[] = [];
  for (const { org_id } of orgs)
    for (const channel of await channelSettings(across.in(org_id)).list())
      if (kinds.includes(channel.kind)) found.push({ org: org_id, channel });
  return found;
}
