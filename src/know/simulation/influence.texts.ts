import type { Language } from '../../kernel/languages.ts';
import { agoText, euroRangeText, euroText, inText, spanText } from '../../kernel/wording.ts';
import type { Source } from '../model/model.ts';
import type { Influence, Input, Watched } from './influence.ts';

const de = {
  restore: (node: string) => `Wiederanlauf von ${node}`,
  replace: (node: string) => `Wechsel von ${node} auf eine Alternative`,
  rebuild: (node: string) => `Neuaufbau von ${node}`,
  restart: (node: string) => `Hochfahren von ${node}`,
  costPerHour: (node: string) => `Kosten je Stunde von ${node}`,
  buffer: (node: string, on: string) => `Puffer: wie lange ${node} ohne ${on} weiterläuft`,
  response: 'Zeit bis zum Beginn der Arbeit (Erkennen, Entscheiden, Mobilisieren)',
  guess: 'Annahme',
  contract: 'Vertrag',
  tested: 'erprobt',
  ageless: 'Alter unbekannt',
  range: (low: string, high: string) => `${low} bis ${high}`,
  tried: (range: string) => `probeweise ${range}`,
  cost: (low: string, high: string) => `Schaden ${low} statt ${high}`,
  recovered: (low: string, high: string) => `zurück ${low} statt ${high}`,
  after: (span: string) => `nach ${span}`,
  endless: 'ohne Ende',
  never: 'nie',
};

const en: typeof de = {
  restore: (node) => `Restore of ${node}`,
  replace: (node) => `Moving ${node} to an alternative`,
  rebuild: (node) => `Building ${node} anew`,
  restart: (node) => `Starting up ${node}`,
  costPerHour: (node) => `Cost per hour of ${node}`,
  buffer: (node, on) => `Buffer: how long ${node} goes on without ${on}`,
  response: 'Time until work begins (detection, decision, mobilisation)',
  guess: 'guess',
  contract: 'contract',
  tested: 'tested',
  ageless: 'age unknown',
  range: (low, high) => `${low} to ${high}`,
  tried: (range) => `${range} tried`,
  cost: (low, high) => `damage ${low} instead of ${high}`,
  recovered: (low, high) => `back ${low} instead of ${high}`,
  after: (span) => `after ${span}`,
  endless: 'without end',
  never: 'never',
};

const inWords = (language: Language): typeof de => (language === 'de' ? de : en);

/** What the number is: `Wiederanlauf von ERP`. `name`: of a node by its id. */
export function inputText(input: Input, name: (id: string) => string, language: Language): string {
  const t = inWords(language);
  if (input.field === 'response') return t.response;
  if (input.field === 'buffer')
    return t.buffer(name(input.node), new Intl.ListFormat(language, { type: 'disjunction' }).format(input.on.map(name)));
  return t[input.field](name(input.node));
}

/** Its range: `6 h bis 16 h`. */
export function inputRangeText({ input, low, high, tried }: Influence, language: Language): string {
  const t = inWords(language);
  const range =
    input.field === 'costPerHour' ? euroRangeText(low, high, language) : t.range(spanText(low, language), spanText(high, language));
  return tried ? t.tried(range) : range;
}

/** Where it comes from and how old it is: `Annahme, vor 41 Tagen`. */
export function inputOriginText(
  { source, at }: { readonly source: Source; readonly at: number | null },
  now: number,
  language: Language,
): string {
  const t = inWords(language);
  return `${t[source]}, ${at === null ? t.ageless : agoText(now - at, language)}`;
}

/** What it does to the result, the better end first: `Schaden 3.200 € statt 9.600 €`. */
export function effectText({ resultAtLow, resultAtHigh }: Influence, watched: Watched, language: Language): string {
  const t = inWords(language);
  const [better, worse] = [Math.min(resultAtLow, resultAtHigh), Math.max(resultAtLow, resultAtHigh)];
  // Three figures: more would promise what no model keeps.
  const euro = (amount: number) => (Number.isFinite(amount) ? euroText(Number(amount.toPrecision(3)), language) : t.endless);
  // As in "nach 2 Tagen".
  const after = (ms: number) => (Number.isFinite(ms) ? t.after(inText(Math.max(1000, ms), language).replace(/^in /, '')) : t.never);
  return watched.kind === 'cost' ? t.cost(euro(better), euro(worse)) : t.recovered(after(better), after(worse));
}

/** All of it, in words, for a list of movers. */
export const movingText = (influence: Influence, watched: Watched, name: (id: string) => string, language: Language) => ({
  what: inputText(influence.input, name, language),
  range: inputRangeText(influence, language),
  source: influence.source,
  at: influence.at,
  effect: effectText(influence, watched, language),
});
