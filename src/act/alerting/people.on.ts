import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { contacts } from '../../prepare/contacts/contacts.store.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { acknowledgedByEnough, cameBack, kinds } from './alerting.cases.ts';
import { alerts } from './alerts.store.ts';
import { because } from './channels/refusal.texts.ts';
import { type Delivery, deliveries } from './deliveries.store.ts';
import { pushDevices } from './push/push.store.ts';
import { devicesOf } from './push/push.ts';
import type { AlertRequest, Recipient } from './request.ts';
import { wantedFor } from './wanted.ts';

type Steps = AlertRequest['steps'];

const namedIn = (steps: Steps, contactId: Id): boolean =>
  steps.some(({ recipients }) => recipients.some((one) => one.contactId === contactId));

const peopleOf = (steps: Steps): number => new Set(steps.flatMap(({ recipients }) => recipients.map((one) => one.contactId))).size;

/**
 * Somebody is no contact any more, perhaps because she has left the firm: what has not left for her does not leave, no later step asks her,
 * and whoever remains suffices.
 */
export async function hearContactGone(tx: Tx, contactId: Id): Promise<void> {
  for (const id of await alerts(tx).goingOn()) {
    const alert = await alerts(tx).lock(id);
    if (!alert || !namedIn(alert.steps, contactId)) continue;
    const steps = alert.steps.map((step) => ({ ...step, recipients: step.recipients.filter((one) => one.contactId !== contactId) }));
    const needed = Math.max(1, Math.min(alert.needed, peopleOf(steps)));
    await alerts(tx).replan(id, steps, needed);
    for (const one of await deliveries(tx).ofAlert(id))
      if (one.contactId === contactId && one.state === 'queued') await cameBack(tx, alert, one, because.noContact(one.name));
    if (await acknowledgedByEnough(tx, { id, needed })) await alerts(tx).acknowledged(id);
  }
}

/** Somebody has other addresses or devices now: an alert that she has not acknowledged goes there at once, and by later steps too. */
export async function hearContactChanged(tx: Tx, contactId: Id): Promise<void> {
  const contact = await contacts(tx).find(contactId);
  if (!contact) return;
  const { name, language } = contact;
  const person: Recipient = { contactId, name, language, addresses: contact.addresses.map(({ kind, value }) => ({ kind, value })) };
  const devices = devicesOf(person, await pushDevices(tx).list());
  const isHers = ({ deviceId, address }: Delivery): boolean =>
    deviceId === null ? person.addresses.some(({ value }) => value === address) : devices.some(({ id }) => id === deviceId);
  const { language: house } = await organisations(tx).byId(tx.org);
  for (const id of await alerts(tx).goingOn()) {
    const alert = await alerts(tx).lock(id);
    if (alert?.state !== 'running' || !namedIn(alert.steps, contactId)) continue;
    const steps = alert.steps.map((step) => ({
      ...step,
      recipients: step.recipients.map((one) => (one.contactId === contactId ? person : one)),
    }));
    await alerts(tx).replan(id, steps, alert.needed);
    if ((await deliveries(tx).acknowledgedBy(id)).has(contactId)) continue;
    const wanted = wantedFor([person], await kinds(tx), [], house, devices);
    for (const { step, state } of await alerts(tx).stepsOf(id))
      if (state === 'fired' && steps[step - 1]?.recipients.includes(person))
        await deliveries(tx).queue({ alertId: id, step, round: 0, giveUpAt: null }, wanted);
    for (const one of await deliveries(tx).ofAlert(id))
      if (one.contactId === contactId && one.state === 'queued' && !isHers(one))
        await cameBack(tx, alert, one, because.otherAddress(one.address));
  }
}
