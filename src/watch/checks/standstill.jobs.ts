/** A timer that comes late tells how long this process did not get its turn. */
export type Standstill = {
  start(): void;
  stop(): void;
  /** Milliseconds that this process did not get its turn since it was started: the event loop was busy, or the machine was. */
  total(): number;
};

const EVERY_MS = 50;

export function standstill(now: () => number = () => performance.now()): Standstill {
  let sum = 0;
  let expected: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = () => (expected === null ? 0 : Math.max(0, now() - expected));
  const arm = () => {
    sum += late();
    expected = now() + EVERY_MS;
    timer = setTimeout(arm, EVERY_MS);
    timer.unref();
  };
  return {
    start: () => {
      if (timer === undefined) arm();
    },
    stop: () => {
      sum += late();
      clearTimeout(timer);
      timer = undefined;
      expected = null;
    },
    total: () => sum + late(),
  };
}

/**
 * Does a timeout say something about the target? Not when this process stood still for a quarter of the time that the target had:
 * the answer may have been there, and nobody looked.
 */
export const excuses = (stoodStillMs: number, timeoutMs: number): boolean => stoodStillMs >= timeoutMs / 4;
