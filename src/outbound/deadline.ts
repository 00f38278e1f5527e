import { OutboundError } from './failure.ts';

/** One limit over several steps: time and the caller's signal in one. */
export type Deadline = {
  /** For what takes a signal only; made when it is first asked for. */
  readonly signal: AbortSignal;
  /** Milliseconds left, at least 0. */
  left(): number;
  /** Throws `timeout` or `aborted` when the limit is over. */
  check(): void;
  /** Calls back when the limit is over, also when it is over already; gives how to stop listening. */
  onEnd(listener: (why: OutboundError) => void): () => void;
  /** Waits for `work`, but not beyond the limit. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Frees the timer; call it in `finally`. */
  done(): void;
};

const nothing = () => undefined;

/** A class, because thousands are made a second: an object literal with a getter costs each time a shape of its own, which stays until the next large collection. */
class Limit implements Deadline {
  readonly #what: string;
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #outer: AbortSignal | undefined;
  readonly #listeners = new Set<(why: OutboundError) => void>();
  #controller: AbortController | undefined;
  #why: OutboundError | undefined;

  constructor(ms: number, outer: AbortSignal | undefined, what: string) {
    this.#what = what;
    this.#end = performance.now() + ms;
    this.#outer = outer;
    this.#timer = setTimeout(() => this.#over(new OutboundError('timeout', `${what} did not answer within ${Math.round(ms)} ms.`)), ms);
    if (outer?.aborted) this.#stopped();
    else outer?.addEventListener('abort', this.#stopped, { once: true });
  }

  readonly #stopped = () => this.#over(new OutboundError('aborted', `${this.#what}: stopped before it was finished.`));

  #over(error: OutboundError): void {
    if (this.#why) return;
    this.#why = error;
    this.#controller?.abort(error);
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener(error);
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#why) this.#controller.abort(this.#why);
    return this.#controller.signal;
  }

  left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  check(): void {
    if (this.#why) throw this.#why;
  }

  onEnd(listener: (why: OutboundError) => void): () => void {
    if (this.#why) {
      listener(this.#why);
      return nothing;
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const forget = this.onEnd(reject);
      work.then(resolve, reject).finally(forget);
    });
  }

  done(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#stopped);
  }
}

/** Starts a limit of `ms` milliseconds that also ends with `outer`; `what` names the other side in the error. */
export const deadline = (ms: number, outer: AbortSignal | undefined, what: string): Deadline => new Limit(ms, outer, what);
