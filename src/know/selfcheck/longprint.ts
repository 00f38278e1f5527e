import { instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { dateText } from '../../kernel/wording.ts';
import { de, en } from './longcheck.texts.ts';
import type { LongAnswers, LongCatalogue, LongScore } from './longcheck.ts';

type Result = {
  readonly finishedAt: number;
  readonly by: string;
  readonly catalogue: string;
  readonly answers: LongAnswers;
  readonly score: LongScore;
};
type Organisation = { readonly name: string; readonly zone: string };

const answerOf = (answers: LongAnswers, id: string) => (Object.hasOwn(answers, id) ? answers[id] : undefined) ?? 'unknown';

/** What longcheck.typ sets: every word and number ready to be printed. */
export function printedCheck(result: Result, catalogue: LongCatalogue, organisation: Organisation, lang: Language) {
  const t = lang === 'de' ? de : en;
  const { score, answers } = result;
  const byId = new Map(catalogue.requirements.map((one) => [one.id, one]));
  return {
    lang,
    words: { report: t.report, measures: t.measures, questions: t.questions, page: t.page, of: t.of, noMeasures: t.noMeasures },
    organisation: organisation.name,
    title: t.points(score.points, score.max),
    meta: `${t.result(dateText(instant(result.finishedAt), organisation.zone, lang))} · ${t.by(result.by)}`,
    notes: [
      t.notOfficial,
      t.rule,
      ...(catalogue.topSetVerified ? [] : [t.topUnverified(result.catalogue)]),
      ...(score.unknown > 0 ? [t.unknownCount(score.unknown)] : []),
    ],
    topics: score.topics.map((one) => {
      const name = catalogue.topics.find(({ id }) => id === one.id)?.name[lang] ?? one.id;
      return {
        name,
        share: one.of === 0 ? 0 : one.met / one.of,
        text: [t.topicMet(one.met, one.of), t.topicUnknown(one.unknown)].filter(Boolean).join(', '),
      };
    }),
    measures: score.open.flatMap((id) => {
      const one = byId.get(id);
      return one ? [[one.measure[lang], [t.answers[answerOf(answers, id)], ...(one.top ? [t.top] : [])].join(', ')]] : [];
    }),
    questions: catalogue.topics.map(({ id, name }) => ({
      topic: name[lang],
      rows: catalogue.requirements.filter(({ topic }) => topic === id).map((one) => [one.ask[lang], t.answers[answerOf(answers, one.id)]]),
    })),
  };
}

/** The rows of the CSV file, header first. */
export function checkTable(result: Pick<Result, 'answers'>, catalogue: LongCatalogue, lang: Language): string[][] {
  const t = lang === 'de' ? de : en;
  return [
    [t.topic, t.question, t.answer, t.top, t.measure],
    ...catalogue.requirements.map((one) => [
      catalogue.topics.find(({ id }) => id === one.topic)?.name[lang] ?? one.topic,
      one.ask[lang],
      t.answers[answerOf(result.answers, one.id)],
      one.top ? 'x' : '',
      one.measure[lang],
    ]),
  ];
}
