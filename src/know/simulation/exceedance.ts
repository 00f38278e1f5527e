import type { Model } from '../model/model.ts';
import { Assessor } from './assess.ts';
import { stream } from './random.ts';
import type { Scenario } from './scenario.ts';

/** With this share of all runs (or years) the loss is more than `loss` euros. */
export type ExceedancePoint = { readonly loss: number; readonly share: number };
/** `points`: from the smallest loss to the largest. `endless`: share of the runs in which a process never returns. */
export type Exceedance = { readonly points: readonly ExceedancePoint[]; readonly endless: number };

const POINTS = 60;

/**
 * The loss-exceedance curve of losses in euros, ascending (Infinity: without end): how likely it is to lose more than a sum. At most
 * `most` points at even steps of probability, first and last loss among them.
 */
export function exceedanceOf(losses: Float64Array, most = POINTS): Exceedance {
  const count = losses.length;
  if (count === 0) return { points: [], endless: 0 };
  let ends = losses.findIndex((loss) => loss === Number.POSITIVE_INFINITY);
  if (ends < 0) ends = count;
  const steps = Math.min(most, ends);
  const points: ExceedancePoint[] = [];
  for (let n = 0; n < steps; n++) {
    const at = steps === 1 ? 0 : Math.round((n * (ends - 1)) / (steps - 1));
    const loss = losses[at] ?? 0;
    // Equal losses are one point, with the share that truly loses more.
    if (points.at(-1)?.loss === loss) continue;
    points.push({ loss, share: (count - lastOf(losses, loss) - 1) / count });
  }
  return { points, endless: (count - ends) / count };
}

/** Index of the last of equal numbers in an ascending list. */
function lastOf(sorted: Float64Array, value: number): number {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A scenario and how often a year it is expected. */
export type YearlyScenario = Scenario & { readonly perYear: number };

/** How many events of rate `perYear` a year has, from one number in (0, 1): the inverse of the Poisson distribution. */
function eventsIn(perYear: number, u: number): number {
  // Beyond this the rounding of e^-λ would count; nobody expects one outage a day.
  const rate = Math.min(perYear, 500);
  let probability = Math.exp(-rate);
  let sum = probability;
  let events = 0;
  while (sum < u && probability > 0) {
    events++;
    probability *= rate / events;
    sum += probability;
  }
  return events;
}

/**
 * What a year costs when each scenario happens so and so often (Poisson), each time with drawn times and costs: one sum per year drawn,
 * ascending. `runs` years; the same seed gives the same years.
 */
export function yearlyLosses(
  model: Model,
  scenarios: readonly YearlyScenario[],
  { at, seed, runs }: { readonly at: number | null; readonly seed: number; readonly runs: number },
): Float64Array {
  const assessor = new Assessor(model, at);
  const years = new Float64Array(runs);
  scenarios.forEach((scenario, s) => {
    if (scenario.perYear === 0) return;
    assessor.fail(scenario);
    const { total } = assessor.draw(runs, seed, false);
    const next = stream(seed, `years ${s}`);
    for (let year = 0; year < runs; year++)
      for (let left = eventsIn(scenario.perYear, next()); left > 0; left--)
        years[year] = (years[year] ?? 0) + (total[Math.floor(next() * runs)] ?? 0);
  });
  return years.sort();
}

/** The loss that is exceeded with this share of all runs, from the points of a curve; null = it has no end. */
export function lossAt({ points, endless }: Exceedance, share: number): number | null {
  if (share < endless) return null;
  const last = points.at(-1);
  return points.find((point) => point.share <= share)?.loss ?? last?.loss ?? null;
}
