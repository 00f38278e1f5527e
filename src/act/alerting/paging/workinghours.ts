import { Temporal } from 'temporal-polyfill';
import { type Instant, instant } from '../../../kernel/instant.ts';
import type { WorkingHours } from '../escalation/settings.ts';

const wall = (date: Temporal.PlainDate, time: string, zone: string): Instant =>
  instant(date.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(zone).epochMilliseconds);

const dayOf = (at: Instant, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();

/** Are people at work? By the clock of the wall in the zone of the organisation; the end is no longer working time. */
export function isWorking({ days, start, end }: WorkingHours, at: Instant, zone: string): boolean {
  const today = dayOf(at, zone);
  return days.includes(today.dayOfWeek) && wall(today, start, zone) <= at && at < wall(today, end, zone);
}

/** The next morning on which people work; where nobody ever works by plan, simply the next morning. */
export function nextMorning({ days, start }: WorkingHours, at: Instant, zone: string): Instant {
  const today = dayOf(at, zone);
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = today.add({ days: ahead });
    const morning = wall(date, start, zone);
    if (morning > at && (days.length === 0 || days.includes(date.dayOfWeek))) return morning;
  }
  return wall(today.add({ days: 1 }), start, zone);
}
