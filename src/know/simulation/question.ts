import { z } from 'zod';
import { formatDuration, HOUR, parseDuration } from '../../kernel/instant.ts';
import { Key } from '../inventory/inventory.ts';
import { hasCalendars, type Model } from '../model/model.ts';
import { Assumption } from './assumption.ts';
import { clockOf } from './hours.ts';
import { LAWS } from './jurisdiction.ts';
import { NO_FAILURE, type SimulationRequest } from './simulate.ts';

const Span = z
  .string()
  .max(40)
  .transform((text) => parseDuration(text) ?? null)
  .nullable()
  .default(null);

/** What is asked, as it stands in an address or a request; durations ISO 8601. */
export const AskedQuestion = z.object({
  fail: z.array(Key).max(5000).default([]),
  /** For so long; null = until restored. */
  for: Span,
  malicious: z.boolean().default(false),
  hold: Span,
  dwell: Span,
  /** The ready scenario or the law that the question came from, for its words. */
  scenario: z.string().max(60).nullable().default(null),
  law: z.enum(LAWS).nullable().default(null),
  /** When it begins, in milliseconds since 1970; null = now. */
  at: z.number().int().nullable().default(null),
  /** What is thought otherwise, to be compared with what is. */
  changes: z.array(Assumption).max(50).default([]),
});
export type AskedQuestion = z.input<typeof AskedQuestion>;

/** What is asked: which nodes fail, for how long (null = until restored), and whether somebody did it on purpose. */
export type Question = {
  readonly fail: readonly string[];
  readonly forMs: number | null;
  readonly malicious: boolean;
  readonly holdMs: number | null;
  readonly dwellMs: number | null;
  readonly scenario: string | null;
  readonly law: (typeof LAWS)[number] | null;
  readonly at: number | null;
  readonly changes: readonly Assumption[];
};

export const NO_QUESTION: Question = {
  fail: [],
  forMs: null,
  malicious: false,
  holdMs: null,
  dwellMs: null,
  scenario: null,
  law: null,
  at: null,
  changes: [],
};

/** The question about this model: what the model does not have is left out. */
export const questionOf = (asked: z.output<typeof AskedQuestion>, model: Model): Question => {
  const known = new Set(model.nodes.map(({ id }) => id));
  const { fail, for: forMs, malicious, hold: holdMs, dwell: dwellMs, scenario, law, at, changes } = asked;
  return { fail: [...new Set(fail)].filter((id) => known.has(id)), forMs, malicious, holdMs, dwellMs, scenario, law, at, changes };
};

const spanIn = (ms: number | null): string | null => (ms === null ? null : formatDuration(ms));
export const askedOf = ({ fail, forMs, malicious, holdMs, dwellMs, scenario, law, at, changes }: Question): AskedQuestion => ({
  fail: [...fail],
  for: spanIn(forMs),
  malicious,
  hold: malicious ? spanIn(holdMs) : null,
  dwell: malicious ? spanIn(dwellMs) : null,
  scenario,
  law,
  at,
  changes: [...changes],
});

/** The question as the engine takes it. `now`: when it begins if the question does not say; always the same seed, so that answers compare. */
export const requestOf = (question: Question, model: Model, now: number): SimulationRequest => ({
  ...NO_FAILURE,
  fail: [...question.fail],
  forMs: question.forMs,
  malicious: question.malicious,
  holdMs: question.holdMs,
  dwellMs: question.dwellMs,
  at: hasCalendars(model) ? (question.at ?? now) : null,
});

/** The first hour from `now` on in which a process with working hours is at work; `now` where there is none within a week. */
export function nextOpenHour(model: Model, now: number): number {
  const { open } = clockOf(model, now);
  const working = model.nodes.flatMap(({ kind, hours }, v) => (kind === 'process' && hours ? [v] : []));
  if (!open || working.length === 0) return now;
  for (let hour = 0; hour < 7 * 24; hour++) if (working.some((v) => open(v, hour * HOUR, (hour + 1) * HOUR) > 0)) return now + hour * HOUR;
  return now;
}

/** How many others each node takes along at once, because it is their cause. */
export function takenAlong(model: Model): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const node of model.nodes) for (const cause of node.causes) children.set(cause, [...(children.get(cause) ?? []), node.id]);
  const below = (id: string): string[] => {
    const found = new Set<string>();
    const open = [...(children.get(id) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next) || next === id) continue;
      found.add(next);
      open.push(...(children.get(next) ?? []));
    }
    return [...found];
  };
  return new Map(model.nodes.map(({ id }) => [id, below(id)]));
}
