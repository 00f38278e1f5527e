import { z } from 'zod';
import type { DomainEvent } from '../../kernel/event.ts';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant, MINUTE } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { KEPT_BEFORE } from '../../trust/holds/holds.ts';
import { FrozenPlan } from './frozen.ts';

const At = z.number().transform(instant);

/** Ernstfall or Übung; CAP's word for it. */
export const Mode = z.enum(['actual', 'exercise']);
export type Mode = z.infer<typeof Mode>;

/** Störung, Notfall, Krise (BSI 200-4); chosen after the alarm was raised, never before. */
export const Level = z.enum(['disruption', 'emergency', 'crisis']);
export type Level = z.infer<typeof Level>;

/** The first question of every incident: Angriff, Defekt oder unklar? */
export const Nature = z.enum(['attack', 'defect', 'unclear']);
export type Nature = z.infer<typeof Nature>;

/** Why the incident is there. */
export const Origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('raised'), by: z.string() }),
  z.object({ kind: z.literal('check'), checkId: Id, name: z.string(), reason: z.string(), since: At }),
  z.object({ kind: z.literal('signal'), signalId: Id, name: z.string(), reason: z.string(), since: At }),
]);
export type Origin = z.infer<typeof Origin>;

/**
 * Where the incident stands. `proposed`: a confirmed outage waits for a person to say yes or no; nobody was alerted.
 * `open` from then on; `stood-down` is final (a new outage is a new incident).
 */
export const Progress = z.discriminatedUnion('state', [
  z.object({ state: z.literal('proposed'), at: At }),
  z.object({ state: z.literal('dismissed'), at: At, by: z.string() }),
  z.object({ state: z.literal('open'), at: At, by: z.string() }),
  z.object({ state: z.literal('stood-down'), openedAt: At, at: At, by: z.string() }),
]);
export type Progress = z.infer<typeof Progress>;

/** Restore steps released although nobody has answered "Defekt": break-glass, with who and why. */
export const Release = z.object({ at: At, by: z.string(), reason: z.string() });

/** An outage that belongs to the incident: from when the node failed until it came back. */
export const Outage = z.object({ nodeId: z.string(), name: z.string(), from: At, until: At.nullable() });
export type Outage = z.infer<typeof Outage>;

export const Incident = z.object({
  id: Id,
  title: z.string(),
  mode: Mode,
  origin: Origin,
  progress: Progress,
  nature: Nature.nullable(),
  level: Level.nullable(),
  release: Release.nullable(),
  /** When what was seen and done was no longer kept as evidence, by whom and why. */
  evidenceRelease: Release.nullable().default(null),
  /** What is affected: nodes of the model. */
  outages: z.array(Outage),
  /** Plan, roles and contacts as they were when it opened: editing a plan never changes a running crisis. */
  plan: FrozenPlan.nullable(),
});
export type Incident = z.infer<typeof Incident>;

/** Why something cannot be done now. */
export type Refusal =
  | 'not-open'
  | 'not-proposed'
  | 'already-released'
  | 'reason-missing'
  | 'not-ended'
  | 'nothing-kept'
  | 'evidence-released';

/** The incident after the deed, and what is told to the other rooms. */
export type Done = { readonly incident: Incident; readonly events: readonly DomainEvent[] };

type Decision = Result<Done, Refusal>;

const isOpen = (incident: Incident): boolean => incident.progress.state === 'open';

/** When it opened; null while it is only proposed, or was dismissed. */
export function openedAt({ progress }: Incident): Instant | null {
  switch (progress.state) {
    case 'proposed':
    case 'dismissed':
      return null;
    case 'open':
      return progress.at;
    case 'stood-down':
      return progress.openedAt;
  }
}

/** A confirmed outage, put before a person: open or dismiss. */
export function proposed(id: Id, title: string, origin: Origin, outages: readonly Outage[], now: Instant): Incident {
  const progress = { state: 'proposed', at: now } as const;
  const open = { nature: null, level: null, release: null, evidenceRelease: null, plan: null };
  return { id, title, mode: 'actual', origin, progress, outages: [...outages], ...open };
}

/** The alarm: by the button, or by saying yes to a proposal. Plan and contacts are frozen into it here. */
export function opened(incident: Incident, plan: FrozenPlan | null, by: string, now: Instant): Decision {
  if (incident.progress.state !== 'proposed') return err('not-proposed');
  const next: Incident = { ...incident, plan, progress: { state: 'open', at: now, by } };
  return ok({ incident: next, events: [] });
}

export function dismissed(incident: Incident, by: string, now: Instant): Decision {
  if (incident.progress.state !== 'proposed') return err('not-proposed');
  const next: Incident = { ...incident, progress: { state: 'dismissed', at: now, by } };
  return ok({ incident: next, events: [{ type: 'incident.dismissed', data: { incidentId: incident.id, by } }] });
}

/** Answers the first question. It can be answered anew at any time: an "unclear" becomes an "attack". */
export function answered(incident: Incident, nature: Nature, by: string): Decision {
  if (!isOpen(incident)) return err('not-open');
  const data = { incidentId: incident.id, mode: incident.mode, nature, before: incident.nature, by };
  return ok({ incident: { ...incident, nature }, events: [{ type: 'incident.question-answered', data }] });
}

export function levelChosen(incident: Incident, level: Level, by: string): Decision {
  if (!isOpen(incident)) return err('not-open');
  const data = { incidentId: incident.id, mode: incident.mode, level, by };
  return ok({ incident: { ...incident, level }, events: [{ type: 'incident.level-chosen', data }] });
}

/** Break-glass: restore steps may be done although the question is not answered with "Defekt". Needs a reason; it is logged. */
export function released(incident: Incident, reason: string, by: string, now: Instant): Decision {
  if (!isOpen(incident)) return err('not-open');
  if (reason.trim() === '') return err('reason-missing');
  if (!restoreLocked(incident)) return err('already-released');
  const data = { incidentId: incident.id, mode: incident.mode, reason, by };
  return ok({ incident: { ...incident, release: { at: now, by, reason } }, events: [{ type: 'incident.restore-released', data }] });
}

/** Ends the incident. The public page goes with it, alerts fall silent, the review begins. */
export function stoodDown(incident: Incident, by: string, now: Instant): Decision {
  if (incident.progress.state !== 'open') return err('not-open');
  const progress = { state: 'stood-down', openedAt: incident.progress.at, at: now, by } as const;
  const data = { incidentId: incident.id, mode: incident.mode, at: now, by };
  return ok({ incident: { ...incident, progress }, events: [{ type: 'incident.stood-down', data }] });
}

/**
 * Is what was measured, signalled and changed kept as evidence because of it? From the opening on, and beyond the end: whoever looks
 * for traces comes later. An exercise keeps nothing.
 */
const keepsEvidence = (incident: Incident): boolean =>
  incident.mode === 'actual' && openedAt(incident) !== null && incident.evidenceRelease === null;

/** Somebody says that the evidence is not needed any more; from then on it goes when it is old. Never while the incident goes on. */
export function evidenceReleased(incident: Incident, reason: string, by: string, now: Instant): Decision {
  if (incident.progress.state !== 'stood-down') return err('not-ended');
  if (incident.mode !== 'actual') return err('nothing-kept');
  if (incident.evidenceRelease !== null) return err('evidence-released');
  if (reason.trim() === '') return err('reason-missing');
  const data = { incidentId: incident.id, reason, by };
  const evidenceRelease = { at: now, by, reason };
  return ok({ incident: { ...incident, evidenceRelease }, events: [{ type: 'incident.evidence-released', data }] });
}

/**
 * Restart and restore steps wait until the first question is answered with "Defekt": whoever restores too early destroys
 * evidence and lets the attacker back in (product.md, "An attack is not an outage").
 */
export const restoreLocked = (incident: Incident): boolean => incident.nature !== 'defect' && incident.release === null;

/** What fails again within this time has not really come back: it is the same outage. */
const SAME_WITHIN = 10 * MINUTE;
/** Beyond so many outages of one thing the last one goes on: what flaps for days must not swell the incident. */
const MOST_OF_ONE = 20;

/** The incident with what follows from it, as screens show it. */
export const shownOf = (incident: Incident) => {
  const opened = openedAt(incident);
  const evidenceFrom = opened !== null && keepsEvidence(incident) ? instant(opened - KEPT_BEFORE) : null;
  return { ...incident, restoreLocked: restoreLocked(incident), evidenceFrom };
};

/** Another thing fails while the incident is there, or one that had come back fails again. */
export function joined(incident: Incident, outage: Outage): Incident {
  const before = incident.outages.filter((one) => one.nodeId === outage.nodeId);
  const last = before.at(-1);
  if (last === undefined) return { ...incident, outages: [...incident.outages, outage] };
  if (last.until === null) return incident;
  if (outage.from - last.until > SAME_WITHIN && before.length < MOST_OF_ONE) return { ...incident, outages: [...incident.outages, outage] };
  return { ...incident, outages: incident.outages.map((one) => (one === last ? { ...last, until: null } : one)) };
}

/** Somebody has said which asset an outage is about that had none. */
export function renamed(incident: Incident, before: string, nodeId: string, name: string): Incident {
  if (!incident.outages.some((one) => one.nodeId === before && one.until === null)) return incident;
  const rest = incident.outages.filter((one) => one.nodeId !== before || one.until !== null);
  const moved = incident.outages.filter((one) => one.nodeId === before && one.until === null).map((one) => ({ ...one, nodeId, name }));
  return moved.reduce(joined, { ...incident, outages: rest });
}

/** The node works again; gives the outage that ended, if it was one of this incident's. */
export function cameBack(incident: Incident, nodeId: string, at: Instant): { incident: Incident; ended: Outage | null } {
  const running = incident.outages.find((one) => one.nodeId === nodeId && one.until === null);
  if (!running) return { incident, ended: null };
  const ended: Outage = { ...running, until: at };
  return { incident: { ...incident, outages: incident.outages.map((one) => (one === running ? ended : one)) }, ended };
}

/** What the owner allows to happen by itself when an outage is confirmed. Never a crisis, never public (product.md). */
export const IncidentPolicy = z.object({
  version: z.literal(1).default(1),
  /** `propose` (default): a person says yes. `open`: the alarm goes out by itself. */
  onOutage: z.enum(['propose', 'open']).default('propose'),
  /** Deputies are alerted when nobody has acknowledged after this time. */
  escalateAfterMinutes: z.number().int().min(1).max(240).default(10),
});
export type IncidentPolicy = z.infer<typeof IncidentPolicy>;
