import { z } from 'zod';
import type { DomainEvent } from '../../kernel/event.ts';
import { Id } from '../../kernel/id.ts';
import { DAY, HOUR, type Instant, instant, MINUTE, plus } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';

const At = z.int().transform((ms): Instant => instant(ms));
const SiteHash = z.string().regex(/^[0-9a-f]{64}$/);
const PageKind = z.enum(['outage', 'crisis']);
type PageKind = z.infer<typeof PageKind>;

/** What somebody looked at: the hash names the rendered bytes. */
export const Preview = z.strictObject({ hash: SiteHash, kind: PageKind, by: Id, at: At });
export type Preview = z.infer<typeof Preview>;

/** Who took the second decision: a person, or the owner's standing permission for the neutral page. */
export const DecidedBy = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('person'), person: Id }),
  z.strictObject({ by: z.literal('policy') }),
]);
export type DecidedBy = z.infer<typeof DecidedBy>;

const lastAutomaticAt = At.nullable();

/** Where the emergency website of a company stands. LIVE always has an end. */
export const DarkSiteState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('standby'), lastAutomaticAt }),
  z.strictObject({ state: z.literal('armed'), preview: Preview, lastAutomaticAt }),
  z.strictObject({
    state: z.literal('live'),
    hash: SiteHash,
    kind: PageKind,
    since: At,
    until: At,
    decidedBy: DecidedBy,
    remindedAt: At,
    /** A new version that was looked at while the old one is shown. */
    preview: Preview.nullable(),
    lastAutomaticAt,
  }),
]);
export type DarkSiteState = z.infer<typeof DarkSiteState>;

export const STANDBY: DarkSiteState = { state: 'standby', lastAutomaticAt: null };

/** What the owner has settled beforehand. `atEnd: 'remind'` is the default: a person switches off (the way of Dyn's auto_recover=N). */
export const DarkSitePolicy = z.strictObject({
  longest: z
    .int()
    .positive()
    .default(14 * DAY),
  remindEvery: z
    .int()
    .positive()
    .default(30 * MINUTE),
  previewValid: z
    .int()
    .positive()
    .default(4 * HOUR),
  atEnd: z.enum(['remind', 'switch-off']).default('remind'),
  /** The check whose confirmed outage lets the released neutral page go public by itself; null where nothing may. */
  neutralByItself: Id.nullable().default(null),
  automaticEvery: z
    .int()
    .positive()
    .default(30 * MINUTE),
});
export type DarkSitePolicy = z.infer<typeof DarkSitePolicy>;

/** Why the emergency website does not move. */
export type DarkSiteRefusal =
  | { readonly code: 'exercise' }
  | { readonly code: 'not-previewed' }
  | { readonly code: 'preview-old'; readonly at: Instant }
  | { readonly code: 'content-changed'; readonly previewed: string; readonly now: string }
  | { readonly code: 'already-live' }
  | { readonly code: 'not-live' }
  | { readonly code: 'end-passed' }
  | { readonly code: 'end-too-far'; readonly latest: Instant }
  | { readonly code: 'not-allowed' }
  | { readonly code: 'not-approved' }
  | { readonly code: 'attack' }
  | { readonly code: 'too-soon'; readonly notBefore: Instant };

/** What hearers learn: the outbox publishes and switches on `decided`, switches off on `ended`. */
export type DarkSiteEvent =
  | DomainEvent<'publication.decided', { hash: string; kind: PageKind; until: Instant; decidedBy: DecidedBy; update: boolean }>
  | DomainEvent<'publication.extended', { until: Instant; by: Id }>
  | DomainEvent<'publication.reminded', { since: Instant; until: Instant; overdue: boolean }>
  | DomainEvent<'publication.ended', { since: Instant; by: DecidedBy }>;

export type Move = { readonly state: DarkSiteState; readonly event: DarkSiteEvent };

const endIsGood = (until: Instant, now: Instant, policy: DarkSitePolicy): DarkSiteRefusal | undefined => {
  if (until <= now) return { code: 'end-passed' };
  const latest = plus(now, policy.longest);
  return until > latest ? { code: 'end-too-far', latest } : undefined;
};

/** Somebody looks at the page as it would go out. Keeps what is live as it is. */
export function previewed(state: DarkSiteState, preview: Preview): DarkSiteState {
  if (state.state === 'live') return { ...state, preview };
  return { state: 'armed', preview, lastAutomaticAt: state.lastAutomaticAt };
}

/** The second decision, as a person takes it: it names the hash of what was looked at and an end. */
export type Publication = {
  readonly mode: 'actual' | 'exercise';
  readonly previewHash: string;
  /** The hash of the content as it renders at this moment. */
  readonly currentHash: string;
  readonly until: Instant;
  readonly by: Id;
};

/**
 * Goes public, or replaces what is public by a new version. Refused in an exercise, without a fresh preview of exactly this content,
 * and without an end.
 */
export function publish(state: DarkSiteState, asked: Publication, now: Instant, policy: DarkSitePolicy): Result<Move, DarkSiteRefusal> {
  if (asked.mode === 'exercise') return err({ code: 'exercise' });
  const preview = state.state === 'standby' ? null : state.preview;
  if (!preview) return err({ code: 'not-previewed' });
  if (now - preview.at > policy.previewValid) return err({ code: 'preview-old', at: preview.at });
  for (const hash of [preview.hash, asked.currentHash])
    if (hash !== asked.previewHash) return err({ code: 'content-changed', previewed: asked.previewHash, now: hash });
  const badEnd = endIsGood(asked.until, now, policy);
  if (badEnd) return err(badEnd);
  return ok(goLive(state, preview, asked.until, { by: 'person', person: asked.by }, now));
}

function goLive(
  state: DarkSiteState,
  { hash, kind }: Pick<Preview, 'hash' | 'kind'>,
  until: Instant,
  decidedBy: DecidedBy,
  now: Instant,
): Move {
  const update = state.state === 'live';
  const since = update ? state.since : now;
  const lastAutomaticAt = decidedBy.by === 'policy' ? now : state.lastAutomaticAt;
  return {
    state: { state: 'live', hash, kind, since, until, decidedBy, remindedAt: now, preview: null, lastAutomaticAt },
    event: { type: 'publication.decided', data: { hash, kind, until, decidedBy, update } },
  };
}

/** The outage that watch has confirmed, and what would go out. */
export type Neutral = {
  readonly mode: 'actual' | 'exercise';
  readonly checkId: Id;
  /** Somebody has answered "Angriff": "technische Störung" would no longer be true. */
  readonly attack: boolean;
  /** The rendered page whose words the owner has released; null when there is none, or its words were changed since. */
  readonly hash: string | null;
};

/** How long the neutral page stands at most before it is overdue: after a day a 503 begins to harm the usual site in search engines. */
const NEUTRAL_FOR = DAY;

/**
 * The neutral page by itself, for an outage that watch has confirmed (the caller's duty). Only for the check and the words that the
 * owner has released, never in an exercise or an attack, never over something that is live, and at most once in `automaticEvery`, so
 * that a flapping site does not switch back and forth.
 */
export function publishNeutral(state: DarkSiteState, asked: Neutral, now: Instant, policy: DarkSitePolicy): Result<Move, DarkSiteRefusal> {
  if (asked.mode === 'exercise') return err({ code: 'exercise' });
  if (policy.neutralByItself !== asked.checkId) return err({ code: 'not-allowed' });
  if (state.state === 'live') return err({ code: 'already-live' });
  if (asked.attack) return err({ code: 'attack' });
  if (asked.hash === null) return err({ code: 'not-approved' });
  const notBefore = state.lastAutomaticAt === null ? now : plus(state.lastAutomaticAt, policy.automaticEvery);
  if (now < notBefore) return err({ code: 'too-soon', notBefore });
  const until = plus(now, Math.min(NEUTRAL_FOR, policy.longest));
  return ok(goLive(state, { hash: asked.hash, kind: 'outage' }, until, { by: 'policy' }, now));
}

/** Moves the end, later or earlier; counts as an answer to the reminder. */
export function extend(state: DarkSiteState, until: Instant, by: Id, now: Instant, policy: DarkSitePolicy): Result<Move, DarkSiteRefusal> {
  if (state.state !== 'live') return err({ code: 'not-live' });
  const badEnd = endIsGood(until, now, policy);
  if (badEnd) return err(badEnd);
  return ok({ state: { ...state, until, remindedAt: now }, event: { type: 'publication.extended', data: { until, by } } });
}

/** Back to the usual website. Always possible while live. */
export function standDown(state: DarkSiteState, by: DecidedBy): Result<Move, DarkSiteRefusal> {
  if (state.state !== 'live') return err({ code: 'not-live' });
  return ok({
    state: { state: 'standby', lastAutomaticAt: state.lastAutomaticAt },
    event: { type: 'publication.ended', data: { since: state.since, by } },
  });
}

/** When the engine must look again: the next reminder or the end; null while nothing is live. */
export function nextLook(state: DarkSiteState, policy: DarkSitePolicy): Instant | null {
  if (state.state !== 'live') return null;
  const reminder = plus(state.remindedAt, policy.remindEvery);
  return state.until > state.remindedAt && state.until < reminder ? state.until : reminder;
}

/**
 * What time alone does: a reminder while the page is live, at its end and after it; and the end itself, where the owner allows that
 * the page switches off without a person. Null when nothing is due.
 */
export function look(state: DarkSiteState, now: Instant, policy: DarkSitePolicy): Move | null {
  const due = nextLook(state, policy);
  if (state.state !== 'live' || due === null || now < due) return null;
  const overdue = now >= state.until;
  if (overdue && policy.atEnd === 'switch-off') {
    const ended = standDown(state, { by: 'policy' });
    return ended.ok ? ended.value : null;
  }
  const { since, until } = state;
  return { state: { ...state, remindedAt: now }, event: { type: 'publication.reminded', data: { since, until, overdue } } };
}
