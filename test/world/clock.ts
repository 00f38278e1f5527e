import type { Clock } from '../../src/kernel/clock.ts';
import { type Instant, instant, parseDuration } from '../../src/kernel/instant.ts';

export type TestClock = Clock & {
  /** Moves the time forward, waking every waiter in the order of their times. `'PT6M'` or milliseconds. */
  forward(span: string | number): Promise<void>;
  set(at: Instant): void;
};

type Waiter = { readonly at: Instant; wake(): void };

/** A clock that stands still until the test moves it. */
export function testClock(start = '2026-11-24T09:00:00Z'): TestClock {
  let now = instant(Date.parse(start));
  let waiters: Waiter[] = [];
  const settleDown = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    set: (at) => {
      now = at;
    },
    until: (at, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || at <= now) return resolve();
        const waiter: Waiter = {
          at,
          wake: () => {
            waiters = waiters.filter((one) => one !== waiter);
            resolve();
          },
        };
        waiters.push(waiter);
        signal?.addEventListener('abort', waiter.wake, { once: true });
      }),
    forward: async (span) => {
      const ms = typeof span === 'number' ? span : parseDuration(span);
      if (ms === undefined) throw new Error(`not a duration: ${span}`);
      const end = instant(now + ms);
      for (;;) {
        await settleDown();
        const next = waiters.filter((waiter) => waiter.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = instant(Math.max(now, next.at));
        next.wake();
      }
      now = end;
      await settleDown();
    },
  };
}
