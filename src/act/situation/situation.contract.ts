import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Origin } from '../../know/inventory/inventory.ts';
import { IncidentView } from '../incidents/incidents.contract.ts';

const At = z.number().int().nullable();
const Range = z.object({ low: z.number(), likely: z.number(), high: z.number() });

const StandIn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('buffer'), of: z.string(), without: z.string(), ms: z.number() }),
  z.object({ kind: z.literal('other'), of: z.string(), working: z.array(z.string()) }),
  z.object({ kind: z.literal('move'), of: z.string(), ms: z.number() }),
]);

/** What the failures of now mean for one process. Times in milliseconds UTC, money in euro per hour. */
export const AffectedProcess = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['down', 'degraded', 'unknown', 'up']),
  capacityNow: z.number(),
  downFrom: At,
  /** Expected in emergency operation again; null = never, or not known. */
  recovered: At,
  rtoAt: At,
  mtpdAt: At,
  rtoHolds: z.boolean().nullable(),
  costPerHour: Range,
  costAtWorst: Range,
  /** Where the cost per hour comes from; null where nobody has said. */
  costOrigin: Origin.nullable(),
  /** Names, from the process to what is broken. */
  because: z.array(z.string()),
  /** How it goes on from now. */
  steps: z.array(z.object({ at: z.number().int(), capacity: z.number() })),
  standIns: z.array(StandIn),
  /** How many of the things it rests on are checked by somebody. */
  coverage: z.object({ checked: z.number().int(), of: z.number().int() }),
});
export type AffectedProcess = z.infer<typeof AffectedProcess>;

/** Something that is broken now, and its way back. */
export const FailingNode = z.object({
  nodeId: z.string(),
  name: z.string(),
  from: z.number().int(),
  seenBy: z.enum(['check', 'signal', 'person']),
  restore: z.object({ startedAt: At, expectedEnd: At, note: z.string(), by: z.string(), at: z.number().int() }).nullable(),
  /** As planned with the hands there are; null = never, or not known (an attack). */
  planned: z.object({ start: At, end: At }),
  teams: z.array(z.string()),
  /** Where the usual time comes from, and that time in ms; null where nobody has said. */
  usual: z.object({ ms: z.number(), origin: Origin.nullable() }).nullable(),
});
export type FailingNode = z.infer<typeof FailingNode>;

const SwitchedOff = z.object({
  signalId: z.string(),
  nodeId: z.string().nullable(),
  name: z.string(),
  since: z.number().int(),
  until: At,
  reason: z.string(),
  by: z.string(),
});
export type SwitchedOff = z.infer<typeof SwitchedOff>;

/** Whom to ring: a provider of something broken. */
const Call = z.object({ name: z.string(), phone: z.string(), about: z.string() });
const NextStep = z.object({
  id: z.string(),
  title: z.string(),
  role: z.string(),
  who: z.string(),
  phone: z.string(),
  locked: z.boolean(),
});

export const readSituation = endpoint({
  method: 'GET',
  path: '/situation',
  scope: 'organisation',
  right: 'situation.read',
  summary: 'The situation (Lage): what is broken, what it means for the business from now on, whom to ring, what to do next.',
  response: z.object({
    incidents: z.array(IncidentView),
    processes: z.array(AffectedProcess),
    failing: z.array(FailingNode),
    /** An incident that goes on was answered with "attack": nobody knows when anything is back. */
    attack: z.boolean(),
    /** What we have switched off ourselves; `nodeId` null: everything. It counts as failed, but nobody need be told. */
    switchedOff: z.array(SwitchedOff),
    /** Whom to ring and what to do; empty for callers who may not see plans and contacts. */
    calls: z.array(Call),
    plan: z.object({ title: z.string(), steps: z.array(NextStep) }).nullable(),
    /** Checks that look, and things of the model that are looked at. */
    watching: z.object({ checks: z.number().int(), checked: z.number().int(), of: z.number().int() }),
    /** Nothing is known about the firm yet. */
    empty: z.boolean(),
  }),
});

/** A number on which the way back of a process hangs. Names stand for ids; times in ms, back from now on; null = never or not known. */
const Mover = z.object({
  input: z.discriminatedUnion('field', [
    z.object({ field: z.enum(['restore', 'replace', 'restart']), node: z.string() }),
    z.object({ field: z.literal('buffer'), node: z.string(), on: z.array(z.string()), dependency: z.number().int() }),
    z.object({ field: z.literal('response') }),
  ]),
  low: z.number(),
  high: z.number(),
  /** Nobody gave a range: half and double were tried. */
  tried: z.boolean(),
  source: z.enum(['guess', 'contract', 'tested']),
  at: At,
  backAtLow: At,
  backAtHigh: At,
});
export type Mover = z.infer<typeof Mover>;

export const readMovers = endpoint({
  method: 'GET',
  path: '/situation/movers',
  scope: 'organisation',
  right: 'situation.read',
  summary: 'The three numbers on which the forecast hangs most, for the process that becomes critical first; none in an attack.',
  response: z.object({ process: z.object({ id: z.string(), name: z.string() }).nullable(), movers: z.array(Mover) }),
});

const params = z.object({ nodeId: z.string().min(1).max(200) });

export const putRestoreNote = endpoint({
  method: 'PUT',
  path: '/situation/nodes/:nodeId/restore',
  scope: 'organisation',
  right: 'act.own',
  summary: 'Say about something broken that its restore has begun, or when it is expected back; the forecast follows.',
  params,
  body: z.object({ startedAt: At.default(null), expectedEnd: At.default(null), note: z.string().trim().max(500).default('') }),
  status: 204,
});
export const removeRestoreNote = endpoint({
  method: 'DELETE',
  path: '/situation/nodes/:nodeId/restore',
  scope: 'organisation',
  right: 'act.own',
  summary: 'Take back what was said about a restore.',
  params,
  status: 204,
});
export const markBack = endpoint({
  method: 'POST',
  path: '/situation/nodes/:nodeId/back',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Say that something broken works again, where no check sees it; how long it took is kept as measured.',
  params,
  status: 204,
});
