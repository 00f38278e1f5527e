import { z } from 'zod';
import { Id } from '../../kernel/id.ts';

/** One thing of the incident with its time, as the report shows it. `at` in milliseconds UTC; `number` is its line in the situation log. */
export const Moment = z.object({
  at: z.number(),
  number: z.number(),
  kind: z.string(),
  event: z.string().nullable(),
  text: z.string(),
  by: z.string(),
  late: z.boolean(),
});
export type Moment = z.infer<typeof Moment>;

/** What the drill and the report measure from the beginning of the outage. */
export const Milestone = z.enum([
  'outage',
  'opened',
  'alerted',
  'acknowledged',
  'answered',
  'published',
  'visible',
  'recovered',
  'stood-down',
]);
export type Milestone = z.infer<typeof Milestone>;

export const Reached = z.object({ milestone: Milestone, at: z.number().nullable(), afterMs: z.number().nullable() });
export type Reached = z.infer<typeof Reached>;

/** A process that stood, with its target and what came of it. Durations in milliseconds. */
export const TargetCheck = z.object({
  process: z.string(),
  name: z.string(),
  downMs: z.number().nullable(),
  rtoMs: z.number().nullable(),
  mtpdMs: z.number().nullable(),
  verdict: z.enum(['holds', 'fails', 'open', 'no-target']),
});
export type TargetCheck = z.infer<typeof TargetCheck>;

/** How long a resource was away, against what the model believed. */
export const Recovery = z.object({
  nodeId: z.string(),
  name: z.string(),
  from: z.number(),
  until: z.number().nullable(),
  tookMs: z.number().nullable(),
  believedMs: z.number().nullable(),
});
export type Recovery = z.infer<typeof Recovery>;

/** What is left to do or was missing; the code carries the sentence in both languages (reviews.texts.ts). */
export const OpenPoint = z.object({
  code: z.enum([
    'unanswered',
    'no-plan',
    'step-open',
    'nobody-acknowledged',
    'not-acknowledged',
    'delivery-failed',
    'still-down',
    'restore-released',
    'target-missed',
    'no-level',
  ]),
  subject: z.string(),
});
export type OpenPoint = z.infer<typeof OpenPoint>;

/** What the firm learns and changes; written by people. */
export const Lesson = z.object({
  id: Id,
  text: z.string().trim().min(1).max(2000),
  owner: z.string().trim().max(120),
  dueAt: z.number().nullable(),
  done: z.boolean(),
});
export type Lesson = z.infer<typeof Lesson>;

/** The after-action review of one incident: computed once at stand-down, then people add their lessons. */
export const Review = z.object({
  id: Id,
  incidentId: Id,
  title: z.string(),
  mode: z.enum(['actual', 'exercise']),
  startedAt: z.number(),
  endedAt: z.number(),
  milestones: z.array(Reached),
  recoveries: z.array(Recovery),
  targets: z.array(TargetCheck),
  openPoints: z.array(OpenPoint),
  timeline: z.array(Moment),
  lessons: z.array(Lesson),
});
export type Review = z.infer<typeof Review>;

/** What the review is made of, as the earlier rooms hand it over. */
export type Ended = {
  readonly incidentId: Id;
  readonly title: string;
  readonly mode: Review['mode'];
  readonly openedAt: number;
  readonly stoodDownAt: number;
  /** When the trouble began: the first failed measurement, or the alarm. */
  readonly beganAt: number;
  readonly answered: boolean;
  readonly levelChosen: boolean;
  readonly released: boolean;
  readonly planTitle: string | null;
  readonly openSteps: readonly string[];
  readonly outages: readonly {
    readonly nodeId: string;
    readonly name: string;
    readonly from: number;
    readonly until: number | null;
    readonly believedMs: number | null;
  }[];
  readonly processes: readonly {
    readonly process: string;
    readonly name: string;
    readonly downMs: number | null;
    readonly rtoMs: number | null;
    readonly mtpdMs: number | null;
  }[];
  readonly moments: readonly (Moment & { readonly facts: Readonly<Record<string, string | number | boolean | null>> })[];
};

const eventsOf: Readonly<Record<Exclude<Milestone, 'outage' | 'recovered' | 'stood-down' | 'opened'>, string>> = {
  alerted: 'delivery.handed-over',
  acknowledged: 'alert.acknowledged',
  answered: 'incident.question-answered',
  published: 'darksite.went-live',
  visible: 'darksite.seen-live',
};

function milestones(ended: Ended): Reached[] {
  const first = (event: string) => ended.moments.find((moment) => moment.event === event)?.at ?? null;
  const back = ended.outages.length > 0 && ended.outages.every((outage) => outage.until !== null);
  const times: Record<Milestone, number | null> = {
    outage: ended.beganAt,
    opened: ended.openedAt,
    alerted: first(eventsOf.alerted),
    acknowledged: first(eventsOf.acknowledged),
    answered: first(eventsOf.answered),
    published: first(eventsOf.published),
    visible: first(eventsOf.visible),
    recovered: back ? Math.max(...ended.outages.map((outage) => outage.until ?? 0)) : null,
    'stood-down': ended.stoodDownAt,
  };
  return Milestone.options.map((milestone) => {
    const at = times[milestone];
    return { milestone, at, afterMs: at === null ? null : at - ended.beganAt };
  });
}

/** RTO on the time the process really stood (ISO 22301: measured against the target, not against the plan). */
function targetCheck(one: Ended['processes'][number]): TargetCheck {
  if (one.rtoMs === null) return { ...one, verdict: 'no-target' };
  if (one.downMs === null) return { ...one, verdict: 'open' };
  return { ...one, verdict: one.downMs <= one.rtoMs ? 'holds' : 'fails' };
}

function openPoints(ended: Ended, targets: readonly TargetCheck[]): OpenPoint[] {
  const named = (event: string) => ended.moments.filter((moment) => moment.event === event);
  const acknowledged = new Set(named('alert.acknowledged').map((moment) => String(moment.facts['name'] ?? '')));
  const alerted = [...new Set(named('delivery.handed-over').map((moment) => String(moment.facts['name'] ?? '')))];
  const silent = alerted.filter((name) => !acknowledged.has(name));
  const points: OpenPoint[] = [];
  const add = (code: OpenPoint['code'], subject = '') => points.push({ code, subject });
  if (!ended.answered) add('unanswered');
  if (!ended.levelChosen) add('no-level');
  if (ended.planTitle === null) add('no-plan');
  if (ended.released) add('restore-released');
  if (acknowledged.size === 0) add('nobody-acknowledged');
  else for (const name of silent) add('not-acknowledged', name);
  for (const moment of named('delivery.failed')) add('delivery-failed', `${moment.facts['name'] ?? ''}, ${moment.facts['channel'] ?? ''}`);
  for (const outage of ended.outages.filter((one) => one.until === null)) add('still-down', outage.name);
  for (const target of targets.filter((one) => one.verdict === 'fails')) add('target-missed', target.name);
  for (const step of ended.openSteps) add('step-open', step);
  return points;
}

/** Makes the review of an incident that has ended. */
export function reviewOf(id: Id, ended: Ended): Review {
  const targets = ended.processes.map(targetCheck);
  return {
    id,
    incidentId: ended.incidentId,
    title: ended.title,
    mode: ended.mode,
    startedAt: ended.beganAt,
    endedAt: ended.stoodDownAt,
    milestones: milestones(ended),
    recoveries: ended.outages.map(({ nodeId, name, from, until, believedMs }) => ({
      nodeId,
      name,
      from,
      until,
      tookMs: until === null ? null : until - from,
      believedMs,
    })),
    targets,
    openPoints: openPoints(ended, targets),
    timeline: ended.moments.map(({ facts: _facts, ...moment }) => moment),
    lessons: [],
  };
}
