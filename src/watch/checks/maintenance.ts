import { Temporal } from 'temporal-polyfill';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import type { MaintenanceWindow, WindowTimes } from './windows.ts';

/** On the clock of the wall: the night in which the clock goes back, 02:00–04:00 lasts three hours, as a person means it. */
const wall = (date: Temporal.PlainDate, time: string, zone: string): Instant =>
  instant(date.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(zone).epochMilliseconds);

/** When the window that is open at `at` closes; `null` when it is not open. `zone` is the IANA zone of the organisation. */
export function openUntil(times: WindowTimes, at: Instant, zone: string): Instant | null {
  switch (times.kind) {
    case 'once':
      return times.from <= at && at < times.until ? times.until : null;
    case 'weekly': {
      const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
      const overnight = times.end < times.start;
      for (const date of [today, ...(overnight ? [today.subtract({ days: 1 })] : [])]) {
        if (!times.days.includes(date.dayOfWeek)) continue;
        const until = wall(overnight ? date.add({ days: 1 }) : date, times.end, zone);
        if (wall(date, times.start, zone) <= at && at < until) return until;
      }
      return null;
    }
  }
}

/** The latest end of the windows that are open for a check now; `null` when none is. */
export function maintenanceUntil(windows: readonly MaintenanceWindow[], checkId: Id, at: Instant, zone: string): Instant | null {
  let latest: Instant | null = null;
  for (const { times, checkIds } of windows) {
    if (checkIds !== null && !checkIds.includes(checkId)) continue;
    const until = openUntil(times, at, zone);
    if (until !== null && (latest === null || until > latest)) latest = until;
  }
  return latest;
}

/** Each time that the window is open between `from` and `to`, oldest first; one that is open at `from` counts. */
export function openings(
  times: WindowTimes,
  from: Instant,
  to: Instant,
  zone: string,
): { readonly from: Instant; readonly until: Instant }[] {
  if (times.kind === 'once') return times.until > from && times.from < to ? [{ from: times.from, until: times.until }] : [];
  const last = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(zone).toPlainDate();
  const found: { from: Instant; until: Instant }[] = [];
  let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (!times.days.includes(date.dayOfWeek)) continue;
    const [start, until] = [wall(date, times.start, zone), wall(times.end < times.start ? date.add({ days: 1 }) : date, times.end, zone)];
    if (until > from && start < to) found.push({ from: start, until });
  }
  return found;
}
