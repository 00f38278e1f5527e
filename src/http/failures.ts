import type { Instant } from '../kernel/instant.ts';

/** How long a failure counts. Milliseconds. */
export const WINDOW = 60_000;

/**
 * Counts what went wrong per caller within the last minute. What went well is given back, so that a whole firm behind one address
 * can log in at the same moment, while guessing soon comes to an end. A call in flight counts as a failure until it is known to be none:
 * a thousand guesses at once are no way around.
 */
export function countFailures(most: number) {
  const open = new Map<string, Instant[]>();
  const recent = (caller: string, now: Instant) => (open.get(caller) ?? []).filter((at) => now - at < WINDOW);
  return {
    /** Seconds to wait, or 0: then the call is let through and counted. */
    take(caller: string, now: Instant): number {
      const times = recent(caller, now);
      const [first] = times;
      if (first !== undefined && times.length >= most) return Math.ceil((first + WINDOW - now) / 1000);
      for (const known of open.keys()) if (recent(known, now).length === 0) open.delete(known);
      open.set(caller, [...times, now]);
      return 0;
    },
    /** The call that was let through at `at` went well. */
    giveBack(caller: string, at: Instant): void {
      const times = open.get(caller) ?? [];
      const index = times.indexOf(at);
      if (index >= 0) open.set(caller, times.toSpliced(index, 1));
    },
  };
}
