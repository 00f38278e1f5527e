import { DAY, type Instant, instant, MINUTE } from '../../kernel/instant.ts';
import type { Phase, PublicIncident } from './publicincident.ts';
import type { PublicWords } from './words.ts';

/** A disruption on the page: one that people have written about, or an outage without words (`title` null). */
export type Happening = {
  /** Unique on the page, and the same the next time it is written. */
  readonly id: string;
  readonly title: PublicWords | null;
  readonly components: readonly string[];
  readonly from: Instant;
  readonly until: Instant | null;
  readonly messages: readonly { readonly at: Instant; readonly phase: Phase; readonly text: PublicWords }[];
};

export type Span = { readonly from: Instant; readonly until: Instant | null };

/** What fails again within this time has not really come back. */
const SAME_WITHIN = 10 * MINUTE;
/** Shorter than this is no news once it is over. */
const WORTH_TELLING = MINUTE;
/** Somebody writes about an outage a while after it began, or foresees it. */
const ABOUT = 30 * MINUTE;
/** So far back the page tells. */
export const HISTORY = 90 * DAY;

const endOf = (span: Span): number => span.until ?? Number.POSITIVE_INFINITY;

/** Spans that touch, or lie close to each other, as one; oldest first. */
export function together(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last === undefined || span.from > endOf(last) + SAME_WITHIN) all.push(span);
    else if (endOf(span) > endOf(last)) all[all.length - 1] = { from: last.from, until: span.until };
  }
  return all;
}

const overlaps = (a: Span, b: Span): boolean => a.from <= endOf(b) + ABOUT && b.from <= endOf(a) + ABOUT;

/**
 * What has happened in the last 90 days or goes on, newest first. An outage that somebody has written about does not stand there twice.
 * `outages` by the key of the component.
 */
export function happeningsOf(
  incidents: readonly PublicIncident[],
  outages: ReadonlyMap<string, readonly Span[]>,
  now: Instant,
): Happening[] {
  const since = instant(now - HISTORY);
  const told = incidents.filter(({ removed, messages }) => removed === null && messages.length > 0);
  const silent = [...outages].flatMap(([key, spans]) =>
    together(spans)
      .filter((span) => span.until === null || span.until - span.from >= WORTH_TELLING)
      .filter((span) => !told.some((one) => (one.components.length === 0 || one.components.includes(key)) && overlaps(one, span)))
      .map((span): Happening => ({ id: `${key}-${span.from}`, title: null, components: [key], ...span, messages: [] })),
  );
  const written = told.map(({ id, title, components, from, until, messages }): Happening => {
    const spoken = messages.map(({ at, phase, text }) => ({ at, phase, text }));
    return { id, title, components, from, until, messages: spoken };
  });
  return [...written, ...silent].filter((one) => endOf(one) >= since).sort((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1));
}
