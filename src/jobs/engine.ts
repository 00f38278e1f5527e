import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Clock } from '../kernel/clock.ts';
import { type Duration, duration, type Instant, plus } from '../kernel/instant.ts';
import type { Worker } from './worker.ts';

/** A worker that was not woken looks by itself after this time: a lost wake-up costs a second, never an alert. */
const SWEEP = duration(1000);
const LONGEST_PAUSE = duration(30_000);

/** How a worker fares, for the readiness page. */
export type Health = {
  readonly name: string;
  readonly lastRunAt: Instant | null;
  readonly failures: number;
  readonly fault: string | null;
};

export type Engine = {
  start(): void;
  /** Wakes the workers that listen to one of these topics. */
  wake(topics: readonly string[]): void;
  health(): readonly Health[];
  /** Lets every worker finish its turn, then ends. */
  stop(): Promise<void>;
};

export type EngineOptions = {
  readonly node: string;
  readonly clock: Clock;
  readonly workers: readonly Worker[];
  /** A worker that was not woken looks by itself after this time. Default one second. */
  readonly sweep?: Duration;
  /** Told about each failed turn; the engine goes on by itself. */
  readonly onFault: (worker: string, error: unknown) => void;
};

/** 1 s, 2 s, 4 s … up to half a minute. */
const pauseAfter = (failures: number): Duration => duration(Math.min(1000 * 2 ** (failures - 1), LONGEST_PAUSE));

/** Runs every worker in a loop of its own: when due, when woken, and at the sweep. */
export function engine({ node, clock, workers, sweep = SWEEP, onFault }: EngineOptions): Engine {
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  const wakers = new Map<string, () => void>();
  const states = new Map<string, Health>(workers.map(({ name }) => [name, { name, lastRunAt: null, failures: 0, fault: null }]));

  async function loop(worker: Worker): Promise<void> {
    let failures = 0;
    let woken = false;
    let interrupt: AbortController | undefined;
    wakers.set(worker.name, () => {
      woken = true;
      interrupt?.abort();
    });
    while (!stopping.signal.aborted) {
      woken = false;
      const now = clock.now();
      let next: Instant | null;
      try {
        next = await worker.run({ now, node, signal: stopping.signal });
        failures = 0;
        states.set(worker.name, { name: worker.name, lastRunAt: now, failures, fault: null });
      } catch (error) {
        failures++;
        onFault(worker.name, error);
        states.set(worker.name, {
          name: worker.name,
          lastRunAt: now,
          failures,
          fault: error instanceof Error ? error.message : String(error),
        });
        next = plus(clock.now(), pauseAfter(failures));
        woken = false;
      }
      if (stopping.signal.aborted) break;
      if (woken) {
        // A worker that is woken again and again would let nothing else have its turn: the embedded database answers at once.
        await yieldToOthers();
        continue;
      }
      interrupt = new AbortController();
      const byItself = plus(clock.now(), sweep);
      const sweeps = worker.wakesOn.length > 0 && failures === 0;
      const at = sweeps ? (Math.min(next ?? byItself, byItself) as Instant) : (next ?? byItself);
      await clock.until(at, interrupt.signal);
      interrupt = undefined;
    }
  }

  return {
    start: () => {
      for (const worker of workers) loops.push(loop(worker));
    },
    wake: (topics) => {
      for (const worker of workers) if (worker.wakesOn.some((topic) => topics.includes(topic))) wakers.get(worker.name)?.();
    },
    health: () => [...states.values()],
    stop: async () => {
      stopping.abort();
      for (const wakeUp of wakers.values()) wakeUp();
      await Promise.all(loops);
      for (const worker of workers) await worker.finish?.();
    },
  };
}
