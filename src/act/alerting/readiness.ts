import { DAY, type Instant } from '../../kernel/instant.ts';

/** A proof counts for half a year; then people have changed phones, numbers and providers. */
export const PROOF_LASTS = 180 * DAY;

/** A proof of then is none any more. */
export const isStale = (acknowledgedAt: number, now: Instant): boolean => now - acknowledgedAt > PROOF_LASTS;

/** What is known of one way to somebody. */
export type KnownWay = {
  readonly channelThere: boolean;
  readonly acknowledgedAt: number | null;
  readonly last: { readonly state: string } | null;
};

/** Why somebody who would be alerted cannot be relied on. Red before the emergency instead of in it. */
export type Unready =
  /** No address that a channel of the house reaches. */
  | 'no-way'
  /** On every way the last message could not be handed over. */
  | 'impossible'
  /** Has never acknowledged anything. */
  | 'never'
  /** The last acknowledgement is older than half a year. */
  | 'stale'
  /** Away now, and nobody stands in. */
  | 'absent';

/** What is wrong with somebody's reachability; undefined when it was proved lately. */
export function unreadiness(ways: readonly KnownWay[], absentAlone: boolean, now: Instant): Unready | undefined {
  if (absentAlone) return 'absent';
  const usable = ways.filter(({ channelThere }) => channelThere);
  if (usable.length === 0) return 'no-way';
  if (usable.every(({ last }) => last?.state === 'failed')) return 'impossible';
  const proved = Math.max(...usable.map(({ acknowledgedAt }) => acknowledgedAt ?? Number.NEGATIVE_INFINITY));
  if (proved === Number.NEGATIVE_INFINITY) return 'never';
  return isStale(proved, now) ? 'stale' : undefined;
}
