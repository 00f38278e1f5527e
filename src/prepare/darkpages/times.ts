import { type Instant, MINUTE } from '../../kernel/instant.ts';

/** A point in time as clocks in a zone show it, with the zone's offset from UTC in minutes. */
export type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly offset: number;
};

/**
 * What the clocks in `zone` show at `at`. Only the numbers are taken from the platform; the words are ours, since the platform's
 * change between versions and the same content must give the same bytes everywhere.
 */
export function wallTime(at: Instant, zone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const [year, month, day, hour, minute] = [part('year'), part('month'), part('day'), part('hour'), part('minute')];
  const shown = Date.UTC(year, month - 1, day, hour, minute);
  const offset = Math.round((shown - Math.floor(at / MINUTE) * MINUTE) / MINUTE);
  return { year, month, day, weekday: new Date(shown).getUTCDay(), hour, minute, offset };
}

/** `09:05` */
export const clock = ({ hour, minute }: WallTime): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** `UTC+1`, `UTC-3:30`, `UTC` */
export function utcOffset({ offset }: WallTime): string {
  if (offset === 0) return 'UTC';
  const [h, m] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `UTC${offset < 0 ? '-' : '+'}${h}${m ? `:${String(m).padStart(2, '0')}` : ''}`;
}
