import type { Tx } from '../../db/work.ts';
import { plus } from '../../kernel/instant.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { escalation, reachesNobody, TEST_GIVES_UP_AFTER } from './alerting.ts';
import { type Alert, alerts } from './alerts.store.ts';
import { channels } from './channels/index.ts';
import { channelSettings } from './channels.store.ts';
import { deliveries } from './deliveries.store.ts';
import { type Broadcast, wantedFor } from './wanted.ts';

/** Channels with an address of their own that gets every alert of an incident. */
async function broadcastsOf(tx: Tx): Promise<Broadcast[]> {
  const set = await channelSettings(tx).list();
  return set.flatMap(({ id, kind, name, settings }) => {
    const channel = channels.find((one) => one.kind === kind);
    const address = channel?.broadcastTo(settings.open) ?? null;
    return address === null ? [] : [{ channelId: id, kind, name, address }];
  });
}

async function fire(tx: Tx, alert: Alert, step: number): Promise<void> {
  const { language } = await organisations(tx).byId(tx.org);
  const test = alert.source.kind === 'test';
  const broadcasts = test ? [] : await broadcastsOf(tx);
  const recipients = alert.steps[step - 1]?.recipients ?? [];
  const giveUpAt = test ? plus(tx.now, TEST_GIVES_UP_AFTER) : null;
  await deliveries(tx).queue({ alertId: alert.id, step, round: 0, giveUpAt }, wantedFor(recipients, channels, broadcasts, language));
}

/**
 * Fires the step whose time has come, if any; skipped ones are noted with it. When nobody of the steps so far can be reached
 * at all, the next step need not wait for its time.
 */
export async function nextStep(tx: Tx, alertId: string): Promise<void> {
  const store = alerts(tx);
  for (;;) {
    const alert = await store.lock(alertId);
    if (!alert) return;
    const { fire: step, skip } = escalation(alert.state, await store.waitingSteps(alertId), tx.now);
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

/** Somebody says that she has seen the alert. Gives false when she had said so before. */
export async function acknowledge(tx: Tx, alertId: string, deliveryId: string, by: string): Promise<boolean> {
  const alert = await alerts(tx).lock(alertId);
  if (!alert || alert.state === 'ended') return false;
  if (!(await deliveries(tx).acknowledge(deliveryId, by))) return false;
  const delivery = (await deliveries(tx).ofAlert(alertId)).find((one) => one.id === deliveryId);
  if (!delivery) return false;
  await deliveries(tx).cancelFor(alertId, delivery.contactId);
  await alerts(tx).acknowledged(alertId);
  const { contactId, name, channel } = delivery;
  if (alert.source.kind === 'incident')
    tx.emit({ type: 'alert.acknowledged', data: { alertId, incidentId: alert.source.id, contactId, name, channel, at: tx.now } });
  return true;
}
