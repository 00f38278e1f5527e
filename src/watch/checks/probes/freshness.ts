import { z } from 'zod';
import { HOUR, type Instant, instant } from '../../../kernel/instant.ts';
import type { Detail, Observation } from '../observation.ts';
import { down, up } from './faults.ts';
import { field } from './fields.ts';

/** Fields that every look at a backup has. */
export const freshnessFields = {
  maxAgeHours: z
    .number()
    .int()
    .min(1, 'must be between 1 hour and a year')
    .max(8784, 'must be between 1 hour and a year')
    .default(26)
    .meta(
      field({
        label: { de: 'Die neueste Sicherung darf höchstens … Stunden alt sein', en: 'The newest backup may be at most … hours old' },
        help: { de: '26 passt zu einer Sicherung in jeder Nacht.', en: '26 fits a backup every night.' },
      }),
    ),
  minMegabytes: z
    .number()
    .int()
    .min(0, 'must not be negative')
    .max(1e9, 'must be below a petabyte')
    .default(0)
    .meta(
      field({
        label: { de: 'Sie muss mindestens … MB groß sein', en: 'It must be at least … MB large' },
        help: {
          de: 'Eine plötzlich winzige Sicherung ist meist leer. 0 = Größe nicht prüfen.',
          en: 'A backup that is suddenly tiny is mostly empty. 0 = do not look at the size.',
        },
      }),
    ),
};
export type Freshness = { readonly maxAgeHours: number; readonly minMegabytes: number };

/** What lies in a repository, and how much of it was written since the newest backup began; in bytes. */
export type Growth = { readonly all: number; readonly added: number };

/** Has the newest backup written so much anew that somebody should look? The first one is all new, and says nothing. */
export function judgeGrowth({ at, name, first }: Newest, { all, added }: Growth, most: number): Detail | null {
  const percent = all === 0 ? 0 : Math.round((added / all) * 100);
  return first || percent <= most ? null : { code: 'backup-grown', at, name: name.slice(0, 200), added, percent };
}

/** The newest backup: what it is called, when it was made, how large it is (null: not looked at), and whether there is an older one. */
export type Newest = { readonly name: string; readonly at: Instant; readonly bytes: number | null; readonly first?: boolean };

/** A backup dated in the future was made by a clock that is wrong; a day is allowed for zones and drift. */
const AHEAD = 24 * HOUR;

/** Is the newest backup young and large enough? */
export function judgeFreshness(
  newest: Newest | undefined,
  { maxAgeHours, minMegabytes }: Freshness,
  now: Instant,
  ms: number,
): Observation {
  if (!newest) return down({ code: 'backup-none' }, ms);
  const { at, bytes } = newest;
  const name = newest.name.slice(0, 200);
  if (at > now + AHEAD) return down({ code: 'backup-from-future', at, name }, ms);
  if (now - at > maxAgeHours * HOUR) return down({ code: 'backup-old', at, name }, ms);
  if (bytes !== null && bytes < minMegabytes * 1_000_000) return down({ code: 'backup-small', at, name, bytes }, ms);
  const detail: Detail = { code: 'backup-fresh', at, name, bytes };
  return up(detail, ms);
}

/** The time of a text like `2026-11-22T03:10:00.123456+01:00`; undefined when it is none. */
export const timeOf = (text: string): Instant | undefined => {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : instant(ms);
};

/** A folder of this machine. What lies elsewhere is mounted, or reports itself. */
export const AbsolutePath = z
  .string()
  .trim()
  .max(1000)
  .regex(/^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^\0]*$/, 'must be a path of this machine that begins with /');
