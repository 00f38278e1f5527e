import type { Reason } from '../alerting.ts';

/** A place that did not do its part the last time. `mute`: it did not even answer, so asking costs seconds. Time in ms, monotonic. */
type Trouble = { readonly reason: Reason; readonly mute: boolean; readonly at: number };

/** So long a mute place is not asked again: its stand-in has the messages at once. Shorter than the looks are apart. */
const SPARED_MS = 15_000;

/**
 * What is known of places on this node, kept in memory: after a restart each one is simply tried again. One dead server
 * must not cost each of five hundred messages its whole timeout.
 */
export class Silence {
  readonly #places = new Map<string, Trouble>();

  noteTrouble(place: string, reason: Reason, mute: boolean): void {
    this.#places.set(place, { reason, mute, at: performance.now() });
  }

  noteSuccess(place: string): void {
    this.#places.delete(place);
  }

  /** Why the place should not be asked right now; undefined when it may be. */
  spared(place: string): Reason | undefined {
    const known = this.#places.get(place);
    return known?.mute && performance.now() - known.at < SPARED_MS ? known.reason : undefined;
  }

  /** What was wrong the last time, however long ago. */
  troubleOf(place: string): Reason | undefined {
    return this.#places.get(place)?.reason;
  }
}
