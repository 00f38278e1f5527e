import { checklists } from '../../act/checklists/checklists.store.ts';
import { itemsOf, replay } from '../../act/checklists/checklists.ts';
import { incidents } from '../../act/incidents/incidents.store.ts';
import { type Incident, restoreLocked } from '../../act/incidents/incidents.ts';
import { restoreNotes } from '../../act/situation/situation.store.ts';
import type { LogLine } from '../../act/situationlog/entry.ts';
import { lateness } from '../../act/situationlog/lateness.ts';
import { situationLog } from '../../act/situationlog/situationlog.store.ts';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import type { Model } from '../../know/model/model.ts';
import { impact } from '../../know/simulation/impact.ts';
import { reviews } from './reviews.store.ts';
import { type Ended, reviewOf } from './reviews.ts';

const LINES = 1000;

/** A line of the log that says something about the course of events; null for those that only keep the log provable. */
function momentOf(line: LogLine): Ended['moments'][number] | null {
  const { payload, number, header } = line;
  const { addedLate, arrivedLate } = lateness(line);
  if (payload === undefined || !('text' in payload)) return null;
  return {
    number,
    at: Date.parse(header.occurredAt),
    kind: header.kind,
    event: payload.event ?? null,
    text: payload.text,
    by: payload.author.name,
    late: addedLate !== null || arrivedLate !== null,
    facts: payload.facts ?? {},
  };
}

async function momentsOf(tx: Tx, incident: Id): Promise<Ended['moments']> {
  const moments: Ended['moments'][number][] = [];
  for (let after = 0; ; after += LINES) {
    const lines = await situationLog(tx).lines(incident, after, LINES);
    moments.push(...lines.flatMap(({ line }) => momentOf(line) ?? []));
    if (lines.length < LINES) return moments;
  }
}

/** The processes that were hit, with how long they were below emergency operation, counted from the beginning of the trouble. */
function processesOf(model: Model, incident: Incident, beganAt: Instant, endedAt: Instant): Ended['processes'] {
  const failures = incident.outages.map(({ nodeId, from, until }) => ({ node: nodeId, from, ...(until === null ? {} : { until }) }));
  const { processes } = impact(model, failures, endedAt);
  const targets = new Map(model.nodes.map((node) => [node.id, node]));
  return processes
    .filter((process) => process.state === 'down' || process.state === 'degraded')
    .map(({ id, name, recovered }) => ({
      process: id,
      name,
      downMs: recovered === null || recovered > endedAt ? null : recovered - beganAt,
      rtoMs: targets.get(id)?.rto ?? null,
      mtpdMs: targets.get(id)?.mtpd ?? null,
    }));
}

/** An incident has ended: its review is made from the situation log, the checklist and the model, and waits for lessons. */
export async function reviewIncident(tx: Tx, { incidentId }: { readonly incidentId: Id }): Promise<void> {
  const incident = await incidents(tx).get(incidentId);
  if (incident.progress.state !== 'stood-down') return;
  const { openedAt, at: stoodDownAt } = incident.progress;
  const began = instant(Math.min(openedAt, ...incident.outages.map((outage) => outage.from)));
  const model = await inventory(tx).modelOf();
  const believed = new Map(model.nodes.map((node) => [node.id, node.restore?.likely ?? null]));
  const standing = replay(itemsOf(incident.plan), await checklists(tx).of(incident.id), restoreLocked(incident));
  const ended: Ended = {
    incidentId: incident.id,
    title: incident.title,
    mode: incident.mode,
    openedAt,
    stoodDownAt,
    beganAt: began,
    answered: incident.nature !== null,
    levelChosen: incident.level !== null,
    released: incident.release !== null,
    planTitle: incident.plan?.planId ? incident.plan.title : null,
    openSteps: standing.filter((item) => item.done === null).map((item) => item.title),
    outages: incident.outages.map((outage) => ({ ...outage, believedMs: believed.get(outage.nodeId) ?? null })),
    processes: processesOf(model, incident, began, stoodDownAt),
    moments: await momentsOf(tx, incident.id),
  };
  await reviews(tx).save(reviewOf(tx.newId(), ended));
  tx.emit({ type: 'review.made', data: { incidentId: incident.id, mode: incident.mode, title: incident.title, at: stoodDownAt } });
}

/**
 * A resource came back: how long that took becomes the tested recovery time of the model, from when somebody said that the restore had
 * begun, else from the failure. Exercises measure no real recovery, and after an attack what is rebuilt is not what was restored.
 */
export async function learnRecovery(
  tx: Tx,
  ended: { readonly incidentId: Id; readonly nodeId: string; readonly from: Instant; readonly until: Instant },
): Promise<void> {
  const incident = await incidents(tx).get(ended.incidentId);
  if (incident.mode !== 'actual' || incident.nature === 'attack') return;
  const begun = (await restoreNotes(tx).of(ended.nodeId))?.startedAt ?? null;
  const from = begun !== null && begun >= ended.from && begun < ended.until ? begun : ended.from;
  await inventory(tx).recordMeasuredRestore({
    nodeId: ended.nodeId,
    ms: ended.until - from,
    at: ended.until,
    evidence: incident.title,
  });
}
