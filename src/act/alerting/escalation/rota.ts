import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { Id } from '../../../kernel/id.ts';
import { type Instant, instant } from '../../../kernel/instant.ts';

const At = z.number().int().transform(instant);

/** For a while somebody else is on duty. Of two that overlap the later one in the list counts. */
export const Override = z.object({ from: At, until: At, contactId: Id });
export type Override = z.infer<typeof Override>;

/** A duty rota: people take turns of so many days or weeks, handed over at a time of the wall clock in the zone of the organisation. */
export const RotaContents = z.object({
  name: z.string(),
  /** In the order of their turns; the first one begins on `start`. */
  people: z.array(Id),
  every: z.object({ unit: z.enum(['day', 'week']), count: z.number().int().min(1).max(8) }),
  handOver: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  start: z.iso.date(),
  overrides: z.array(Override),
});
export type RotaContents = z.infer<typeof RotaContents>;

/** Somebody's time on duty. `until` null: nobody else ever takes over. */
export type Shift = { readonly contactId: Id; readonly from: Instant; readonly until: Instant | null; readonly override: boolean };

type Turns = Pick<RotaContents, 'people' | 'every' | 'handOver' | 'start' | 'overrides'>;

const lengthOf = ({ every }: Turns): number => every.count * (every.unit === 'week' ? 7 : 1);

/** When turn `n` begins. On the night the clock goes forward a time that does not exist is the one an hour later, as on a wall clock. */
function beginOf(rota: Turns, n: number, zone: string): Instant {
  const date = Temporal.PlainDate.from(rota.start).add({ days: n * lengthOf(rota) });
  return instant(date.toPlainDateTime(Temporal.PlainTime.from(rota.handOver)).toZonedDateTime(zone).epochMilliseconds);
}

/** The number of the turn that runs at `at`; below 0 before the start. */
function turnAt(rota: Turns, at: Instant, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const days = today.since(Temporal.PlainDate.from(rota.start), { largestUnit: 'days' }).days;
  let n = Math.floor(days / lengthOf(rota));
  while (beginOf(rota, n, zone) > at) n--;
  while (beginOf(rota, n + 1, zone) <= at) n++;
  return n;
}

/** Who takes turn `n`. Before the start the turns run backwards, so that nobody is never on duty. */
const personOf = ({ people }: Turns, n: number): Id | undefined => people[((n % people.length) + people.length) % people.length];

const overrideAt = ({ overrides }: Turns, at: Instant): Override | undefined =>
  overrides.findLast(({ from, until }) => from <= at && at < until);

/** Nothing changes later than this many turns ahead. */
const FAR = 400;

/** Who is on duty at a moment, from when until when; undefined when the rota has nobody. */
export function onDuty(rota: Turns, at: Instant, zone: string): Shift | undefined {
  if (rota.people.length === 0) return undefined;
  const who = (t: Instant): Id | undefined => overrideAt(rota, t)?.contactId ?? personOf(rota, turnAt(rota, t, zone));
  const contactId = who(at);
  if (contactId === undefined) return undefined;
  const now = turnAt(rota, at, zone);
  const edges = rota.overrides.flatMap(({ from, until }) => [from, until]);
  const around = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => beginOf(rota, from + i, zone));
  const reach = Math.min(FAR, rota.people.length + 1);
  const later = [...edges, ...around(now + 1, now + reach)].filter((edge) => edge > at).sort((a, b) => a - b);
  const earlier = [...edges, ...around(now - reach, now)].filter((edge) => edge <= at).sort((a, b) => b - a);
  const until = later.find((edge) => who(edge) !== contactId) ?? null;
  let from = earlier[0] ?? at;
  for (const edge of earlier) {
    if (who(edge) !== contactId) break;
    from = edge;
  }
  return { contactId, from, until, override: overrideAt(rota, at) !== undefined };
}

/** The shifts from `at` on, the running one first. */
export function shiftsFrom(rota: Turns, at: Instant, zone: string, count: number): Shift[] {
  const shifts: Shift[] = [];
  for (let t: Instant | null = at; t !== null && shifts.length < count; ) {
    const shift = onDuty(rota, t, zone);
    if (!shift) break;
    shifts.push(shift);
    t = shift.until;
  }
  return shifts;
}

/** The rota without somebody who is no contact any more. */
export const withoutPerson = <R extends RotaContents>(rota: R, contact: Id): R => ({
  ...rota,
  people: rota.people.filter((id) => id !== contact),
  overrides: rota.overrides.filter(({ contactId }) => contactId !== contact),
});
