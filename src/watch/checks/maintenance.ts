import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';

const At = z.number().int() as unknown as z.ZodType<Instant, number>;
/** `02:30`, on the clock of the organisation's zone. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 02:30');

/** When: once, or every week. `days` as in ISO 8601: 1 = Monday … 7 = Sunday; an end before the start lies on the next day. */
export const WindowTimes = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), from: At, until: At }).refine(({ from, until }) => from < until, {
    message: 'The window ends before it begins.',
    path: ['until'],
  }),
  z
    .object({ kind: z.literal('weekly'), days: z.array(z.number().int().min(1).max(7)).min(1).max(7), start: TimeOfDay, end: TimeOfDay })
    .refine(({ start, end }) => start !== end, { message: 'Start and end are the same.', path: ['end'] }),
]);
export type WindowTimes = z.infer<typeof WindowTimes>;

/** Time in which a check is looked at, but nobody is told. `checkIds` null = every check. */
export const MaintenanceWindow = z.object({
  id: Id,
  name: z.string(),
  times: WindowTimes,
  checkIds: z.array(Id).nullable(),
});
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;

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
