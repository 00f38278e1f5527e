import { useCallback, useSyncExternalStore } from 'react';

/**
 * The moment that is looked at, in milliseconds since the outage. It moves many times a second while somebody drags, so it is no state of
 * the page: each part hears it and touches only what changes.
 */
export class Clock {
  #now: number;
  readonly #hearers = new Set<() => void>();

  constructor(now: number) {
    this.#now = now;
  }

  get now(): number {
    return this.#now;
  }

  set(ms: number): void {
    if (ms === this.#now) return;
    this.#now = ms;
    for (const hear of this.#hearers) hear();
  }

  readonly hear = (hearer: () => void): (() => void) => {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  };
}

/** What is read off at the clock; the component is drawn again only when that changes. */
export function useMoment<T extends string | number | boolean | undefined>(clock: Clock, read: (now: number) => T): T {
  const snapshot = useCallback(() => read(clock.now), [clock, read]);
  return useSyncExternalStore(clock.hear, snapshot);
}
