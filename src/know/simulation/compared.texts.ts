import type { Language } from '../../kernel/languages.ts';
import { euroText, spanText } from '../../kernel/wording.ts';
import type { Assumption } from './assumption.ts';
import type { Compared } from './compared.ts';

const de = {
  restore: (node: string) => `Wiederanlauf von ${node}`,
  rebuild: (node: string) => `Neuaufbau von ${node}`,
  replace: (node: string) => `Wechsel von ${node} auf eine Alternative`,
  restart: (node: string) => `Hochfahren von ${node}`,
  cost: (node: string) => `Kosten je Stunde von ${node}`,
  buffer: (of: string, on: string) => `Puffer: wie lange ${of} ohne ${on} weiterläuft`,
  hands: (team: string) => `Hände von ${team}`,
  response: 'Zeit bis zum Beginn der Arbeit',
  alternative: (of: string, on: string) => `Zweiter Weg für ${of} neben ${on}`,
  saves: (euro: string) => `Das spart ${euro}`,
  costs: (euro: string) => `Das kostet ${euro} mehr`,
  ends: (euro: string) => `So endet der Schaden: ${euro} statt ohne Ende`,
  endless: 'So endet der Schaden nicht mehr von selbst',
  nowKnown: (euro: string) => `So lässt sich der Schaden sagen: ${euro}`,
  same: 'Am Schaden ändert das nichts',
  earlier: (process: string, span: string) => `${process} ist ${span} früher zurück`,
  later: (process: string, span: string) => `${process} ist ${span} später zurück`,
  returns: (process: string) => `${process} kommt überhaupt zurück`,
  lost: (process: string) => `${process} kommt nicht mehr zurück`,
  kept: (count: number) => (count === 1 ? 'ein Ziel mehr hält' : `${count} Ziele mehr halten`),
  broken: (count: number) => (count === 1 ? 'ein Ziel weniger hält' : `${count} Ziele weniger halten`),
};
const en: typeof de = {
  restore: (node) => `Restore of ${node}`,
  rebuild: (node) => `Building ${node} anew`,
  replace: (node) => `Moving ${node} to an alternative`,
  restart: (node) => `Starting up ${node}`,
  cost: (node) => `Cost per hour of ${node}`,
  buffer: (of, on) => `Buffer: how long ${of} goes on without ${on}`,
  hands: (team) => `Hands of ${team}`,
  response: 'Time until work begins',
  alternative: (of, on) => `A second way for ${of} beside ${on}`,
  saves: (euro) => `That saves ${euro}`,
  costs: (euro) => `That costs ${euro} more`,
  ends: (euro) => `Like this the damage ends: ${euro} instead of without end`,
  endless: 'Like this the damage no longer ends by itself',
  nowKnown: (euro) => `Like this the damage can be told: ${euro}`,
  same: 'That changes nothing about the damage',
  earlier: (process, span) => `${process} is back ${span} earlier`,
  later: (process, span) => `${process} is back ${span} later`,
  returns: (process) => `${process} comes back at all`,
  lost: (process) => `${process} does not come back any more`,
  kept: (count) => (count === 1 ? 'one more target holds' : `${count} more targets hold`),
  broken: (count) => (count === 1 ? 'one target less holds' : `${count} targets less hold`),
};

type Names = (id: string) => string;
const inWords = (language: Language): typeof de => (language === 'de' ? de : en);

/** What an assumption is about: `Wiederanlauf von ERP`. */
export function assumptionText(one: Assumption, name: Names, language: Language): string {
  const t = inWords(language);
  switch (one.kind) {
    case 'time':
      return t[one.field](name(one.node));
    case 'restart':
      return t.restart(name(one.node));
    case 'cost':
      return t.cost(name(one.node));
    case 'buffer':
      return t.buffer(name(one.of), new Intl.ListFormat(language, { type: 'disjunction' }).format(one.on.map(name)));
    case 'hands':
      return t.hands(name(one.team));
    case 'response':
      return t.response;
    case 'alternative':
      return t.alternative(name(one.of), name(one.on));
  }
}

/** The difference in one sentence: money first, then who comes back earlier, then the targets. */
export function differenceText(
  { before, after, less, missedBefore, missedAfter, shifts }: Compared,
  name: Names,
  language: Language,
): string {
  const t = inWords(language);
  // Three figures: more would promise what no model keeps.
  const euro = (amount: number) => euroText(Number(amount.toPrecision(3)), language);
  const said: string[] = [];
  if (less !== undefined) said.push(Math.abs(less) < 0.5 ? t.same : less > 0 ? t.saves(euro(less)) : t.costs(euro(-less)));
  else if (before === after) said.push(t.same);
  else if (typeof after === 'number') said.push(before === null ? t.ends(euro(after)) : t.nowKnown(euro(after)));
  else if (after === null) said.push(t.endless);
  const [first] = shifts;
  if (first?.before !== undefined && first.after !== undefined) {
    const { process, before: from, after: to } = first;
    if (from === Number.POSITIVE_INFINITY) said.push(t.returns(name(process)));
    else if (to === Number.POSITIVE_INFINITY) said.push(t.lost(name(process)));
    else
      said.push(
        to < from ? t.earlier(name(process), spanText(from - to, language)) : t.later(name(process), spanText(to - from, language)),
      );
  }
  if (missedAfter < missedBefore) said.push(t.kept(missedBefore - missedAfter));
  if (missedAfter > missedBefore) said.push(t.broken(missedAfter - missedBefore));
  const [head = t.same, ...rest] = said;
  return `${[head, ...rest].join(', ')}.`;
}
