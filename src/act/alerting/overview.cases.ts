import type { Tx } from '../../db/work.ts';
import type { AlertView, DeliveryView, RecipientView, StepView } from './alerting.contract.ts';
import { progressOf } from './alerting.ts';
import { type Alert, alerts } from './alerts.store.ts';
import { type Delivery, deliveries } from './deliveries.store.ts';
import type { Recipient } from './request.ts';

const messageView = (one: Delivery): DeliveryView => ({
  id: one.id,
  channel: one.channel,
  address: one.address,
  state: progressOf(one),
  attempts: one.attempts,
  createdAt: one.createdAt,
  dueAt: one.dueAt,
  reason: one.reason,
  handedOverAt: one.handedOverAt,
  deliveredAt: one.deliveredAt,
  seenAt: one.seenAt,
  acknowledgedAt: one.acknowledgedAt,
});

function personView(who: Recipient, messages: readonly Delivery[]): RecipientView {
  const [first] = messages.filter((one) => one.state === 'acknowledged').sort((a, b) => (a.acknowledgedAt ?? 0) - (b.acknowledgedAt ?? 0));
  const acknowledged =
    first?.acknowledgedAt == null ? null : { at: first.acknowledgedAt, channel: first.channel, by: first.acknowledgedBy ?? '' };
  return { ...who, acknowledged, deliveries: messages.map(messageView) };
}

/** The people of a step as they were asked for, and channels of the house that got the alert besides them. */
function recipientsOf(people: readonly Recipient[], messages: readonly Delivery[]): RecipientView[] {
  const byContact = Map.groupBy(messages, (one) => one.contactId);
  const asked = people.map((person) => personView(person, byContact.get(person.contactId) ?? []));
  const known = new Set(people.map((person) => person.contactId));
  const besides = [...byContact.entries()].flatMap(([contactId, own]) => {
    const [first] = own;
    return known.has(contactId) || !first
      ? []
      : [personView({ contactId, name: first.name, language: first.language, addresses: [] }, own)];
  });
  return [...asked, ...besides];
}

/** An alert with its steps, people and messages. */
export async function alertView(tx: Tx, alert: Alert): Promise<AlertView> {
  const messages = await deliveries(tx).ofAlert(alert.id);
  const steps = (await alerts(tx).stepsOf(alert.id)).map(
    (row): StepView => ({
      ...row,
      recipients: recipientsOf(
        alert.steps[row.step - 1]?.recipients ?? [],
        messages.filter((one) => one.step === row.step),
      ),
    }),
  );
  const { id, mode, state, acceptedAt, subject, text } = alert;
  return { id, mode, state, acceptedAt, subject, text, steps };
}
