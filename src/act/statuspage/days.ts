import { HOUR, type Instant } from '../../kernel/instant.ts';
import { uptimeOf } from '../../watch/checks/history.ts';
import { type Span as DaySpan, total } from '../../watch/checks/spans.ts';
import type { Sum } from '../../watch/checks/sums.ts';
import type { Span } from './happenings.ts';

export const DAYS_SHOWN = 90;

/** A day of a component on the clock of the firm. */
export type Day = {
  /** `2026-11-28` */
  readonly day: string;
  /** Share of good results, 0 to 1; null: nothing is known, which is not 100 %. */
  readonly uptime: number | null;
  /** Hours in which somebody looked, of those that the day has had so far. */
  readonly hours: number;
  readonly of: number;
  /** An outage was confirmed on this day. */
  readonly outage: boolean;
  /** Nothing but maintenance was seen. */
  readonly maintenance: boolean;
};

/** A check as far as its days go. `hours` = its sums by the hour, oldest first. */
export type Measured = { readonly createdAt: Instant; readonly intervalMs: number; readonly hours: readonly Sum[] };

const looked = ({ sum }: Sum): boolean => sum.ups + sum.downs + sum.maintained > 0;

/** Hours of the day that results speak for: one that looks every six hours speaks for six. */
function coveredHours(sums: readonly Sum[], from: Instant, of: number, intervalMs: number): number {
  const reach = intervalMs < HOUR ? 1 : Math.ceil(intervalMs / HOUR) + 1;
  const covered = new Set<number>();
  for (const sum of sums.filter(looked)) {
    const hour = Math.floor((sum.at - from) / HOUR);
    for (let n = Math.max(0, hour); n < Math.min(of, hour + reach); n++) covered.add(n);
  }
  return covered.size;
}

type OfCheck = { readonly uptime: number | null; readonly hours: number; readonly maintained: boolean };

function dayOfCheck({ hours, intervalMs }: Measured, from: Instant, end: number, of: number): OfCheck {
  const own = hours.filter(({ at }) => at >= from && at < end);
  const before = intervalMs < HOUR ? [] : hours.filter(({ at }) => at < from && at >= from - intervalMs - HOUR);
  const whole = total(own);
  return { uptime: uptimeOf(whole), hours: coveredHours([...before, ...own], from, of, intervalMs), maintained: whole.maintained > 0 };
}

/**
 * The days of a component. Several checks count as the worst of them; while one of them says nothing the day is not measured, unless
 * another was down. `spans` are the days, the present one last; `outages` are those that were confirmed.
 */
export function daysOf(spans: readonly DaySpan[], checks: readonly Measured[], outages: readonly Span[], now: Instant): Day[] {
  return spans.map(({ name, from }, i) => {
    const end = spans[i + 1]?.from ?? now;
    // The last full hour of today is summed up a little later.
    const of = Math.max(0, Math.floor((Math.min(end, now - HOUR) - from) / HOUR));
    const outage = outages.some((one) => one.from < end && (one.until ?? now) > from);
    const all = checks.filter(({ createdAt }) => createdAt < end).map((check) => dayOfCheck(check, from, end, of));
    const looking = all.filter(({ uptime, maintained }) => uptime !== null || !maintained);
    const known = looking.flatMap(({ uptime }) => (uptime === null ? [] : [uptime]));
    const worst = known.length === 0 ? null : Math.min(...known);
    const uptime = worst === null || (worst === 1 && known.length < looking.length) ? null : worst;
    const hours = uptime === null ? 0 : Math.min(...looking.flatMap((one) => (one.uptime === null ? [] : [one.hours])));
    return { day: name, uptime, hours, of, outage, maintenance: all.length > 0 && looking.length === 0 };
  });
}

/** `quiet`: maintenance only. `part`: what was measured was good, but not the whole day was. `unmeasured`: hatched, never green. */
export type DayKind = 'up' | 'part' | 'disturbed' | 'down' | 'quiet' | 'unmeasured';

/** Below this share of good results a day counts as long disturbed. */
export const LONG = 0.95;

export function kindOf({ uptime, hours, of, outage, maintenance }: Day): DayKind {
  if (uptime !== null && uptime < LONG) return 'down';
  if (outage || (uptime !== null && uptime < 1)) return 'disturbed';
  if (uptime === null) return maintenance ? 'quiet' : 'unmeasured';
  return hours < of ? 'part' : 'up';
}

/** Uptime of the days together, each weighing as many hours as were measured; null when none was. */
export function uptimeTogether(days: readonly Day[]): number | null {
  const known = days.flatMap(({ uptime, hours }) => (uptime === null ? [] : [{ uptime, weight: Math.max(hours, 1) }]));
  const weight = known.reduce((sum, one) => sum + one.weight, 0);
  return weight === 0 ? null : known.reduce((sum, one) => sum + one.uptime * one.weight, 0) / weight;
}
