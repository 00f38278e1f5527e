import type { Tx } from '../../db/work.ts';
import { nextStep } from './alerting.cases.ts';
import { alerts } from './alerts.store.ts';
import { withPeople } from './escalation/escalation.cases.ts';
import type { AlertRequest, AlertSource } from './request.ts';

/**
 * Accepts an alert: from here on it is in the database and will be handed over, whatever happens to this process. Its first
 * step fires in the same unit of work. Gives the alert's id.
 */
export async function acceptAlert(tx: Tx, request: AlertRequest): Promise<string> {
  const alert = await alerts(tx).insert(request);
  const { source } = request;
  if (source.kind === 'incident') {
    const recipients = new Set(request.steps.flatMap((step) => step.recipients.map((recipient) => recipient.contactId))).size;
    tx.emit({ type: 'alert.accepted', data: { alertId: alert.id, incidentId: source.id, recipients } });
  }
  await nextStep(tx, alert.id);
  return alert.id;
}

/** The alert of an incident: whom it goes to is decided by the escalation policy in use, duty and absence. */
export async function acceptIncidentAlert(tx: Tx, asked: AlertRequest): Promise<string> {
  const { request, leftOut } = await withPeople(tx, asked);
  const alertId = await acceptAlert(tx, request);
  if (leftOut.length > 0)
    tx.emit({ type: 'alert.left-out', data: { alertId, incidentId: request.source.id, at: tx.now, people: leftOut } });
  return alertId;
}

/** The first question was answered: in an attack, ways on which strangers may be reading carry no facts. */
export async function hearNature(tx: Tx, incidentId: string, nature: string): Promise<void> {
  await alerts(tx).setAttack({ kind: 'incident', id: incidentId }, nature === 'attack');
}

/** What the alerts belong to is over: nothing of them goes out any more, and their links are dead. */
export async function endAlerts(tx: Tx, source: AlertSource): Promise<void> {
  for (const alert of await alerts(tx).ofSource(source)) if (alert.state !== 'ended') await alerts(tx).end(alert.id);
}
