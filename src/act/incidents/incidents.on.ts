import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import type { LineDown } from '../../watch/checks/lines.store.ts';
import { type Meaning, subjectOf } from '../../watch/signals/signal.ts';
import { signals } from '../../watch/signals/signals.store.ts';
import { switchedOff } from '../../watch/signals/switchoff.store.ts';
import { isOff } from '../../watch/signals/switchoff.ts';
import { systemNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import { keep, openNow, textsOf } from './incidents.cases.ts';
import { incidents } from './incidents.store.ts';
import { cameBack, type Incident, joined, type Outage, proposed, renamed } from './incidents.ts';

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

type Told = {
  readonly name: string;
  readonly reason: string;
  readonly origin: Incident['origin'];
  /** The check that has confirmed it; null where nobody of ours has looked. */
  readonly confirmedBy: Id | null;
};

/**
 * An outage joins the incident that is there, or a new one is proposed, or opened where the owner allows it. Never a crisis. Tells
 * `outage.confirmed`, by which the emergency website knows the incident, where a check of ours has seen it.
 */
async function takeOutage(tx: Tx, outage: Outage, { name, reason, origin, confirmedBy }: Told): Promise<void> {
  // What we have switched off ourselves is no news; it is told when it should be on again.
  if (isOff(await switchedOff(tx), outage.nodeId)) return;
  const [there] = await running(tx);
  const t = await textsOf(tx);
  const confirmed = (incidentId: Id) => {
    if (confirmedBy === null) return;
    tx.emit({ type: 'outage.confirmed', data: { incidentId, checkId: confirmedBy, since: outage.from } });
  };
  if (there) {
    confirmed(there.id);
    const next = joined(there, outage);
    if (next === there) return;
    await keep(tx, { incident: next, events: [] });
    if (there.progress.state === 'open') await situationLog(tx).append(there.id, systemNote('outage.joined', t.log.joined(name, reason)));
    return;
  }
  const incident = proposed(tx.newId(), t.outageTitle(name), origin, [outage], tx.now);
  const { onOutage } = await incidents(tx).policy();
  confirmed(incident.id);
  if (onOutage === 'open') await openNow(tx, incident, { id: null, name: 'krisenfest' });
  else await keep(tx, { incident, events: [{ type: 'incident.proposed', data: { incidentId: incident.id, title: incident.title } }] });
}

/** A check has confirmed an outage. It confirms nothing to the public while the own lines are down. */
export const hearOutage = (tx: Tx, heard: ConfirmedOutage): Promise<void> => {
  const { checkId, name, reason, since, siteOffline } = heard;
  const origin = { kind: 'check', checkId, name, reason, since } as const;
  const told = { name, reason, origin, confirmedBy: siteOffline ? null : checkId };
  return takeOutage(tx, { nodeId: nodeOf(heard), name, from: since, until: null }, told);
};

/** A signal of another kind, as this room hears of it. */
export type HeardSignal = {
  readonly signalId: Id;
  readonly sender: string;
  readonly nodeId: string | null;
  readonly name: string;
  readonly title: string;
  readonly meaning: Meaning;
  readonly since: Instant;
  readonly at: Instant;
};

const assetName = async (tx: Tx, { nodeId, name }: Pick<HeardSignal, 'nodeId' | 'name'>): Promise<string> =>
  (await inventory(tx).nodes()).find(({ key }) => key === nodeId)?.name ?? name;

/**
 * An outage counts like that of a check. A suspicion, or a loss of data, is put before a person when nothing goes on yet; it never opens an
 * incident by itself, and while one goes on it stands in the list of signals: who is attacked gets many. What we switch off is a line of the log.
 */
export async function hearSignal(tx: Tx, heard: HeardSignal): Promise<void> {
  const { signalId, sender, title, since, meaning } = heard;
  const reason = sender === '' ? title : `${sender}: ${title}`;
  const name = await assetName(tx, heard);
  const origin = { kind: 'signal', signalId, name, reason, since } as const;
  if (meaning === 'outage') {
    const nodeId = subjectOf({ id: signalId, nodeId: heard.nodeId });
    await takeOutage(tx, { nodeId, name, from: since, until: null }, { name, reason, origin, confirmedBy: null });
  } else if (meaning === 'suspicion' || meaning === 'data-loss') {
    if ((await running(tx)).length > 0) return;
    const { suspicionTitle, dataLossTitle } = await textsOf(tx);
    const words = meaning === 'suspicion' ? suspicionTitle(title) : dataLossTitle(title);
    const incident = proposed(tx.newId(), words, origin, [], tx.now);
    await keep(tx, { incident, events: [{ type: 'incident.proposed', data: { incidentId: incident.id, title: incident.title } }] });
  } else if (meaning === 'switched-off') {
    const text = (await textsOf(tx)).log.switchedOff(name, sender);
    for (const there of await running(tx))
      if (there.progress.state === 'open') await situationLog(tx).append(there.id, systemNote('asset.switched-off', text));
  }
}

/** A signal is over. Its asset works again only when no other source still holds it for broken. */
export async function hearSignalEnd(tx: Tx, heard: HeardSignal): Promise<void> {
  if (heard.meaning !== 'outage') return;
  const nodeId = subjectOf({ id: heard.signalId, nodeId: heard.nodeId });
  const others = await signals(tx).openWith(['outage']);
  if (others.some((one) => subjectOf(one) === nodeId)) return;
  await endOutage(tx, nodeId, await assetName(tx, heard), heard.at);
}

/** Somebody has said which asset a signal is about; what it opened follows. */
export async function hearAssigned(
  tx: Tx,
  { signalId, nodeId, meaning }: { readonly signalId: Id; readonly nodeId: string | null; readonly meaning: Meaning },
): Promise<void> {
  if (meaning !== 'outage' || nodeId === null) return;
  const name = await assetName(tx, { nodeId, name: nodeId });
  for (const there of await running(tx)) {
    const next = renamed(there, subjectOf({ id: signalId, nodeId: null }), nodeId, name);
    if (next !== there) await keep(tx, { incident: next, events: [] });
  }
}

/** A check that is down belongs to another resource from now on; the outage that it opened follows. */
export async function hearCheckAssigned(
  tx: Tx,
  {
    checkId,
    name,
    before,
    nodeId,
  }: { readonly checkId: Id; readonly name: string; readonly before: string | null; readonly nodeId: string | null },
): Promise<void> {
  const [was, is] = [before, nodeId].map((node) => nodeOf({ checkId, nodeId: node }));
  if (was === undefined || is === undefined) return;
  // What other checks and watchers hold for broken goes on beside it.
  const others = (await signals(tx).openWith(['outage'])).some((one) => one.key !== checkId && subjectOf(one) === was);
  for (const there of await running(tx)) {
    const next = others ? there : renamed(there, was, is, await assetName(tx, { nodeId, name }));
    if (next !== there) await keep(tx, { incident: next, events: [] });
  }
}

/** A resource works again. Tells `outage.ended` with the measured time, which the model learns from. */
async function endOutage(tx: Tx, nodeId: string, name: string, at: Instant): Promise<void> {
  const t = await textsOf(tx);
  for (const there of await running(tx)) {
    const { incident, ended } = cameBack(there, nodeId, at);
    if (!ended) continue;
    await keep(tx, { incident, events: [{ type: 'outage.ended', data: { incidentId: incident.id, ...ended } }] });
    if (incident.progress.state === 'open') await situationLog(tx).append(incident.id, systemNote('outage.ended', t.log.cameBack(name)));
  }
}

type OfCheck = Pick<LineDown, 'checkId' | 'nodeId' | 'name'>;
type Recovery = OfCheck & {
  readonly at: Instant;
  /** Checks of lines that are down all the same. */
  readonly still: readonly (OfCheck & Pick<LineDown, 'spare' | 'alive'>)[];
};

/** A check sees it again. By whichever of its checks a spare line was told as failed, it is none any more as soon as one gets through. */
export async function hearRecovery(tx: Tx, { still, at, ...heard }: Recovery): Promise<void> {
  await endOutage(tx, nodeOf(heard), heard.name, at);
  for (const line of still) if (line.spare !== null && line.alive) await endOutage(tx, nodeOf(line), line.name, at);
}
