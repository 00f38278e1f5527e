import type { Clock } from './clock.ts';
import { type Instant, instant } from './instant.ts';

export type SteadyClock = Clock & {
  /** From now on the time is that of the clock below plus `offset` ms. */
  adjust(offset: number): void;
};

/**
 * A clock that follows another one at an offset that is measured anew now and then, and never goes backwards: when the
 * offset shrinks, or the clock below is set back, it stands still until the time has caught up.
 */
export function steadyClock(below: Clock): SteadyClock {
  let offset = 0;
  let latest = Number.NEGATIVE_INFINITY;
  const now = (): Instant => {
    latest = Math.max(latest, below.now() + offset);
    return instant(latest);
  };
  return {
    now,
    until: async (at, signal) => {
      const stopped = () => signal?.aborted === true;
      while (!stopped() && now() < at) await below.until(instant(at - offset), signal);
    },
    adjust: (measured) => {
      offset = Math.round(measured);
    },
  };
}
