import type { Estimate, Model } from '../model/model.ts';
import type { Clock, Course, Hands } from './course.ts';
import type { Outages } from './outages.ts';
import { costAt, pertQuantiles, quantile, strata } from './random.ts';
import type { Spending } from './spending.ts';

const HOUR = 3_600_000;

/** What many runs with drawn times and costs gave; per process in `net.processes`; Infinity = never. Ascending, or by run. */
export type Chances = {
  readonly recovered: readonly Float64Array[];
  readonly costs: readonly Float64Array[];
  readonly total: Float64Array;
};

/** What is drawn has a stream of its own by name, so that variants of a comparison draw the same. */
function dice(
  model: Model,
  outages: Outages,
  estimates: readonly (Estimate | null)[],
  seed: number,
  runs: number,
): ((ms: Float64Array, run: number) => void) | null {
  const drawn = estimates.flatMap((estimate, i) => {
    const table = estimate ? pertQuantiles(estimate) : null;
    const id = model.nodes[outages.node[i] ?? -1]?.id ?? '';
    return table ? [{ i, table, numbers: strata(seed, `restore ${id}`, runs) }] : [];
  });
  if (drawn.length === 0) return null;
  return (ms, run) => {
    for (const { i, table, numbers } of drawn) ms[i] = quantile(table, numbers[run] ?? 0.5);
  };
}

/**
 * Runs the planned order `runs` times with PERT-distributed times and lognormal costs (contracts/model.md, "Meaning of a failure" 2
 * and 5). The order stays as planned; when somebody begins follows from the times drawn.
 */
export function draw(
  model: Model,
  course: Course,
  outages: Outages,
  estimates: readonly (Estimate | null)[],
  hands: Hands,
  clock: Clock,
  {
    runs,
    seed,
    sorted = true,
    spending,
  }: { readonly runs: number; readonly seed: number; readonly sorted?: boolean; readonly spending?: Spending },
): Chances {
  const { processes } = course.net;
  const ms = outages.ms.slice();
  const roll = dice(model, outages, estimates, seed, runs);
  const rates = Array.from(processes, (v) => {
    const node = model.nodes[v];
    const { costPerHour } = node ?? {};
    if (!costPerHour) return null;
    return strata(seed, `cost ${node?.id ?? ''}`, runs).map((u) => costAt(costPerHour, u) / HOUR);
  });
  const recovered = Array.from(processes, () => new Float64Array(runs));
  const costs = Array.from(processes, () => new Float64Array(runs));
  const total = new Float64Array(runs);
  for (let run = 0; run < runs; run++) {
    if (roll || run === 0) {
      roll?.(ms, run);
      spending?.begin();
      course.run(outages, ms, hands, clock, spending?.watch);
    }
    spending?.close(run, rates);
    let sum = 0;
    for (let p = 0; p < processes.length; p++) {
      const v = processes[p] ?? 0;
      const lost = course.lost[v] ?? 0;
      const rate = rates[p]?.[run] ?? 0;
      const cost = lost === 0 ? 0 : lost === Number.POSITIVE_INFINITY ? lost : lost * rate;
      (recovered[p] as Float64Array)[run] = course.recovered[v] ?? 0;
      (costs[p] as Float64Array)[run] = cost;
      sum += cost;
    }
    total[run] = sum;
  }
  if (sorted) for (const values of [...recovered, ...costs, total]) values.sort();
  return { recovered, costs, total };
}
