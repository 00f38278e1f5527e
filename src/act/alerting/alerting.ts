import { z } from 'zod';
import { type Duration, duration, type Instant, MINUTE, plus, SECOND } from '../../kernel/instant.ts';
import { Bilingual } from '../../kernel/languages.ts';

/**
 * Where an alert stands. `running`: nobody has acknowledged, steps fire when their time comes. `acknowledged`: no step
 * fires any more. `ended`: its incident is over; nothing goes out, its links are dead.
 */
export const AlertState = z.enum(['running', 'acknowledged', 'ended']);
export type AlertState = z.infer<typeof AlertState>;

/**
 * What is to be done with one message to one person on one channel. "handed-over": the mail server, modem or receiver has taken
 * it. A lease of a queued row is not a state: when it runs out, the row is queued as before.
 */
export const DeliveryState = z.enum(['queued', 'handed-over', 'acknowledged', 'failed', 'cancelled']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** What shows that a message came farther than the next system: the person's own device had it, or she had it before her eyes. */
export type Evidence = 'delivered' | 'seen';

/** How far a message came. Neither `delivered` nor `seen` is ever said without evidence. */
export const Progress = z.enum(['queued', 'handed-over', 'delivered', 'seen', 'acknowledged', 'failed', 'cancelled']);
export type Progress = z.infer<typeof Progress>;

type Evident = { readonly state: DeliveryState; readonly deliveredAt: Instant | null; readonly seenAt: Instant | null };

/** Evidence may come before the channel's own answer is written down: what somebody has seen does not wait any more. */
export function progressOf({ state, deliveredAt, seenAt }: Evident): Progress {
  if (state !== 'queued' && state !== 'handed-over') return state;
  return seenAt !== null ? 'seen' : deliveredAt !== null ? 'delivered' : state;
}

/** A sentence in both languages that says why something did not go, without secrets. */
export const Reason = Bilingual;
export type Reason = z.infer<typeof Reason>;

/** What a channel says after it has tried. `permanent`: it will never work for this address. */
export type Outcome =
  /** `acknowledged`: the person has said so on the same way, by the key in a call. `delivered`: somebody has lifted the receiver. */
  | { readonly kind: 'handed-over'; readonly providerId: string | null; readonly acknowledged?: true; readonly delivered?: true }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly permanent: boolean }
  /** Stopped by us, because the house closes. */
  | { readonly kind: 'stopped' };

/** What becomes of a delivery. */
export type Next =
  | { readonly state: 'handed-over'; readonly providerId: string | null }
  | { readonly state: 'queued'; readonly dueAt: Instant; readonly reason: Reason | null }
  | { readonly state: 'failed'; readonly reason: Reason }
  | { readonly state: 'cancelled' };

export type Attempted = {
  /** How often it was tried, this time included; at least 1. */
  readonly attempts: number;
  /** After this it is not tried again; null as long as its alert runs. */
  readonly giveUpAt: Instant | null;
  /** Its alert or its person needs it no more. */
  readonly cancelled: boolean;
  /** How many channels of this kind are set up: a smarthost and its stand-in. */
  readonly ways: number;
};

const PAUSES = [2, 5, 10, 20, 40, 60].map((seconds) => duration(seconds * SECOND));
const LONGEST_PAUSE = duration(5 * MINUTE);
const CALM_AFTER = 30;

/** The pause before the next try: 2 s, 5 s, 10 s … one minute, after half an hour five. */
export const pauseAfter = (attempts: number): Duration =>
  attempts > CALM_AFTER ? LONGEST_PAUSE : (PAUSES[attempts - 1] ?? PAUSES.at(-1) ?? LONGEST_PAUSE);

/** Of several channels of a kind each attempt takes the next one: the stand-in gets its turn at once. */
export const wayFor = (attempts: number, ways: number): number => (attempts - 1) % ways;

/** Decides what becomes of a delivery after an attempt. */
export function afterAttempt({ attempts, giveUpAt, cancelled, ways }: Attempted, outcome: Outcome, now: Instant): Next {
  if (outcome.kind === 'handed-over') return { state: 'handed-over', providerId: outcome.providerId };
  if (cancelled) return { state: 'cancelled' };
  if (outcome.kind === 'stopped') return { state: 'queued', dueAt: now, reason: null };
  const untried = attempts < ways;
  if (outcome.permanent && !untried) return { state: 'failed', reason: outcome.reason };
  const dueAt = untried ? now : plus(now, pauseAfter(attempts));
  if (giveUpAt !== null && dueAt > giveUpAt) return { state: 'failed', reason: outcome.reason };
  return { state: 'queued', dueAt, reason: outcome.reason };
}

/** A message whose time is over is not sent any more: `cancelled` when somebody has acknowledged, else `failed`. */
export function overdue(giveUpAt: Instant | null, alert: AlertState, now: Instant): 'cancelled' | 'failed' | undefined {
  if (alert === 'ended') return 'cancelled';
  if (giveUpAt === null || now <= giveUpAt) return undefined;
  return alert === 'acknowledged' ? 'cancelled' : 'failed';
}

/** A hitch that passes is not told; a failure is, and once, when it lasts. */
const LASTING = 3;
export const worthTelling = (attempts: number, next: Next): boolean =>
  next.state === 'failed' || (next.state === 'queued' && next.reason !== null && attempts === LASTING);

/** A step that waits for its time. */
export type Timer = { readonly step: number; readonly dueAt: Instant };

/** Which step fires now. After a pause of any length it is the newest one that is due, and only that; older ones are skipped. */
export type Escalation = { readonly fire: number | null; readonly skip: readonly number[] };

/** Decides over the waiting steps of an alert. Acknowledged and ended alerts never fire again. */
export function escalation(state: AlertState, waiting: readonly Timer[], now: Instant): Escalation {
  if (state !== 'running') return { fire: null, skip: [] };
  const due = waiting
    .filter((timer) => timer.dueAt <= now)
    .map((timer) => timer.step)
    .sort((a, b) => a - b);
  return { fire: due.at(-1) ?? null, skip: due.slice(0, -1) };
}

/** When nobody of the steps so far can be reached any more, waiting for the next step's time helps nobody. */
export const reachesNobody = (states: readonly DeliveryState[]): boolean => states.every((state) => state === 'failed');

/** Have enough people acknowledged? Where several must, somebody in a room may be one who has said so already on another way. */
export const enough = (people: number, rooms: number, needed: number): boolean => (needed === 1 ? people + rooms : people) >= needed;

/** Who is being alerted still gets the message after somebody else has acknowledged; after this time also that ends. */
export const AFTER_ACKNOWLEDGEMENT = duration(10 * MINUTE);
/** A test is not tried for ever: it shall show what is wrong. */
export const TEST_GIVES_UP_AFTER = duration(10 * MINUTE);
/** How long the link of a test can be pressed. */
export const TEST_LINK_LASTS = duration(24 * 60 * MINUTE);
