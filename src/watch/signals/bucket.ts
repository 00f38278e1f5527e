import type { Instant } from '../../kernel/instant.ts';

/** So many messages at once, and so many a second after that: more than any sender of a small firm needs, less than what hurts. */
export const BURST = 3000;
export const PER_SECOND = 50;

/** Lets each key pass `BURST` times at once and `PER_SECOND` times a second after that. Gives the seconds to wait, 0 = pass. */
export function buckets(): (key: string, now: Instant) => number {
  const left = new Map<string, { tokens: number; at: Instant }>();
  return (key, now) => {
    const before = left.get(key) ?? { tokens: BURST, at: now };
    const tokens = Math.min(BURST, before.tokens + (Math.max(0, now - before.at) / 1000) * PER_SECOND);
    if (tokens < 1) return Math.ceil((1 - tokens) / PER_SECOND);
    left.set(key, { tokens: tokens - 1, at: now });
    return 0;
  };
}
