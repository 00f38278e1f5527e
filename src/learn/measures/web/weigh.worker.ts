import { parseDuration } from '../../../kernel/instant.ts';
import type { Language } from '../../../kernel/languages.ts';
import type { Model } from '../../../know/model/model.ts';
import { analyse } from '../../../know/simulation/analyse.ts';
import { edited } from '../../../know/simulation/edit.ts';
import { type MeasureReport, weighMeasures } from '../../../know/simulation/measures.ts';
import { type Effect, effectsOf } from '../effects.ts';
import { engineEdit, type MeasureEdit } from '../measures.ts';
import { de, en } from '../proposals.texts.ts';
import { type Proposal, proposals } from '../proposals.ts';
import type { ExpectedScenario } from '../scenarios.ts';

export type ToWeigh = { readonly id: string; readonly cost: number; readonly hours: number; readonly edit: MeasureEdit };

/** What the board asks: find proposals, weigh them with the measures; or say what one measure changes. */
export type Question =
  | {
      readonly kind: 'weigh';
      readonly model: Model;
      readonly at: number | null;
      readonly language: Language;
      readonly measures: readonly ToWeigh[];
      readonly scenarios: readonly ExpectedScenario[];
      /** Keys of proposals that people have taken up or rejected. */
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'compare';
      readonly model: Model;
      readonly at: number | null;
      readonly edit: MeasureEdit;
      readonly scenarios: readonly ExpectedScenario[];
    };

export type Told =
  | { readonly kind: 'proposals'; readonly proposals: readonly Proposal[] }
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'weighed'; readonly report: MeasureReport }
  | { readonly kind: 'compared'; readonly effects: readonly Effect[] };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const tell = (told: Told) => scope.postMessage(told);

/** Enough that the order of measures stands still; all are weighed with the same draws (contracts/model.md 5). */
const RUNS = 400;
const SEED = 1;

function weigh({ model, at, language, measures, scenarios, known }: Extract<Question, { kind: 'weigh' }>): void {
  const analysis = analyse(model, { at, seed: SEED, runs: RUNS });
  const found = proposals(model, analysis, language === 'de' ? de : en, new Set(known), at);
  tell({ kind: 'proposals', proposals: found });
  const all = [...measures, ...found.map(({ key, ...rest }) => ({ ...rest, id: key }))];
  const file = {
    measures: all.map(({ id, cost, hours, edit }, place) => ({ id, cost, hours, edit: engineEdit(edit), place })),
    scenarios: scenarios.map(({ fail, for: span, perYear }) => ({
      fail,
      forMs: span === null ? null : (parseDuration(span) ?? null),
      perYear,
    })),
  };
  const report = weighMeasures(model, file, { at, seed: SEED, runs: RUNS }, (share) => tell({ kind: 'progress', share }));
  tell({ kind: 'weighed', report });
}

scope.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if (data.kind === 'weigh') return weigh(data);
  const changed = edited(data.model, engineEdit(data.edit), '');
  const effects = changed.ok ? effectsOf(data.model, changed.value, data.scenarios, data.at) : [];
  return tell({ kind: 'compared', effects });
});
