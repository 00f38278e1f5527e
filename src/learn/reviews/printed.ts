import { instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { dateText, dateTimeText, spanText, timeText } from '../../kernel/wording.ts';
import { de, en } from './reviews.texts.ts';
import type { Review } from './reviews.ts';

/** What review.typ sets: every word and number ready to be printed. */
export type PrintedReview = {
  readonly lang: Language;
  readonly words: Readonly<Record<string, string>>;
  readonly organisation: string;
  readonly title: string;
  readonly exercise: boolean;
  readonly period: string;
  readonly times: readonly (readonly string[])[];
  readonly targets: readonly { readonly cells: readonly string[]; readonly verdict: string }[];
  readonly recoveries: readonly (readonly string[])[];
  readonly open: readonly string[];
  readonly lessons: readonly (readonly string[])[];
  readonly timeline: readonly (readonly string[])[];
};

/** Puts a review into the words of one language, in the organisation's zone. */
export function printed(review: Review, organisation: { readonly name: string; readonly zone: string }, lang: Language): PrintedReview {
  const t = lang === 'de' ? de : en;
  const { zone } = organisation;
  const span = (ms: number | null) => (ms === null ? t.unknown : spanText(ms, lang));
  const time = (at: number) => timeText(instant(at), zone, lang, true);
  const words = Object.fromEntries(Object.entries(t).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return {
    lang,
    words,
    organisation: organisation.name,
    title: review.title,
    exercise: review.mode === 'exercise',
    period: `${dateTimeText(instant(review.startedAt), zone, lang)} – ${dateTimeText(instant(review.endedAt), zone, lang)}`,
    times: review.milestones.map(({ milestone, at, afterMs }) => [
      t.milestone[milestone],
      at === null ? t.never : time(at),
      afterMs === null ? '' : span(afterMs),
    ]),
    targets: review.targets.map((one) => ({
      cells: [one.name, span(one.downMs), span(one.rtoMs), t.verdict[one.verdict]],
      verdict: one.verdict,
    })),
    recoveries: review.recoveries.map((one) => [one.name, one.tookMs === null ? t.never : span(one.tookMs), span(one.believedMs)]),
    open: review.openPoints.map((point) => t.openPoint[point.code](point.subject)),
    lessons: review.lessons.map((lesson) => [
      lesson.text,
      lesson.owner,
      lesson.dueAt === null ? '' : dateText(instant(lesson.dueAt), zone, lang),
      lesson.done ? t.done : '',
    ]),
    timeline: review.timeline.map((moment) => [
      String(moment.number),
      time(moment.at),
      moment.late ? `${moment.text} (${t.late})` : moment.text,
      moment.by,
    ]),
  };
}
