import { DAY, HOUR, MINUTE } from '../../kernel/instant.ts';

/** The end of the scale: four weeks. */
export const END = 28 * DAY;

/** The first hours get as much room as the last weeks; within a piece each step is as long as people would say it. */
const PIECES = [
  { until: 2 * HOUR, step: 5 * MINUTE },
  { until: 12 * HOUR, step: 15 * MINUTE },
  { until: 3 * DAY, step: HOUR },
  { until: 10 * DAY, step: 3 * HOUR },
  { until: END, step: 6 * HOUR },
] as const;

/** Every moment at which the clock can stand, in milliseconds since the outage. */
export const MOMENTS: readonly number[] = PIECES.reduce<number[]>(
  (moments, { until, step }) => {
    for (let ms = (moments.at(-1) ?? 0) + step; ms <= until; ms += step) moments.push(ms);
    return moments;
  },
  [0],
);

/** Positions of the clock are 0 … STEPS. */
export const STEPS = MOMENTS.length - 1;

/** Where a time stands between 0 and 1. Beyond the end is the end. */
export function positionOf(ms: number): number {
  let steps = 0;
  let from = 0;
  for (const { until, step } of PIECES) {
    steps += Math.max(0, Math.min(ms, until) - from) / step;
    from = until;
  }
  return steps / STEPS;
}

/** The step of the clock at or before a time. */
export const stepOf = (ms: number): number => Math.floor(positionOf(ms) * STEPS + 1e-9);

/** The time of a step. */
export const timeOf = (step: number): number => MOMENTS[Math.min(STEPS, Math.max(0, Math.round(step)))] ?? 0;

/** What stands below the lanes; `narrow` leaves every other one out. */
export const TICKS: readonly { readonly ms: number; readonly narrow: boolean }[] = [
  { ms: 0, narrow: true },
  { ms: 4 * HOUR, narrow: true },
  { ms: DAY, narrow: true },
  { ms: 3 * DAY, narrow: false },
  { ms: 7 * DAY, narrow: true },
  { ms: 14 * DAY, narrow: false },
  { ms: END, narrow: true },
];
