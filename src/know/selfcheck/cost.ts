import type { CostPerHour } from '../model/model.ts';

/** How much of an hour's work is lost by those who cannot do theirs; they tidy up and do other things (regulation.md §H: partial). */
const PRODUCTIVITY_LOST = 0.6;
/** Half of the missed revenue is made up for later. */
const NOT_CAUGHT_UP = 0.5;
const WEEKS = 50;

export type CostBasis = {
  readonly employees: number;
  /** Euro a year; null = nobody has said, then only work is counted. */
  readonly revenue: number | null;
  readonly labour: number;
  readonly margin: number;
  /** Shares of the process. */
  readonly staff: number;
  readonly revenueShare: number;
  /** Hours a week in which the process runs. */
  readonly weekly: number;
};

/** Two figures: more would promise what a guess does not keep. */
const rough = (amount: number): number => Number(amount.toPrecision(2));

/**
 * What an hour of standstill costs, in euro, bottom-up and never from a survey: idle work plus the margin of revenue that is not made
 * up for. Low and high are half and twice of it, an own estimate. Null when nothing can be said. Source of the rule: regulation.md §H.
 */
export function costPerHour(basis: CostBasis): CostPerHour | null {
  const work = basis.employees * basis.staff * PRODUCTIVITY_LOST * basis.labour;
  const perHour = basis.revenue === null || basis.weekly === 0 ? 0 : basis.revenue / (basis.weekly * WEEKS);
  const likely = rough(work + perHour * basis.revenueShare * basis.margin * NOT_CAUGHT_UP);
  return likely === 0 ? null : { low: rough(likely / 2), likely, high: rough(likely * 2) };
}
