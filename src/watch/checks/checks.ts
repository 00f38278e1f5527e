import { z } from 'zod';
import type { DomainEvent } from '../../kernel/event.ts';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { Detail, type Observation } from './observation.ts';
import { viaLine } from './silence.ts';

const At = z.number().int() as unknown as z.ZodType<Instant, number>;

const Unknown = z.object({ kind: z.literal('unknown') });
/** `recoveredAt`: the end of the last outage, or of the last relapse after it; what falls back soon after is believed later. */
const Up = z.object({ kind: z.literal('up'), since: At, warning: Detail.nullable(), recoveredAt: At.optional() });
/**
 * Missed, but not often enough to be sure. `since` is when the first miss began, `missedAt` when it ended, `othersAt` when something else
 * beyond the own line had answered meanwhile.
 */
const Suspect = z.object({
  kind: z.literal('suspect'),
  since: At,
  misses: z.number().int(),
  reason: Detail,
  recoveredAt: At.optional(),
  missedAt: At.optional(),
  othersAt: At.optional(),
});
/** Confirmed. `since` is the first miss; `successes` count towards being up again. */
const Down = z.object({ kind: z.literal('down'), since: At, reason: Detail, successes: z.number().int() });

/** What is known about the target itself. */
export const Settled = z.discriminatedUnion('kind', [Unknown, Up, Suspect, Down]);
export type Settled = z.infer<typeof Settled>;

/**
 * What a check lies behind and what is down itself: another check; every own line to the Internet, by the check of it; or the way to the
 * Internet as far as the targets out there show, where no check is meant for it.
 */
export const Because = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check'), checkId: Id, name: z.string() }),
  z.object({ kind: z.literal('line'), checkId: Id, name: z.string() }),
  z.object({ kind: z.literal('site') }),
]);
export type Because = z.infer<typeof Because>;

/** The state of a check as one value. `before` is what was known of the target, and is taken up again. */
export const CheckState = z.discriminatedUnion('kind', [
  Unknown,
  Up,
  Suspect,
  Down,
  z.object({ kind: z.literal('unclear'), since: At, reason: Detail, before: Settled }),
  /** Missed while something in front of it is down: nothing is known of the target itself. */
  z.object({ kind: z.literal('behind'), since: At, because: Because, before: Settled }),
  z.object({ kind: z.literal('maintenance'), until: At, before: Settled }),
  z.object({ kind: z.literal('paused'), since: At }),
]);
export type CheckState = z.infer<typeof CheckState>;

/** When a check flips. Times in ms. */
export type Rules = {
  readonly intervalMs: number;
  /** The pause before it looks again after a first miss or a first success. */
  readonly retryMs: number;
  /** So many misses in a row make it down. */
  readonly misses: number;
  /** So many successes in a row make it up again. */
  readonly recoveries: number;
};

/** A check as the decision needs it. */
export type Watched = {
  readonly id: Id;
  readonly nodeId: string | null;
  readonly name: string;
  readonly rules: Rules;
  readonly state: CheckState;
  /** The time of the last result before this one. */
  readonly lastAt: Instant | null;
  /** The end of the maintenance window that is open now. */
  readonly maintenanceUntil: Instant | null;
};

export type WentDown = DomainEvent<
  'check.went-down',
  {
    checkId: Id;
    nodeId: string | null;
    name: string;
    since: Instant;
    detail: Detail;
    at: Instant;
    /** The checks of all lines, when none of them works any more with this one. */
    offline: readonly Id[];
  }
>;
export type CameUp = DomainEvent<
  'check.came-up',
  {
    checkId: Id;
    nodeId: string | null;
    name: string;
    downSince: Instant;
    at: Instant;
    /** The checks of the other lines that are still down, when the site was offline until now. */
    still: readonly Id[];
  }
>;
export type CheckEvent = WentDown | CameUp;

/** Three intervals without a result: what was known is no longer known. */
export const isStale = (rules: Rules, lastAt: Instant | null, now: Instant): boolean =>
  lastAt === null || now - lastAt > 3 * rules.intervalMs + rules.retryMs;

/** What was known of the target before the own fault or the maintenance. */
export const settledOf = (state: CheckState): Settled => {
  switch (state.kind) {
    case 'unknown':
    case 'up':
    case 'suspect':
    case 'down':
      return state;
    case 'unclear':
    case 'behind':
    case 'maintenance':
      return state.before;
    case 'paused':
      return { kind: 'unknown' };
  }
};

/** Since when the target counts as failed; `null` when it does not (also in maintenance, and when nobody looks). */
export const failedSince = (state: CheckState): Instant | null => {
  if (state.kind === 'maintenance' || state.kind === 'paused') return null;
  const settled = settledOf(state);
  return settled.kind === 'down' ? settled.since : null;
};

function afterSuccess(before: Settled, observation: Observation, rules: Rules, now: Instant): Settled {
  const warning = observation.warning ? observation.detail : null;
  switch (before.kind) {
    case 'up':
      // What stays as it was stays the same value: nearly every result of nearly every check.
      return warning === null && before.warning === null ? before : { ...before, warning };
    case 'unknown':
      return { kind: 'up', since: now, warning };
    case 'suspect': {
      // A relapse that would have counted as an outage keeps the memory of the one before awake.
      const relapsed = before.recoveredAt !== undefined && before.misses >= rules.misses;
      const recoveredAt = relapsed ? now : before.recoveredAt;
      return { kind: 'up', since: now, warning, ...(recoveredAt === undefined ? {} : { recoveredAt }) };
    }
    case 'down':
      return before.successes + 1 >= rules.recoveries
        ? { kind: 'up', since: now, warning, recoveredAt: now }
        : { ...before, successes: before.successes + 1 };
  }
}

/** Who was down and came back less than this ago and falls back … */
export const RESTLESS_MS = 600_000;
/** … is believed to be down again only when it stays so for this long: what flaps is told once. */
export const RELAPSE_MS = 60_000;

/** When a measurement that began at `at` was over. */
export const endOf = ({ ms }: Pick<Observation, 'ms'>, at: Instant): Instant => instant(Math.round(at + ms));

function afterMiss(before: Settled, observation: Observation, rules: Rules, now: Instant, ahead: Ahead): Settled {
  const reason = observation.detail;
  const waits = ahead.kind === 'waits';
  const others = ahead.kind === 'behind' || ahead.othersAt === undefined ? {} : { othersAt: ahead.othersAt };
  const missed = (misses: number, since: Instant, recoveredAt: Instant | undefined): Settled => {
    const restless = recoveredAt !== undefined && since - recoveredAt < RESTLESS_MS && now - since < RELAPSE_MS;
    if (misses >= rules.misses && !restless && !waits) return { kind: 'down', since, reason, successes: 0 };
    const missedAt = before.kind === 'suspect' ? (before.missedAt ?? before.since) : endOf(observation, now);
    return { kind: 'suspect', since, misses, reason, missedAt, ...others, ...(recoveredAt === undefined ? {} : { recoveredAt }) };
  };
  switch (before.kind) {
    case 'unknown':
      return missed(1, now, undefined);
    case 'up':
      return missed(1, now, before.recoveredAt);
    case 'suspect':
      return missed(before.misses + 1, before.since, before.recoveredAt);
    case 'down':
      return { ...before, reason, successes: 0 };
  }
}

type Around = { readonly offline: readonly Id[]; readonly still: readonly Id[] };

/** Misses from before a long gap say nothing about now; a confirmed outage stays one until a success is seen. */
const forgetting = (check: Watched, now: Instant): Settled => {
  const before = settledOf(check.state);
  return before.kind !== 'down' && isStale(check.rules, check.lastAt, now) ? { kind: 'unknown' } : before;
};

function eventsOf(check: Watched, before: Settled, after: Settled, { offline, still }: Around, now: Instant): readonly CheckEvent[] {
  const { id: checkId, nodeId, name } = check;
  if (before.kind !== 'down' && after.kind === 'down')
    return [{ type: 'check.went-down', data: { checkId, nodeId, name, since: after.since, detail: after.reason, at: now, offline } }];
  if (before.kind === 'down' && after.kind !== 'down')
    return [{ type: 'check.came-up', data: { checkId, nodeId, name, downSince: before.since, at: now, still } }];
  return [];
}

/**
 * How things stand in front of a check when it misses: `clear`, the miss is its own; `waits`, something in front has not been looked at
 * since; `behind`, something in front is down itself.
 */
export type Ahead =
  /** `offline`: with this line the last way to the Internet is gone; the checks of all of them. */
  | { readonly kind: 'clear'; readonly offline?: readonly Id[]; readonly othersAt?: Instant }
  | { readonly kind: 'waits'; readonly othersAt?: Instant }
  | { readonly kind: 'behind'; readonly because: Because };

/**
 * Takes in one observation made at `now`: counts, flips, and says what is worth telling. An `unclear` observation neither
 * counts nor flips; in maintenance nothing flips and nothing is told; a paused check stays paused. A miss behind something that is
 * down neither counts nor flips; one whose front is not clear yet counts, but does not flip. What is told as down stays down. `still`: the
 * lines that stay down when this one, coming back, ends that the site is offline.
 */
export function observe(
  check: Watched,
  observation: Observation,
  now: Instant,
  ahead: Ahead = { kind: 'clear' },
  still: readonly Id[] = [],
): { readonly check: Watched; readonly events: readonly CheckEvent[] } {
  const { state } = check;
  const next = (to: CheckState, events: readonly CheckEvent[] = []) => ({ check: { ...check, state: to, lastAt: now }, events });
  if (state.kind === 'paused') return { check, events: [] };
  const before = forgetting(check, now);
  if (check.maintenanceUntil !== null) return next({ kind: 'maintenance', until: check.maintenanceUntil, before });
  if (observation.outcome !== 'up' && ahead.kind === 'behind' && before.kind !== 'down') {
    const since = state.kind === 'behind' ? state.since : before.kind === 'suspect' ? before.since : now;
    return next({ kind: 'behind', since, because: ahead.because, before: before.kind === 'suspect' ? { kind: 'unknown' } : before });
  }
  // A fault of our own says nothing: what was not reachable is so until somebody has really looked.
  if (state.kind === 'behind' && observation.outcome === 'unclear' && !viaLine(observation)) return next({ ...state, before });
  if (observation.outcome === 'unclear')
    return next({ kind: 'unclear', since: state.kind === 'unclear' ? state.since : now, reason: observation.detail, before });
  const after =
    observation.outcome === 'up'
      ? afterSuccess(before, observation, check.rules, now)
      : afterMiss(before, observation, check.rules, now, ahead);
  const offline = ahead.kind === 'clear' ? (ahead.offline ?? []) : [];
  return next(after, eventsOf(check, before, after, { offline, still }, now));
}

/**
 * What a screen shows: as `CheckState`, but what is stale is unknown, and a warning is a kind of its own. `untrusted`: up, while an attack goes
 * on: who holds the systems decides what they answer.
 */
export const ShownKind = z.enum(['down', 'suspect', 'warning', 'behind', 'unclear', 'unknown', 'maintenance', 'paused', 'untrusted', 'up']);
export type ShownKind = z.infer<typeof ShownKind>;

/** Unknown is not green: without a result for three intervals nothing but a confirmed outage is still believed. */
export function shownKind(state: CheckState, rules: Rules, lastAt: Instant | null, now: Instant): ShownKind {
  switch (state.kind) {
    case 'paused':
    case 'down':
      return state.kind;
    case 'maintenance':
      return now < state.until ? 'maintenance' : state.before.kind === 'down' ? 'down' : 'unknown';
    case 'unclear':
      return state.before.kind === 'down' ? 'down' : isStale(rules, lastAt, now) ? 'unknown' : 'unclear';
    case 'unknown':
      return 'unknown';
    case 'behind':
      return isStale(rules, lastAt, now) ? 'unknown' : 'behind';
    case 'suspect':
      return isStale(rules, lastAt, now) ? 'unknown' : 'suspect';
    case 'up':
      if (isStale(rules, lastAt, now)) return 'unknown';
      return state.warning === null ? 'up' : 'warning';
  }
}

/** In an attack a green light proves nothing (product.md, "An attack is not an outage"). */
export const inAttack = (shown: ShownKind, attack: boolean): ShownKind =>
  attack && (shown === 'up' || shown === 'warning') ? 'untrusted' : shown;

/** Looking again soon is worth it: a first miss to be sure of, or a first success after an outage. */
export const wantsRetry = (state: CheckState): boolean => state.kind === 'suspect' || (state.kind === 'down' && state.successes > 0);
