import { Temporal } from 'temporal-polyfill';
import { type Instant, instant } from '../../../kernel/instant.ts';
import type { WorkingHours } from '../escalation/settings.ts';

const wall = (date: Temporal.PlainDate, time: string, zone: string): Instant =>
  instant(date.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(zone).epochMilliseconds);

const dayOf = (at: Instant, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();

/**
 * Are people at work? By the clock of the wall in the zone of the organisation; the end is no longer working time. An end at or
 * before the beginning lies on the next day: a night shift belongs to the day on which it begins.
 */
export function isWorking({ days, start, end }: WorkingHours, at: Instant, zone: string): boolean {
  const today = dayOf(at, zone);
  const overnight = end <= start ? 1 : 0;
  return [today.subtract({ days: 1 }), today].some(
    (day) => days.includes(day.dayOfWeek) && wall(day, start, zone) <= at && at < wall(day.add({ days: overnight }), end, zone),
  );
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
