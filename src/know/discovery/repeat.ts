import { DAY, HOUR, type Instant, instant, plus } from '../../kernel/instant.ts';

/** In the morning, so that who comes to work finds what is new. */
const AT = 6 * HOUR;
/** A first repetition closer than this to the day on which it was asked for would not be one. */
const LEAST = 27 * DAY;

type LocalDate = { readonly year: number; readonly month: number; readonly day: number };

/** By how many milliseconds the clocks of a zone are ahead of UTC. */
function ahead(at: Instant, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1000) * 1000;
}

function localDate(at: Instant, zone: string): LocalDate {
  const local = new Date(at + ahead(at, zone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate() };
}

/** The next time after an instant: on this day of a month (its last where it is shorter), at six in the morning of the zone. */
export function nextRepeat(after: Instant, day: number, zone: string): Instant {
  const { year, month } = localDate(after, zone);
  for (let n = 0; ; n++) {
    const last = new Date(Date.UTC(year, month + n + 1, 0)).getUTCDate();
    const wall = Date.UTC(year, month + n, Math.min(day, last)) + AT;
    const near = instant(wall - ahead(instant(wall), zone));
    const at = instant(wall - ahead(near, zone));
    if (at > after) return at;
  }
}

/** From today on, monthly: the day of the month that is kept, and the first time. */
export function firstRepeat(now: Instant, zone: string): { readonly day: number; readonly dueAt: Instant } {
  const { day } = localDate(now, zone);
  return { day, dueAt: nextRepeat(plus(now, LEAST), day, zone) };
}
