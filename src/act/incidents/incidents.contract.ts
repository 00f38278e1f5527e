import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { FrozenPlan } from './frozen.ts';
import { IncidentPolicy, Level, Mode, Nature } from './incidents.ts';

const At = z.number().int();

const Origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('raised'), by: z.string() }),
  z.object({ kind: z.literal('check'), checkId: Id, name: z.string(), reason: z.string(), since: At }),
  z.object({ kind: z.literal('signal'), signalId: Id, name: z.string(), reason: z.string(), since: At }),
]);

const Progress = z.discriminatedUnion('state', [
  z.object({ state: z.literal('proposed'), at: At }),
  z.object({ state: z.literal('dismissed'), at: At, by: z.string() }),
  z.object({ state: z.literal('open'), at: At, by: z.string() }),
  z.object({ state: z.literal('stood-down'), openedAt: At, at: At, by: z.string() }),
]);

/** An incident as screens show it. Times in milliseconds UTC. */
export const IncidentView = z.object({
  id: Id,
  title: z.string(),
  mode: Mode,
  origin: Origin,
  progress: Progress,
  nature: Nature.nullable(),
  level: Level.nullable(),
  release: z.object({ at: At, by: z.string(), reason: z.string() }).nullable(),
  /** When the evidence was released; null before. */
  evidenceRelease: z.object({ at: At, by: z.string(), reason: z.string() }).nullable(),
  /** Measurements, signals and audit are kept because of it, from this time on; null when they are not. */
  evidenceFrom: At.nullable(),
  outages: z.array(z.object({ nodeId: z.string(), name: z.string(), from: At, until: At.nullable() })),
  plan: FrozenPlan.nullable(),
  /** Restore steps wait for the answer "Defekt", or for a release. */
  restoreLocked: z.boolean(),
});
export type IncidentView = z.infer<typeof IncidentView>;

const one = { params: z.object({ id: Id }), response: IncidentView } as const;
const Title = z.string().trim().min(1).max(200);

export const listIncidents = endpoint({
  method: 'GET',
  path: '/incidents',
  scope: 'organisation',
  right: 'situation.read',
  summary: 'Incidents, newest first; `state=current` gives those that are proposed or open.',
  query: z.object({ state: z.enum(['current', 'past', 'all']).default('all') }),
  response: z.object({ incidents: z.array(IncidentView) }),
});

export const readIncident = endpoint({
  method: 'GET',
  path: '/incidents/:id',
  scope: 'organisation',
  right: 'act.own',
  summary: 'One incident.',
  ...one,
});

export const raiseIncident = endpoint({
  method: 'POST',
  path: '/incidents',
  scope: 'organisation',
  right: 'act.raise',
  summary: 'Raise the alarm: opens an incident, freezes plan and contacts, alerts the crisis team.',
  body: z.object({
    mode: Mode.default('actual'),
    title: Title.optional(),
    /** What seems to be affected, as ids of the model; helps to choose the plan. */
    nodeIds: z.array(z.string().max(200)).max(100).default([]),
    planId: Id.optional(),
  }),
  response: IncidentView,
  status: 201,
});

export const openProposal = endpoint({
  method: 'POST',
  path: '/incidents/:id/opening',
  scope: 'organisation',
  right: 'act.raise',
  summary: 'Say yes to a proposed incident: it opens and the crisis team is alerted.',
  ...one,
});

export const dismissProposal = endpoint({
  method: 'DELETE',
  path: '/incidents/:id/opening',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Say no to a proposed incident: nobody is alerted.',
  ...one,
});

export const answerNature = endpoint({
  method: 'PUT',
  path: '/incidents/:id/nature',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Answer the first question: attack, defect or unclear. "Defect" unlocks the restore steps.',
  body: z.object({ nature: Nature }),
  ...one,
});

export const chooseLevel = endpoint({
  method: 'PUT',
  path: '/incidents/:id/level',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Choose the level: disruption, emergency or crisis.',
  body: z.object({ level: Level }),
  ...one,
});

export const releaseRestore = endpoint({
  method: 'POST',
  path: '/incidents/:id/release',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Break-glass: release the restore steps without the answer "defect". The reason is logged.',
  body: z.object({ reason: z.string().trim().min(3).max(1000) }),
  ...one,
});

export const renameIncident = endpoint({
  method: 'PATCH',
  path: '/incidents/:id',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Give the incident a title that says what it is.',
  body: z.object({ title: Title }),
  ...one,
});

export const standDown = endpoint({
  method: 'POST',
  path: '/incidents/:id/stand-down',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'End the incident: alerts fall silent, the emergency website is switched off, the review begins.',
  ...one,
});

export const releaseEvidence = endpoint({
  method: 'POST',
  path: '/incidents/:id/evidence-release',
  scope: 'organisation',
  right: 'act.release',
  summary: 'Release the evidence of an ended incident: measurements, signals and audit then go when they are old. The reason is logged.',
  body: z.object({ reason: z.string().trim().min(3).max(1000) }),
  ...one,
});

export const readPolicy = endpoint({
  method: 'GET',
  path: '/incident-policy',
  scope: 'organisation',
  right: 'settings.read',
  summary: 'What may happen by itself when an outage is confirmed.',
  response: IncidentPolicy,
});

export const changePolicy = endpoint({
  method: 'PUT',
  path: '/incident-policy',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Set what may happen by itself when an outage is confirmed: propose (default) or open. Never a crisis, never public.',
  body: IncidentPolicy,
  response: IncidentPolicy,
});
