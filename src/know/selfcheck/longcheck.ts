import { z } from 'zod';
import { Bilingual } from '../../kernel/languages.ts';

/**
 * The longer self-check: requirements in our own words, in the sense of the 27 topics of DIN SPEC 27076. It is not the official
 * CyberRisikoCheck, which only trained providers may do. Which requirements count threefold (`top`) is data with a version, and
 * `topSetVerified` says whether it was compared with annex A of the norm.
 */
export const LongCatalogue = z.object({
  version: z.string(),
  topSetVerified: z.boolean(),
  topics: z.array(z.object({ id: z.string(), name: Bilingual })),
  requirements: z.array(z.object({ id: z.string(), topic: z.string(), top: z.boolean(), ask: Bilingual, measure: Bilingual })),
});
export type LongCatalogue = z.infer<typeof LongCatalogue>;

export const LongAnswer = z.enum(['met', 'partly', 'not', 'irrelevant', 'unknown']);
export type LongAnswer = z.infer<typeof LongAnswer>;
export const LongAnswers = z.record(z.string().max(40), LongAnswer);
export type LongAnswers = z.infer<typeof LongAnswers>;

/** Points of one requirement: 1, or 3 for a top one; a top one that is not met takes 3 away. */
const TOP = 3;

export const LongScore = z.object({
  points: z.number(),
  /** What could be reached with the requirements that apply. */
  max: z.number(),
  topics: z.array(
    z.object({
      id: z.string(),
      met: z.number().int(),
      of: z.number().int(),
      unknown: z.number().int(),
      points: z.number(),
      max: z.number(),
    }),
  ),
  /** What is not met, the most urgent first: ids of requirements. */
  open: z.array(z.string()),
  /** Not answered, or answered with "I do not know": counts as not met, and is said. */
  unknown: z.number().int(),
});
export type LongScore = z.infer<typeof LongScore>;

/** Not met before partly met before unknown, within top and the rest. */
const URGENCY: readonly LongAnswer[] = ['not', 'partly', 'unknown'];

/**
 * Scores the answers: met 1, not met 0, top +3 or -3; partly met is not met; irrelevant does not count at all; unknown counts as not
 * met (know-prepare-learn.md §3.1). Pure.
 */
export function scoreOf({ topics, requirements }: Pick<LongCatalogue, 'topics' | 'requirements'>, answers: LongAnswers): LongScore {
  const answered = requirements
    .map((one) => ({ ...one, answer: (Object.hasOwn(answers, one.id) ? answers[one.id] : undefined) ?? ('unknown' as const) }))
    .filter(({ answer }) => answer !== 'irrelevant');
  const points = ({ top, answer }: (typeof answered)[number]) => (answer === 'met' ? (top ? TOP : 1) : top ? -TOP : 0);
  const worth = ({ top }: (typeof answered)[number]) => (top ? TOP : 1);
  const sum = (items: typeof answered, of: (item: (typeof answered)[number]) => number) => items.reduce((total, one) => total + of(one), 0);
  const isUnknown = ({ answer }: (typeof answered)[number]) => answer === 'unknown';
  return {
    points: sum(answered, points),
    max: sum(answered, worth),
    topics: topics.map(({ id }) => {
      const here = answered.filter(({ topic }) => topic === id);
      return {
        id,
        met: here.filter(({ answer }) => answer === 'met').length,
        of: here.length,
        unknown: here.filter(isUnknown).length,
        points: sum(here, points),
        max: sum(here, worth),
      };
    }),
    open: answered
      .filter(({ answer }) => answer !== 'met')
      .sort((a, b) => Number(b.top) - Number(a.top) || URGENCY.indexOf(a.answer) - URGENCY.indexOf(b.answer))
      .map(({ id }) => id),
    unknown: answered.filter(isUnknown).length,
  };
}
