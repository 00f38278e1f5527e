import type { Language } from '../../kernel/languages.ts';
import { euroText, inText, spanText } from '../../kernel/wording.ts';
import type { Answer } from './firstanswer.ts';

/** An answer in words of one language. Spans are said as in "nach 2 Tagen", limits as in "1 Tag". */
type Told = {
  readonly node: string;
  readonly process: string;
  readonly partly: boolean;
  /** Null = at once. */
  readonly after: string | null;
  readonly perHour: string | null;
  /** Null = never. */
  readonly back: string | null;
  /** It never falls below what counts as emergency operation; `back` is then when it is whole again. */
  readonly keptUp: boolean;
  readonly limit: string | null;
  /** By how much the limit is passed; null = it holds, or cannot be said. */
  readonly missedBy: string | null;
};

const de = {
  stops: ({ node, process, partly, after }: Told): string =>
    `Ohne „${node}“ ${partly ? 'geht' : 'steht'} „${process}“ ${after === null ? 'sofort' : `nach ${after}`}${partly ? ' nur noch zum Teil' : ''}.`,
  costs: ({ perHour }: Told): string =>
    perHour === null ? 'Was eine Stunde Stillstand kostet, ist noch nicht bekannt.' : `Eine Stunde Stillstand kostet dort etwa ${perHour}.`,
  target: ({ back, keptUp, limit, missedBy }: Told): string => {
    if (back === null) return 'So wie es jetzt eingetragen ist, kommt es von allein nicht wieder.';
    if (keptUp) return `Der Notbetrieb bleibt möglich; nach ${back} läuft alles wieder.`;
    if (limit === null) return `Nach ${back} läuft es wieder. Wie lange es höchstens stehen darf, ist noch nicht gesagt.`;
    return missedBy === null
      ? `Nach ${back} läuft es wieder: Die Grenze von ${limit} hält.`
      : `Nach ${back} läuft es wieder: Die Grenze von ${limit} wird um ${missedBy} verfehlt.`;
  },
};
const en = {
  stops: ({ node, process, partly, after }: Told): string =>
    `Without “${node}”, “${process}” ${partly ? 'works only in part' : 'stands still'} ${after === null ? 'at once' : `after ${after}`}.`,
  costs: ({ perHour }: Told): string =>
    perHour === null ? 'What an hour of standstill costs is not known yet.' : `An hour of standstill costs about ${perHour} there.`,
  target: ({ back, keptUp, limit, missedBy }: Told): string => {
    if (back === null) return 'As it is entered now, it does not come back by itself.';
    if (keptUp) return `An emergency operation stays possible; after ${back} everything works again.`;
    if (limit === null) return `It works again after ${back}. How long it may stand still has not been said yet.`;
    return missedBy === null
      ? `It works again after ${back}: the limit of ${limit} holds.`
      : `It works again after ${back}: the limit of ${limit} is missed by ${missedBy}.`;
  },
} satisfies typeof de;

/** The three sentences of an answer: what stops when, what that costs, whether the limit holds. `name` gives the name of a node. */
export function sentencesOf(answer: Answer, name: (node: string) => string, language: Language): readonly [string, string, string] {
  const t = language === 'de' ? de : en;
  const dative = (ms: number) => inText(ms, language).replace(/^in /, '');
  const keptUp = answer.backAfterMs === 0;
  const back = keptUp ? answer.wholeAfterMs : answer.backAfterMs;
  const told: Told = {
    node: name(answer.node),
    process: name(answer.process),
    partly: answer.partly,
    after: answer.stopsAfterMs === 0 ? null : dative(answer.stopsAfterMs),
    perHour: answer.perHour === null ? null : euroText(answer.perHour, language),
    back: back === null ? null : dative(back),
    keptUp,
    limit: answer.limitMs === null ? null : dative(answer.limitMs),
    missedBy: answer.missedByMs !== null && answer.missedByMs > 0 ? spanText(answer.missedByMs, language) : null,
  };
  return [t.stops(told), t.costs(told), t.target(told)];
}
