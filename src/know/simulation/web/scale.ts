import { DAY, HOUR } from '../../../kernel/instant.ts';

/** The end of the scale: four weeks. */
export const END = 28 * DAY;

/** Positions of the clock. */
export const STEPS = 400;

const SPREAD = Math.log1p(END / HOUR);

/** Where a time stands between 0 and 1: the first hours get as much room as the last weeks. Beyond the end is the end. */
export const positionOf = (ms: number): number => Math.min(1, Math.log1p(Math.max(0, ms) / HOUR) / SPREAD);

/** The time at a position, rounded as people would say it. */
export function timeAt(position: number): number {
  const ms = Math.expm1(Math.min(1, Math.max(0, position)) * SPREAD) * HOUR;
  const step = ms < 2 * HOUR ? HOUR / 6 : ms < 12 * HOUR ? HOUR / 2 : ms < 3 * DAY ? HOUR : ms < 10 * DAY ? 6 * HOUR : DAY;
  return Math.min(END, Math.round(ms / step) * step);
}

/** What stands below the lanes; `narrow` leaves every other one out. */
export const TICKS: readonly { readonly ms: number; readonly narrow: boolean }[] = [
  { ms: 0, narrow: true },
  { ms: HOUR, narrow: false },
  { ms: 4 * HOUR, narrow: true },
  { ms: 12 * HOUR, narrow: false },
  { ms: DAY, narrow: true },
  { ms: 3 * DAY, narrow: false },
  { ms: 7 * DAY, narrow: true },
  { ms: END, narrow: false },
];
