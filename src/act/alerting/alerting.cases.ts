import type { Tx } from '../../db/work.ts';
import { plus } from '../../kernel/instant.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { AFTER_ACKNOWLEDGEMENT, enough, escalation, type Reason, reachesNobody, TEST_GIVES_UP_AFTER, type Timer } from './alerting.ts';
import { type Alert, alerts } from './alerts.store.ts';
import { channels } from './channels/index.ts';
import { channelSettings } from './channels.store.ts';
import { type Delivery, deliveries } from './deliveries.store.ts';
import { pushDevices } from './push/push.store.ts';
import type { Recipient } from './request.ts';
import { type Broadcast, isRoom, kindsThatSend, wantedFor } from './wanted.ts';

/** Channels with an address of their own that gets every alert of an incident. */
async function broadcastsOf(tx: Tx): Promise<Broadcast[]> {
  const set = await channelSettings(tx).list();
  return set.flatMap(({ id, kind, name, settings }) => {
    const ready = channels.find((one) => one.kind === kind)?.with({ ...settings.open, ...settings.secret });
    const address = ready?.ok ? ready.value.broadcastTo : null;
    return address === null ? [] : [{ channelId: id, kind, name, address }];
  });
}

/** The kinds of channels by which people get messages. */
export async function kinds(tx: Tx) {
  return kindsThatSend(channels, new Set((await channelSettings(tx).list()).map(({ kind }) => kind)));
}

async function fire(tx: Tx, alert: Alert, step: number): Promise<void> {
  const { language } = await organisations(tx).byId(tx.org);
  const test = alert.source.kind === 'test';
  const broadcasts = test ? [] : await broadcastsOf(tx);
  const seen = await deliveries(tx).acknowledgedBy(alert.id);
  const recipients = (alert.steps[step - 1]?.recipients ?? []).filter(({ contactId }) => !seen.has(contactId));
  const giveUpAt = test ? plus(tx.now, TEST_GIVES_UP_AFTER) : null;
  const wanted = wantedFor(recipients, await kinds(tx), broadcasts, language, await pushDevices(tx).list());
  await deliveries(tx).queue({ alertId: alert.id, step, round: 0, giveUpAt }, wanted);
}

const stepsOf = (timers: readonly Timer[]) => timers.map(({ step }) => step);

/**
 * Fires the step whose time has come, if any; skipped ones are noted with it. When nobody of the steps so far can be reached
 * at all, the next step need not wait for its time.
 */
export async function nextStep(tx: Tx, alertId: string): Promise<void> {
  const store = alerts(tx);
  for (;;) {
    const alert = await store.lock(alertId);
    if (!alert) return;
    const waiting = await store.waitingSteps(alertId);
    if (alert.state !== 'running') return store.settleSteps(alertId, stepsOf(waiting), 'cancelled');
    const { fire: step, skip } = escalation(alert.state, waiting, tx.now);
    if (step === null) return;
    await store.settleSteps(alertId, skip, 'skipped');
    await store.settleSteps(alertId, [step], 'fired');
    await fire(tx, alert, step);
    if (step > 1 && alert.source.kind === 'incident')
      tx.emit({ type: 'alert.escalated', data: { alertId, incidentId: alert.source.id, step, skipped: skip, at: tx.now } });
    await hurryIfNobody(tx, alertId);
  }
}

/** Lets the next step fire now when every message so far has finally failed, or there was none to send. */
export async function hurryIfNobody(tx: Tx, alertId: string): Promise<void> {
  if (!reachesNobody(await deliveries(tx).statesOf(alertId))) return;
  const [next] = await alerts(tx).waitingSteps(alertId);
  if (next && next.dueAt > tx.now) await alerts(tx).hurry(alertId, next.step);
}

/** A message that was handed over did not get through after all: it has failed, and the next step need not wait for it. */
export async function cameBack(tx: Tx, { id, source }: Pick<Alert, 'id' | 'source'>, delivery: Delivery, reason: Reason): Promise<void> {
  if (!(await deliveries(tx).cameBack(delivery.id, reason))) return;
  if (source.kind === 'incident') {
    const { contactId, name, channel, step } = delivery;
    const data = { alertId: id, incidentId: source.id, contactId, name, channel, step, at: tx.now, reason, final: true };
    tx.emit({ type: 'delivery.failed', data });
  }
  await hurryIfNobody(tx, id);
}

/** Have as many people acknowledged as must? */
export async function acknowledgedByEnough(tx: Tx, { id, needed }: Pick<Alert, 'id' | 'needed'>): Promise<boolean> {
  const seen = [...(await deliveries(tx).acknowledgedBy(id))];
  const rooms = seen.filter(isRoom).length;
  return enough(seen.length - rooms, rooms, needed);
}

/** Says it to the other rooms and stops what the acknowledgement makes needless. */
async function afterAcknowledgement(
  tx: Tx,
  alert: Alert,
  { contactId, name, channel }: Pick<Delivery, 'contactId' | 'name' | 'channel'>,
): Promise<void> {
  await deliveries(tx).cancelFor(alert.id, contactId);
  if (await acknowledgedByEnough(tx, alert)) {
    await alerts(tx).acknowledged(alert.id);
    // A page says all that earlier ones said and that still lasts.
    if (alert.source.kind === 'page') for (const id of await alerts(tx).runningPages(alert.acceptedAt)) await alerts(tx).acknowledged(id);
  }
  if (alert.source.kind === 'incident')
    tx.emit({ type: 'alert.acknowledged', data: { alertId: alert.id, incidentId: alert.source.id, contactId, name, channel, at: tx.now } });
  else if (alert.source.kind === 'test') tx.emit({ type: 'alert.tested', data: { alertId: alert.id, name, channel, at: tx.now } });
}

/** Somebody says that she has seen the alert. Gives false when she had said so before. */
export async function acknowledge(tx: Tx, alertId: string, deliveryId: string, by: string): Promise<boolean> {
  const alert = await alerts(tx).lock(alertId);
  if (!alert || alert.state === 'ended') return false;
  if (!(await deliveries(tx).acknowledge(deliveryId, by))) return false;
  const delivery = (await deliveries(tx).ofAlert(alertId)).find((one) => one.id === deliveryId);
  if (!delivery) return false;
  await afterAcknowledgement(tx, alert, delivery);
  return true;
}

/** The word of a leader that somebody has acknowledged on the telephone (`phone`), or of somebody herself in krisenfest (`app`). */
export async function acknowledgeSpoken(
  tx: Tx,
  { id }: Alert,
  person: Recipient,
  by: string,
  channel: 'phone' | 'app' = 'phone',
): Promise<boolean> {
  const alert = await alerts(tx).lock(id);
  if (!alert || alert.state === 'ended') return false;
  const own = (await deliveries(tx).ofAlert(id)).filter((one) => one.contactId === person.contactId);
  if (own.some((one) => one.state === 'acknowledged')) return false;
  const step = alert.steps.findIndex(({ recipients }) => recipients.some((one) => one.contactId === person.contactId)) + 1;
  const address = person.addresses.find((one) => one.kind === 'phone' || one.kind === 'sms')?.value ?? '';
  await deliveries(tx).spoken({
    alertId: id,
    step,
    contactId: person.contactId,
    name: person.name,
    language: person.language,
    address,
    by,
    channel,
  });
  await afterAcknowledgement(tx, alert, { contactId: person.contactId, name: person.name, channel });
  return true;
}

/** Sends once more to those of the steps so far who have not acknowledged; gives how many messages that are. */
export async function repeat(tx: Tx, { id, mode }: Alert, contactIds: readonly string[] | undefined): Promise<number> {
  const alert = await alerts(tx).lock(id);
  if (!alert || alert.state === 'ended' || mode === 'test') return 0;
  const messages = await deliveries(tx).ofAlert(id);
  const seen = new Set(messages.filter((one) => one.state === 'acknowledged').map((one) => one.contactId));
  const round = Math.max(0, ...messages.map((one) => one.round)) + 1;
  const giveUpAt = alert.state === 'running' ? null : plus(tx.now, AFTER_ACKNOWLEDGEMENT);
  const { language } = await organisations(tx).byId(tx.org);
  const sending = await kinds(tx);
  const devices = await pushDevices(tx).list();
  let sent = 0;
  for (const row of await alerts(tx).stepsOf(id)) {
    if (row.state !== 'fired') continue;
    const people = (alert.steps[row.step - 1]?.recipients ?? []).filter(
      ({ contactId }) => !seen.has(contactId) && (contactIds?.includes(contactId) ?? true),
    );
    const wanted = wantedFor(people, sending, [], language, devices);
    await deliveries(tx).queue({ alertId: id, step: row.step, round, giveUpAt }, wanted);
    sent += wanted.length;
  }
  return sent;
}

/** What people could not get for want of a channel goes out by the one that is there now; what has left already leaves once. */
export async function sendByNewChannel(tx: Tx, kind: string): Promise<void> {
  const reach = channels.filter((one) => one.kind === kind);
  const { language } = await organisations(tx).byId(tx.org);
  const devices = await pushDevices(tx).list();
  for (const id of await alerts(tx).runningOfIncidents()) {
    const alert = await alerts(tx).lock(id);
    if (alert?.state !== 'running') continue;
    const seen = await deliveries(tx).acknowledgedBy(id);
    for (const { step, state } of await alerts(tx).stepsOf(id)) {
      if (state !== 'fired') continue;
      const people = (alert.steps[step - 1]?.recipients ?? []).filter(({ contactId }) => !seen.has(contactId));
      const wanted = wantedFor(people, reach, [], language, devices);
      await deliveries(tx).queue({ alertId: id, step, round: 0, giveUpAt: null }, wanted);
    }
  }
}
