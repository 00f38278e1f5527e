import { z } from 'zod';
import type { Inventory } from '../inventory/inventory.ts';
import type { Model } from '../model/model.ts';
import type { Service } from './services.ts';
import type { Provider } from './standing.ts';
import { type Course, Cut, courseOf, cutsOf, type SwitchOffScope } from './switchoff.ts';

export const CutMeasure = z.object({
  /** Who is left. */
  provider: z.string(),
  services: z.array(z.string()),
  /** Likely euros not lost within the last time looked at; null = the model has no costs. */
  avoided: z.number().nullable(),
  /** Services that do not stop any more. */
  kept: z.number(),
  effortDays: z.number().nullable(),
  effortCost: z.number().nullable(),
});
export type CutMeasure = z.infer<typeof CutMeasure>;

/** What a switch-off means, on one page. Each list has one entry per time of `TIMES`. */
export const CutReport = z.object({
  gone: z.array(z.object({ key: z.string(), name: z.string(), parent: z.string() })),
  cuts: z.array(Cut),
  /** People with nothing to do: employees × lost share of the processes, by their cost per hour. Null = no process. */
  idle: z.array(z.number().nullable()),
  /** Likely euros until then; null = no process has a cost. */
  cost: z.array(z.number().nullable()),
  measures: z.array(CutMeasure),
});
export type CutReport = z.infer<typeof CutReport>;

/** Euro per hour of each process; where none has one, each counts the same. */
function weightsOf(model: Model): ReadonlyMap<string, number> {
  const processes = model.nodes.filter(({ kind }) => kind === 'process');
  const priced = processes.some(({ costPerHour }) => (costPerHour?.likely ?? 0) > 0);
  return new Map(processes.map(({ id, costPerHour }) => [id, priced ? (costPerHour?.likely ?? 0) : 1]));
}

function idleOf({ model, horizons }: Course, employees: number): (number | null)[] {
  const weights = weightsOf(model);
  const total = [...weights.values()].reduce((sum, one) => sum + one, 0);
  return horizons.horizons.map(({ lost }) =>
    total === 0
      ? null
      : Math.round((employees * [...weights].reduce((sum, [id, weight]) => sum + weight * (lost.get(id) ?? 0), 0)) / total),
  );
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, one) => total + one, 0);
const costAtEnd = ({ horizons }: Course): number => sum(horizons.horizons.at(-1)?.cost.values() ?? []);
const stopped = (cuts: readonly Cut[]): number =>
  cuts.filter(({ kind, states }) => kind === 'service' && ['stops', 'degraded'].includes(states.at(-1) ?? '')).length;

type Effort = (service: string) => number | null;
const HOURS_A_DAY = 8;
const MOST_MEASURES = 3;
/** Each candidate is a run of the engine; more than these would not be read. */
const MOST_CANDIDATES = 20;

type Weighed = {
  readonly group: readonly Service[];
  readonly course: Course;
  readonly avoided: number;
  readonly kept: number;
  readonly gain: number;
  readonly effortDays: number | null;
  readonly worth: number;
};

/** A gain known to cost nothing stands before one whose effort nobody has said. */
const LEAST_DAYS = 0.1;
const better = (a: Weighed, b: Weighed): number => b.worth - a.worth || b.gain - a.gain;

/**
 * Moving away in time, step by step: each provider with all it does for the company, and each of its services alone. The first step is
 * the one with the most gain per day of effort; each next one counts what it adds to those before (two services of one process help
 * only together). Steps whose effort is not known come after those that say it.
 */
function measuresOf(
  inventory: Inventory,
  providers: readonly Provider[],
  services: readonly Service[],
  scope: SwitchOffScope,
  at: number | null,
  { base, cuts, effort }: { readonly base: Course; readonly cuts: readonly Cut[]; readonly effort: Effort },
): CutMeasure[] {
  const hit = new Set(cuts.filter(({ states }) => states.some((state) => state === 'stops' || state === 'degraded')).map(({ key }) => key));
  const affected = services.filter(({ key, partner }) => partner !== null && hit.has(key));
  const groups = [...Map.groupBy(affected, ({ partner }) => partner?.key ?? '').values()];
  const candidates = [...groups.filter((group) => group.length > 1), ...affected.map((one) => [one])].slice(0, MOST_CANDIDATES);
  const hasCost = base.model.nodes.some(({ costPerHour }) => (costPerHour?.likely ?? 0) > 0);
  const taken = new Set<string>();
  const steps: Weighed[] = [];
  let before = base;
  while (steps.length < MOST_MEASURES) {
    const standing = stopped(cutsOf(inventory, services, before));
    const weighed = candidates.flatMap((group): Weighed[] => {
      if (group.some(({ key }) => taken.has(key))) return [];
      const course = courseOf(inventory, providers, scope, at, new Set([...taken, ...group.map(({ key }) => key)]));
      if (!course) return [];
      const avoided = costAtEnd(before) - costAtEnd(course);
      const kept = standing - stopped(cutsOf(inventory, services, course));
      const efforts = group.map(({ key }) => effort(key));
      const effortDays = efforts.some((one) => one === null) ? null : sum(efforts.map((one) => one ?? 0));
      const gain = hasCost ? avoided : kept;
      return [{ group, course, avoided, kept, gain, effortDays, worth: effortDays === null ? 0 : gain / Math.max(effortDays, LEAST_DAYS) }];
    });
    const [best] = weighed.filter(({ gain }) => gain > 0.005).sort(better);
    if (!best) break;
    for (const { key } of best.group) taken.add(key);
    steps.push(best);
    before = best.course;
  }
  return steps.map(({ group, avoided, kept, effortDays }) => ({
    provider: group[0]?.partner?.name ?? '',
    services: group.map(({ name }) => name),
    avoided: hasCost ? avoided : null,
    kept,
    effortDays,
    effortCost: effortDays === null ? null : effortDays * HOURS_A_DAY * inventory.company.hourlyRate,
  }));
}

/** The whole page of a switch-off; null when the inventory makes no model. `at`: its start in milliseconds, for calendars. */
export function cutReport(
  inventory: Inventory,
  providers: readonly Provider[],
  services: readonly Service[],
  scope: SwitchOffScope,
  at: number | null,
  effort: Effort,
): CutReport | null {
  const base = courseOf(inventory, providers, scope, at);
  if (!base) return null;
  const cuts = cutsOf(inventory, services, base);
  const gone = new Set(base.gone);
  const priced = base.model.nodes.some(({ costPerHour }) => (costPerHour?.likely ?? 0) > 0);
  return {
    gone: providers.filter(({ key }) => gone.has(key)).map(({ key, name, ultimateParent }) => ({ key, name, parent: ultimateParent })),
    cuts,
    idle: idleOf(base, inventory.company.employees),
    cost: base.horizons.horizons.map(({ cost }) => (priced ? Math.round(sum(cost.values())) : null)),
    measures: gone.size === 0 ? [] : measuresOf(inventory, providers, services, scope, at, { base, cuts, effort }),
  };
}
