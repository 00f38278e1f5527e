import type { Language } from '../../kernel/languages.ts';
import { numberText, spanText } from '../../kernel/wording.ts';
import type { Model } from '../model/model.ts';
import { bottleneckText } from './bottleneck.texts.ts';
import type { Bottleneck } from './bottleneck.ts';
import { de, en } from './report.texts.ts';
import type { Money, SimulationResult, When } from './simulate.ts';
import { msWhen } from './told.ts';

/** A time as people say it. */
export function whenText(when: When, language: Language): string {
  const t = language === 'de' ? de : en;
  const ms = msWhen(when);
  if (ms === undefined) return t.unknown;
  return Number.isFinite(ms) ? spanText(ms, language) : t.never;
}

/** The result as a table, a row for each process; first the headings. */
export function resultSheet(
  model: Model,
  result: SimulationResult,
  bottlenecks: readonly Bottleneck[],
  language: Language,
): readonly (readonly string[])[] {
  const t = language === 'de' ? de : en;
  const why = new Map(bottlenecks.map((one) => [one.process, bottleneckText(model, one, language)]));
  const when = (one: When) => whenText(one, language);
  const money = (one: Money) => (one === null ? t.noEnd : one === 'unknown' ? t.unknown : numberText(one, language));
  const verdict = (one: string | null) => (one === null ? '' : (t.verdict[one] ?? one));
  const span = (ms: number | null) => (ms === null ? '' : spanText(ms, language));
  const head = [t.process, t.stateHead, t.from, t.best, t.planned, t.p80, t.rto, t.rtoVerdict, t.mtpd, t.mtpdVerdict, t.rpoVerdict];
  return [
    [...head, t.likely, t.low, t.high, t.why],
    ...model.nodes.flatMap(({ id, name, rto, mtpd }): string[][] => {
      const one = result.processes[id];
      if (!one) return [];
      const { recovered, cost } = one;
      return [
        [
          name,
          t.state[one.state],
          one.downFrom === null ? '' : one.downFrom === 'PT0S' ? t.now : when(one.downFrom),
          ...(one.state === 'up' ? ['', '', ''] : [when(recovered.infiniteHands), when(recovered.planned), when(recovered.p80)]),
          span(rto),
          verdict(one.rto),
          span(mtpd),
          verdict(one.mtpd),
          verdict(one.rpo),
          money(cost.likely),
          money(cost.p10),
          money(cost.p90),
          why.get(id) ?? '',
        ],
      ];
    }),
  ];
}
