import { duration, type Instant, MINUTE, plus } from '../../../kernel/instant.ts';

/** One page a minute, and five in a quarter of an hour: GoAlert's defaults for text messages to one person. */
const APART = duration(MINUTE);
const SPAN = duration(15 * MINUTE);
const MOST = 5;

/** Pages of the last quarter of an hour, in any order. */
export type Paged = {
  readonly sentAt: readonly Instant[];
  /** Something that people were told of still lasts: what comes now belongs to a storm that they know of. */
  readonly storm: boolean;
};

/**
 * When a new cause goes out: at once when nothing that people were told of lasts any more, so that the first page of a new incident
 * is never throttled; else so that it does not hail pages. What comes meanwhile goes out in the same page.
 */
export function pageAt({ sentAt, storm }: Paged, now: Instant): Instant {
  if (!storm) return now;
  const recent = sentAt.filter((at) => at > now - SPAN).sort((a, b) => b - a);
  const [last] = recent;
  if (last === undefined) return now;
  const fifth = recent[MOST - 1];
  return Math.max(now, plus(last, APART), fifth === undefined ? now : plus(fifth, SPAN)) as Instant;
}
