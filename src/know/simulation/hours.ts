import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../model/model.ts';

/** Opening times as spans of milliseconds from the start of the run, made as far ahead as they are asked for. */
export class OpenHours {
  readonly #calendar: Calendar;
  readonly #origin: number;
  #day: Temporal.PlainDate;
  readonly #spans: { from: number; to: number }[] = [];

  /** `origin`: the start of the run, in milliseconds since 1970. */
  constructor(calendar: Calendar, origin: number) {
    this.#calendar = calendar;
    this.#origin = origin;
    this.#day = Temporal.Instant.fromEpochMilliseconds(origin).toZonedDateTimeISO(calendar.tz).toPlainDate().subtract({ days: 2 });
  }

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
    for (const span of today) {
      const last = this.#spans.at(-1);
      if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
      else if (span.to > span.from) this.#spans.push(span);
    }
    this.#day = this.#day.add({ days: 1 });
  }

  /** Spans that end after `from`, in order, without end unless the calendar is never open. */
  *after(from: number): Generator<{ readonly from: number; readonly to: number }> {
    if (this.#calendar.open.length === 0) return;
    let low = 0;
    for (let high = this.#spans.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.to ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    for (let n = low; ; n++) {
      // One more day than needed, so that a span that goes on over midnight is whole.
      while (n + 1 >= this.#spans.length) this.#addDay();
      const span = this.#spans[n];
      if (span && span.to > from) yield span;
    }
  }

  /** Open milliseconds between two times. */
  between(from: number, to: number): number {
    let sum = 0;
    for (const span of this.after(from)) {
      if (span.from >= to) break;
      sum += Math.min(span.to, to) - Math.max(span.from, from);
    }
    return sum;
  }
}

/** When work of `ms` that begins at `start` is done, if it goes on only while all of `hours` are open; Infinity when that is never. */
export function workedThrough(hours: readonly OpenHours[], start: number, ms: number): number {
  const [first, ...others] = hours;
  if (!first || ms === 0) return start + ms;
  const YEARS = 20 * 366 * 86_400_000;
  let left = ms;
  for (const span of common(first, others, start)) {
    if (span.from > start + YEARS) break;
    const from = Math.max(span.from, start);
    if (span.to - from >= left) return from + left;
    left -= Math.max(0, span.to - from);
  }
  return Number.POSITIVE_INFINITY;
}

/** Spans in which all are open. */
function* common(first: OpenHours, others: readonly OpenHours[], start: number): Generator<{ from: number; to: number }> {
  const [next, ...rest] = others;
  if (!next) {
    yield* first.after(start);
    return;
  }
  for (const span of first.after(start))
    for (const inner of common(next, rest, Math.max(span.from, start))) {
      if (inner.from >= span.to) break;
      yield { from: Math.max(inner.from, span.from), to: Math.min(inner.to, span.to) };
    }
}
