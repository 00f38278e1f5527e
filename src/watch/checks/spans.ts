import { Temporal } from 'temporal-polyfill';
import { type Instant, instant } from '../../kernel/instant.ts';
import { addRollup, NOTHING, type Rollup, uptimeOf } from './history.ts';
import { type Shown, shownRollup } from './series.ts';
import type { Sum } from './sums.ts';

/** A day, month or year on the clock of a zone: `2026-11-28`, `2026-11`, `2026`. It lasts until the next one begins. */
export type Span = { readonly name: string; readonly from: Instant };

const UNITS = { day: 10, month: 7, year: 4 } as const;

/** The last `count` of them, the present one last. */
export function spansUntil(now: Instant, unit: keyof typeof UNITS, count: number, zone: string): Span[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const begin = unit === 'day' ? today : unit === 'month' ? today.with({ day: 1 }) : today.with({ month: 1, day: 1 });
  return Array.from({ length: count }, (_, n) => {
    const date = begin.subtract({ [`${unit}s`]: count - 1 - n });
    return { name: date.toString().slice(0, UNITS[unit]), from: instant(date.toZonedDateTime(zone).epochMilliseconds) };
  });
}

/** The day that `at` lies in, on the clock of the zone. */
export function dayAround(at: Instant, zone: string): { readonly from: Instant; readonly to: Instant } {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay();
  return { from: instant(day.epochMilliseconds), to: instant(day.add({ days: 1 }).epochMilliseconds) };
}

export const total = (sums: readonly Sum[]): Rollup => sums.reduce((whole, { sum }) => addRollup(whole, sum), NOTHING);

export type Uptime = Shown & { readonly name: string; readonly uptime: number | null };

/** What was measured in each span; one without results is unknown, not 100 %. `sums` in the order of time. */
export function uptimeBy(spans: readonly Span[], sums: readonly Sum[]): Uptime[] {
  let n = sums.findIndex(({ at }) => at >= (spans[0]?.from ?? 0));
  if (n < 0) n = sums.length;
  return spans.map(({ name }, i) => {
    const end = spans[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    let whole = NOTHING;
    for (let one = sums[n]; one !== undefined && one.at < end; one = sums[++n]) whole = addRollup(whole, one.sum);
    return { name, uptime: uptimeOf(whole), ...shownRollup(whole) };
  });
}

/** Without what lies before the first result. */
export function sinceMeasured(all: readonly Uptime[]): Uptime[] {
  const first = all.findIndex(({ ups, downs, unclears, maintained }) => ups + downs + unclears + maintained > 0);
  return first < 0 ? [] : all.slice(first);
}
