import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, type Instant, instant } from '../../kernel/instant.ts';
import { addRollup, meanMs, NOTHING, type Result, type Rollup, rollUp, uptimeOf } from './history.ts';

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
const STEPS = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600].map((seconds) => seconds * 1000);

/** The width of a point: from single results up to two days, else whole hours. */
export function stepFor(from: Instant, to: Instant): number {
  const wanted = (to - from) / MOST_POINTS;
  return STEPS.find((step) => step >= wanted) ?? Math.ceil(wanted / HOUR) * HOUR;
}

const startOf = (at: Instant, step: number): Instant => instant(Math.floor(at / step) * step);

/** Single results taken together over each step; steps without results are left out. */
export function seriesOf(results: readonly Result[], step: number): { at: Instant; sum: Rollup }[] {
  const groups = Map.groupBy(results, ({ at }) => startOf(at, step));
  return [...groups].sort(([a], [b]) => a - b).map(([at, group]) => ({ at, sum: rollUp(group) }));
}

/** Hours taken together over each step of whole hours. */
export function seriesOfHours(hours: ReadonlyMap<Instant, Rollup>, step: number): { at: Instant; sum: Rollup }[] {
  const sums = new Map<Instant, Rollup>();
  for (const [hour, sum] of hours) {
    const at = startOf(hour, step);
    sums.set(at, addRollup(sums.get(at) ?? NOTHING, sum));
  }
  return [...sums].sort(([a], [b]) => a - b).map(([at, sum]) => ({ at, sum }));
}

/** Up to this span a chart is drawn from single results. */
export const RAW_SPAN = 2 * DAY;

export type DayOfUptime = Shown & { readonly day: string; readonly uptime: number | null };

/** Each of the last `days` days on the clock of the zone, oldest first; a day without results is unknown, not 100 %. */
export function uptimeByDay(hours: ReadonlyMap<Instant, Rollup>, now: Instant, days: number, zone: string): DayOfUptime[] {
  const dayOf = (at: Instant) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const sums = new Map<string, Rollup>();
  for (const [hour, sum] of hours) {
    const day = dayOf(hour).toString();
    sums.set(day, addRollup(sums.get(day) ?? NOTHING, sum));
  }
  const today = dayOf(now);
  return Array.from({ length: days }, (_, back) => {
    const day = today.subtract({ days: days - 1 - back }).toString();
    const sum = sums.get(day) ?? NOTHING;
    return { day, uptime: uptimeOf(sum), ...shownRollup(sum) };
  });
}
