import type { Tx } from '../../db/work.ts';
import { nextStep } from './alerting.cases.ts';
import { alerts } from './alerts.store.ts';
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

/** What the alerts belong to is over: nothing of them goes out any more, and their links are dead. */
export async function endAlerts(tx: Tx, source: AlertSource): Promise<void> {
  for (const alert of await alerts(tx).ofSource(source)) if (alert.state !== 'ended') await alerts(tx).end(alert.id);
}
