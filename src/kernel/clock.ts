import { type Instant, instant } from './instant.ts';

/**
 * Where the product takes its time from. Pure code never asks it: it gets `now` as an argument.
 * Tests pass a clock that they move themselves.
 */
export type Clock = {
  now(): Instant;
  /** Resolves when `at` has come, or at once when the signal aborts. */
  until(at: Instant, signal?: AbortSignal): Promise<void>;
};

const LONGEST_TIMER = 2_000_000_000;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => instant(Date.now()),
  until: (at, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      let timer: ReturnType<typeof setTimeout>;
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const arm = () => {
        const left = at - Date.now();
        if (left <= 0) done();
        else timer = setTimeout(arm, Math.min(left, LONGEST_TIMER));
      };
      signal?.addEventListener('abort', done, { once: true });
      arm();
    }),
};
