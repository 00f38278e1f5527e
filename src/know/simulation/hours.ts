import { Temporal } from 'temporal-polyfill';
import type { Calendar, Model } from '../model/model.ts';
import { ALWAYS, type Clock } from './course.ts';

/** Nobody waits longer than this for a team whose hours never fit. */
const LONGEST_WAIT = 20 * 366 * 86_400_000;

/** Opening times as spans of milliseconds from the start of the run, made as far ahead as they are asked for. */
export class OpenHours {
  readonly #calendar: Calendar;
  readonly #origin: number;
  #day: Temporal.PlainDate;
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  /** Open milliseconds before each span. */
  readonly #before: number[] = [];

  /** `origin`: the start of the run, in milliseconds since 1970. */
  constructor(calendar: Calendar, origin: number) {
    this.#calendar = calendar;
    this.#origin = origin;
    this.#day = Temporal.Instant.fromEpochMilliseconds(origin).toZonedDateTimeISO(calendar.tz).toPlainDate().subtract({ days: 2 });
  }

  get isNeverOpen(): boolean {
    return this.#calendar.open.length === 0;
  }

  /** Local time to the run's time; a time that the change of the clocks skips is moved on, one that comes twice is the first. */
  #at(day: Temporal.PlainDate, minutes: number): number {
    const date = minutes >= 1440 ? day.add({ days: 1 }) : day;
    const rest = minutes % 1440;
    const time = new Temporal.PlainTime(Math.floor(rest / 60), rest % 60);
    return date.toZonedDateTime({ timeZone: this.#calendar.tz, plainTime: time }).epochMilliseconds - this.#origin;
  }

  #addDay(): void {
    const today = this.#calendar.open
      .filter((one) => one.day === this.#day.dayOfWeek - 1)
      .map(({ from, to }) => ({ from: this.#at(this.#day, from), to: this.#at(this.#day, to) }))
      .sort((a, b) => a.from - b.from);
    for (const { from, to } of today) {
      const last = this.#to.length - 1;
      if (last >= 0 && from <= (this.#to[last] ?? 0)) this.#to[last] = Math.max(this.#to[last] ?? 0, to);
      else if (to > from) {
        this.#before.push(last < 0 ? 0 : (this.#before[last] ?? 0) + (this.#to[last] ?? 0) - (this.#from[last] ?? 0));
        this.#from.push(from);
        this.#to.push(to);
      }
    }
    this.#day = this.#day.add({ days: 1 });
  }

  /** The first span that ends after `time`, as far as days were made: spans that touch become one, and may yet grow. */
  spanAfter(time: number): { readonly index: number; readonly from: number; readonly to: number } {
    while ((this.#to.at(-1) ?? Number.NEGATIVE_INFINITY) <= time) this.#addDay();
    let low = 0;
    for (let high = this.#to.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#to[middle] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return { index: low, from: this.#from[low] ?? 0, to: this.#to[low] ?? 0 };
  }

  #openUntil(time: number): number {
    const { index, from } = this.spanAfter(time);
    return (this.#before[index] ?? 0) + Math.max(0, time - from);
  }

  /** Open milliseconds between two times. */
  between(from: number, to: number): number {
    return this.isNeverOpen ? 0 : this.#openUntil(to) - this.#openUntil(from);
  }
}

/** When work of `ms` that begins at `start` is done, if it goes on only while all of `hours` are open; Infinity when that is never. */
export function workedThrough(hours: readonly OpenHours[], start: number, ms: number): number {
  if (hours.length === 0 || ms === 0 || !Number.isFinite(ms)) return start + ms;
  if (hours.some((one) => one.isNeverOpen)) return Number.POSITIVE_INFINITY;
  let left = ms;
  let waited = 0;
  for (let at = start; waited < LONGEST_WAIT; ) {
    const spans = hours.map((one) => one.spanAfter(at));
    const from = Math.max(at, ...spans.map((span) => span.from));
    const to = Math.min(...spans.map((span) => span.to));
    if (from < to) {
      if (to - from >= left) return from + left;
      left -= to - from;
      waited = 0;
    } else waited += to - at;
    at = to;
  }
  return Number.POSITIVE_INFINITY;
}

/** The calendars of a model as a clock of a run that starts at `origin` (milliseconds since 1970). */
export function clockOf(model: Model, origin: number | null): Clock {
  if (origin === null) return ALWAYS;
  // Who works the same hours shares them: their days are made once.
  const made = new Map<string, OpenHours>();
  const hoursOf = (calendar: Calendar): OpenHours => {
    const key = JSON.stringify([calendar.tz, calendar.open]);
    const hours = made.get(key) ?? new OpenHours(calendar, origin);
    made.set(key, hours);
    return hours;
  };
  const processes = new Map<number, OpenHours>();
  model.nodes.forEach((node, v) => {
    if (node.kind === 'process' && node.hours) processes.set(v, hoursOf(node.hours));
  });
  const teams = new Map(model.teams.flatMap((team) => (team.hours ? [[team.id, hoursOf(team.hours)] as const] : [])));
  const of = new Map(model.nodes.map((node, v) => [v, node.restoredBy.flatMap((id) => teams.get(id) ?? [])] as const));
  return {
    open: processes.size === 0 ? undefined : (v, from, to) => processes.get(v)?.between(from, to) ?? to - from,
    finish: teams.size === 0 ? undefined : (v, start, ms) => workedThrough(of.get(v) ?? [], start, ms),
  };
}
