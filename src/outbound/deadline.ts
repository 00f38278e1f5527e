import { OutboundError } from './failure.ts';

/** One limit over several steps: time and the caller's signal in one. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** Milliseconds left, at least 0. */
  left(): number;
  /** Throws `timeout` or `aborted` when the limit is over. */
  check(): void;
  /** Waits for `work`, but not beyond the limit. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Frees the timer; call it in `finally`. */
  done(): void;
};

/** Starts a limit of `ms` milliseconds that also ends with `outer`; `what` names the other side in the error. */
export function deadline(ms: number, outer: AbortSignal | undefined, what: string): Deadline {
  const controller = new AbortController();
  const end = performance.now() + ms;
  let why: OutboundError | undefined;
  const over = (error: OutboundError) => {
    why ??= error;
    controller.abort(why);
  };
  const stopped = () => over(new OutboundError('aborted', `${what}: stopped before it was finished.`));
  const timer = setTimeout(() => over(new OutboundError('timeout', `${what} did not answer within ${Math.round(ms)} ms.`)), ms);
  if (outer?.aborted) stopped();
  else outer?.addEventListener('abort', stopped, { once: true });
  return {
    signal: controller.signal,
    left: () => Math.max(0, end - performance.now()),
    check: () => {
      if (why) throw why;
    },
    race: (work) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(why ?? new OutboundError('aborted', `${what}: stopped before it was finished.`));
        if (controller.signal.aborted) {
          work.catch(() => undefined);
          return ended();
        }
        controller.signal.addEventListener('abort', ended, { once: true });
        work.then(resolve, reject).finally(() => controller.signal.removeEventListener('abort', ended));
      }),
    done: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stopped);
    },
  };
}
