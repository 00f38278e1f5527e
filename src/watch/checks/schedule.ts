import { type Instant, instant } from '../../kernel/instant.ts';

/** FNV-1a (RFC draft eastlake-fnv), 32 bits: the same on every node and in every version. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  // The last step of MurmurHash3: ids made in the same millisecond differ in few bits.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Steps of the common grid, in ms. Each is a whole multiple of the next, so that turns of different intervals fall together. */
const GRIDS = [100, 50, 10, 5];

/** Grids of what goes out together, where its interval has two places of them: to start another program takes as long as a hundred echoes. */
const TOGETHER = [5000, 1000];

/**
 * Turns lie on a grid, because one wake-up for several checks costs little more than for one: at fifty checks a second the wake-ups
 * are most of the cost. Two hundred places in each interval at least, so that those who start together are few and none of them is late.
 * `together`: many at once cost hardly more than one.
 */
export const gridOf = (intervalMs: number, together = false): number =>
  (together ? TOGETHER.find((grid) => grid * 2 <= intervalMs) : undefined) ?? GRIDS.find((grid) => grid * 200 <= intervalMs) ?? 1;

/** Where in its interval a check has its turn, 0 ≤ ms < interval: spread evenly, so that a thousand checks do not start at once. */
export function phaseOf(id: string, intervalMs: number, grid = gridOf(intervalMs)): number {
  return Math.floor(((hash32(id) / 2 ** 32) * intervalMs) / grid) * grid;
}

/**
 * The first turn of a check at or after `at`. Turns are absolute times (whole intervals since 1970 plus the phase), so they
 * never drift, are the same after a restart, and the same for every node.
 */
export function slotAtOrAfter(id: string, intervalMs: number, at: Instant, grid = gridOf(intervalMs)): Instant {
  const phase = phaseOf(id, intervalMs, grid);
  return instant(Math.ceil((at - phase) / intervalMs) * intervalMs + phase);
}

/** The checks are dealt out over so many shards; a node claims whole shards, not single checks. */
export const SHARDS = 16;

export const shardOf = (id: string): number => hash32(id) % SHARDS;
