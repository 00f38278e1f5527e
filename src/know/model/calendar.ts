import { err, ok, type Result } from '../../kernel/result.ts';
import type { Opening } from './model.ts';

/** Weekdays as in the file (German and English two-letter forms), Monday = 0. */
const DAYS: Readonly<Record<string, number>> = { mo: 0, di: 1, tu: 1, mi: 2, we: 2, do: 3, th: 3, fr: 4, sa: 5, so: 6, su: 6 };

const LINE = /^\s*([A-Za-z]{2}(?:\s*[-,]\s*[A-Za-z]{2})*)\s+(.+?)\s*$/;
const HOURS = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/;

const dayOf = (name: string): number | undefined => {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(DAYS, key) ? DAYS[key] : undefined;
};

/** `Mo-Fr` → 0..4, `Sa,So` → 5, 6, `Fr-Mo` → 4, 5, 6, 0 */
function daysOf(text: string): number[] | undefined {
  const days: number[] = [];
  for (const part of text.split(',')) {
    const [from, to = from] = part.split('-').map(dayOf);
    if (from === undefined || to === undefined || part.split('-').length > 2) return undefined;
    for (let day = from; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === to) break;
    }
  }
  return days;
}

/** Minutes from midnight; an end at or before its beginning lies on the next day. */
function hoursOf(text: string): { from: number; to: number } | undefined {
  const [, h1 = '', m1 = '', h2 = '', m2 = ''] = HOURS.exec(text.trim()) ?? [];
  const from = Number(h1) * 60 + Number(m1);
  const to = Number(h2) * 60 + Number(m2);
  if (h1 === '' || Number(m1) > 59 || Number(m2) > 59 || from >= 1440 || to > 1440) return undefined;
  return { from, to: to <= from ? to + 1440 : to };
}

/** `Mo-Fr 06:00-16:00`: one line of a weekly calendar. The error says what is wrong. */
export function parseOpening(text: string): Result<Opening[], string> {
  const [, dayText = '', hourText = ''] = LINE.exec(text) ?? [];
  const days = daysOf(dayText);
  if (dayText === '' || !days) return err('not weekdays and hours like "Mo-Fr 06:00-16:00"');
  const hours = hourText.split(',').map(hoursOf);
  if (hours.some((one) => one === undefined)) return err('not hours like "06:00-16:00"');
  return ok(days.flatMap((day) => hours.flatMap((one) => (one ? [{ day, ...one }] : []))));
}

/** Zones that were asked for and are known: a calendar names the same few again and again, and asking the runtime is dear. */
const KNOWN_ZONES = new Set<string>();
const MOST_ZONES = 1000;

/** True when this runtime knows the time zone. */
export function isZone(tz: string): boolean {
  if (KNOWN_ZONES.has(tz)) return true;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: tz }).resolvedOptions().timeZone !== '';
    if (known && KNOWN_ZONES.size < MOST_ZONES) KNOWN_ZONES.add(tz);
    return known;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
