import { DAY, type Instant, instant, MINUTE } from '../../kernel/instant.ts';
import { addRollup, meanMs, NOTHING, type Result, type Rollup, rollUp } from './history.ts';
import { HOURS_FOR, MINUTES_FOR, RAW_FOR } from './keeping.ts';
import { type Step, type Sum, widthOf } from './sums.ts';

/** What of a roll-up is shown. */
export type Shown = {
  readonly ups: number;
  readonly downs: number;
  readonly unclears: number;
  readonly maintained: number;
  readonly msMean: number | null;
  readonly msMin: number | null;
  readonly msMax: number | null;
};

export const shownRollup = (sum: Rollup): Shown => ({
  ups: sum.ups,
  downs: sum.downs,
  unclears: sum.unclears,
  maintained: sum.maintained,
  msMean: meanMs(sum),
  msMin: sum.msMin,
  msMax: sum.msMax,
});

/** More points than this nobody sees. */
const MOST_POINTS = 400;
const STEPS = [1, 5, 10, 30, 60, 120, 300, 600, 1800, ...[1, 2, 3, 4, 6, 8, 12].map((hours) => 3600 * hours)].map(
  (seconds) => seconds * 1000,
);

const wholes = (span: number, of: number): number => Math.ceil(span / of) * of;

/** The width of a point: seconds, minutes or hours while they are few enough, else whole days. */
export function stepFor(from: Instant, to: Instant): number {
  const wanted = (to - from) / MOST_POINTS;
  return STEPS.find((step) => step >= wanted) ?? wholes(wanted, DAY);
}

/** What a chart is drawn from: the finest that is still kept of the whole time, and how wide its points are. */
export function drawnFrom(from: Instant, to: Instant, now: Instant): { readonly source: 'raw' | Step; readonly stepMs: number } {
  const age = now - from;
  const stepMs = stepFor(from, to);
  if (age <= RAW_FOR) return { source: 'raw', stepMs };
  if (age <= MINUTES_FOR) return { source: 'minute', stepMs: Math.max(stepMs, MINUTE) };
  if (age <= HOURS_FOR && stepMs < DAY) return { source: 'hour', stepMs: wholes(stepMs, widthOf.hour) };
  return { source: 'day', stepMs: wholes(stepMs, DAY) };
}

const startOf = (at: Instant, step: number): Instant => instant(Math.floor(at / step) * step);

/** Single results taken together over each step; steps without results are left out. */
export function seriesOf(results: readonly Result[], step: number): Sum[] {
  const groups = Map.groupBy(results, ({ at }) => startOf(at, step));
  return [...groups].sort(([a], [b]) => a - b).map(([at, group]) => ({ at, sum: rollUp(group) }));
}

/** Sums taken together over each step. Days stay as they are: they begin at midnight of the organisation. */
export function widened(sums: readonly Sum[], step: number): readonly Sum[] {
  if (step === DAY) return sums;
  const wide = new Map<Instant, Rollup>();
  for (const { at, sum } of sums) {
    const start = startOf(at, step);
    wide.set(start, addRollup(wide.get(start) ?? NOTHING, sum));
  }
  return [...wide].sort(([a], [b]) => a - b).map(([at, sum]) => ({ at, sum }));
}
