import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { systemNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import { keep, openNow, textsOf } from './incidents.cases.ts';
import { incidents } from './incidents.store.ts';
import { cameBack, type Incident, joined, type Outage, proposed } from './incidents.ts';

/** A confirmed outage, as this room hears of it. */
export type ConfirmedOutage = {
  readonly checkId: Id;
  readonly nodeId: string | null;
  readonly name: string;
  readonly reason: string;
  readonly since: Instant;
  /** The own lines are down: who sees nothing of the Internet decides nothing about what others see. */
  readonly siteOffline: boolean;
};

/** A check without a resource stands for itself, so that it can be followed all the same. */
const nodeOf = (outage: { nodeId: string | null; checkId: Id }): string => outage.nodeId ?? `check:${outage.checkId}`;

/** Incidents of the real thing that go on: an outage joins them instead of making another one. */
async function running(tx: Tx): Promise<Incident[]> {
  const all = await incidents(tx).list(['open', 'proposed']);
  return all.filter((incident) => incident.mode === 'actual');
}

/**
 * An outage joins the incident that is there, or a new one is proposed, or opened where the owner allows it. Never a crisis. Tells
 * `outage.confirmed`, by which the emergency website knows the incident; not when the own lines are down.
 */
export async function hearOutage(tx: Tx, heard: ConfirmedOutage): Promise<void> {
  const outage: Outage = { nodeId: nodeOf(heard), name: heard.name, from: heard.since, until: null };
  const [there] = await running(tx);
  const t = await textsOf(tx);
  const confirmed = (incidentId: Id) => {
    if (heard.siteOffline) return;
    tx.emit({ type: 'outage.confirmed', data: { incidentId, checkId: heard.checkId, since: heard.since } });
  };
  if (there) {
    confirmed(there.id);
    const next = joined(there, outage);
    if (next === there) return;
    await keep(tx, { incident: next, events: [] });
    if (there.progress.state === 'open')
      await situationLog(tx).append(there.id, systemNote('outage.joined', t.log.joined(heard.name, heard.reason)));
    return;
  }
  const origin = { kind: 'check', checkId: heard.checkId, name: heard.name, reason: heard.reason, since: heard.since } as const;
  const incident = proposed(tx.newId(), t.outageTitle(heard.name), origin, [outage], tx.now);
  const { onOutage } = await incidents(tx).policy();
  confirmed(incident.id);
  if (onOutage === 'open') await openNow(tx, incident, { id: null, name: 'krisenfest' });
  else await keep(tx, { incident, events: [{ type: 'incident.proposed', data: { incidentId: incident.id, title: incident.title } }] });
}

/** A resource works again. Tells `outage.ended` with the measured time, which the model learns from. */
export async function hearRecovery(
  tx: Tx,
  heard: { readonly checkId: Id; readonly nodeId: string | null; readonly name: string; readonly at: Instant },
): Promise<void> {
  const t = await textsOf(tx);
  for (const there of await running(tx)) {
    const { incident, ended } = cameBack(there, nodeOf(heard), heard.at);
    if (!ended) continue;
    await keep(tx, { incident, events: [{ type: 'outage.ended', data: { incidentId: incident.id, ...ended } }] });
    if (incident.progress.state === 'open')
      await situationLog(tx).append(incident.id, systemNote('outage.ended', t.log.cameBack(heard.name)));
  }
}
