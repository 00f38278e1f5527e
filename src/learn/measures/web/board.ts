import type { Model, Source } from '../../../know/model/model.ts';
import { edited } from '../../../know/simulation/edit.ts';
import type { MeasureReport } from '../../../know/simulation/measures.ts';
import { changesNothing, engineEdit, isOpen, type Measure, type MeasureEdit } from '../measures.ts';
import type { Proposal } from '../proposals.ts';

/** What stands on the board: a measure, or a proposal that nobody has taken up yet. */
export type Item = {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly edit: MeasureEdit;
  readonly cost: number;
  readonly hours: number;
  readonly priceSource: Source;
  readonly from: { readonly kind: 'measure'; readonly measure: Measure } | { readonly kind: 'proposal'; readonly proposal: Proposal };
};

export const ofMeasure = (measure: Measure): Item => ({ ...measure, from: { kind: 'measure', measure } });
export const ofProposal = (proposal: Proposal): Item => ({
  ...proposal,
  id: proposal.key,
  priceSource: 'guess',
  from: { kind: 'proposal', proposal },
});

/** `weighed`: what the engine says · `waiting`: not computed yet · `nothing`: changes nothing · `misfit`: the inventory has changed. */
export type Worth =
  | { readonly kind: 'weighed'; readonly figures: MeasureReport['measures'][number] }
  | { readonly kind: 'waiting' | 'nothing' | 'misfit' };

export const fits = (model: Model, { edit }: Pick<Measure, 'edit'>): boolean => edited(model, engineEdit(edit), '').ok;

/** Open measures that the engine can weigh: they change something, and still fit the inventory. */
export const weighable = (model: Model, measures: readonly Measure[]): Measure[] =>
  measures.filter((measure) => isOpen(measure) && !changesNothing(measure.edit) && fits(model, measure));

export function worthOf(model: Model, item: Item, report: MeasureReport | undefined): Worth {
  if (changesNothing(item.edit)) return { kind: 'nothing' };
  const figures = report?.measures.find(({ id }) => id === item.id);
  if (figures) return { kind: 'weighed', figures };
  return fits(model, item) ? { kind: 'waiting' } : { kind: 'misfit' };
}

export const ORDERS = ['perEuro', 'perHour', 'avoided'] as const;
export type Order = (typeof ORDERS)[number];

/** Likely loss avoided a year; Infinity = without end. */
const avoidedOf = ({ avoided: { likely } }: MeasureReport['measures'][number]): number =>
  typeof likely === 'number' ? likely : Number.POSITIVE_INFINITY;

/** Best first; what avoids without end before all, what is not weighed last. `rate`: euro for one's own hour. */
export function ranked(items: readonly { readonly item: Item; readonly worth: Worth }[], order: Order, rate: number) {
  const score = ({ item, worth }: (typeof items)[number]): number => {
    if (worth.kind !== 'weighed') return Number.NEGATIVE_INFINITY;
    const avoided = avoidedOf(worth.figures);
    if (order === 'avoided' || !Number.isFinite(avoided)) return avoided;
    const by = order === 'perHour' ? item.hours : item.cost + item.hours * rate;
    // What costs nothing and avoids something stands above what costs.
    return by > 0 ? avoided / by : avoided > 0 ? Number.MAX_VALUE : 0;
  };
  return items
    .map((one, n) => ({ ...one, n, score: score(one) }))
    .sort((a, b) => (a.score === b.score ? saved(b.worth) - saved(a.worth) || a.n - b.n : b.score > a.score ? 1 : -1));
}

const saved = (worth: Worth): number => (worth.kind === 'weighed' ? worth.figures.targetsSaved : 0);

/** Together more than a twentieth above what both avoid alone: worth a line of its own. */
export function togetherOnly({ pairs, measures }: MeasureReport): MeasureReport['pairs'][number][] {
  const alone = new Map(measures.map((one) => [one.id, avoidedOf(one)]));
  return pairs.filter(({ ids: [a, b], avoided: { likely } }) => {
    const sum = (alone.get(a) ?? 0) + (alone.get(b) ?? 0);
    return typeof likely === 'number' ? likely > sum * 1.05 + 1 : Number.isFinite(sum);
  });
}
