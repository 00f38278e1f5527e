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
const MOST_CANDIDATES = 40;

/** Moving away in time: each provider with all it does for the company, and each of its services alone. Best first, none twice. */
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
  const before = costAtEnd(base);
  const weighed = candidates.flatMap((group) => {
    const course = courseOf(inventory, providers, scope, at, new Set(group.map(({ key }) => key)));
    if (!course) return [];
    const avoided = Math.max(0, before - costAtEnd(course));
    const kept = stopped(cuts) - stopped(cutsOf(inventory, services, course));
    const efforts = group.map(({ key }) => effort(key));
    const effortDays = efforts.some((one) => one === null) ? null : sum(efforts.map((one) => one ?? 0));
    const effortCost = effortDays === null ? null : effortDays * HOURS_A_DAY * inventory.company.hourlyRate;
    const gain = hasCost ? avoided : kept;
    return [{ group, avoided, kept, effortDays, effortCost, gain, worth: effortDays === null ? 0 : gain / Math.max(effortDays, 0.1) }];
  });
  weighed.sort((a, b) => b.worth - a.worth || b.gain - a.gain);
  const taken = new Set<string>();
  const measures: CutMeasure[] = [];
  for (const { group, avoided, kept, effortDays, effortCost, gain } of weighed) {
    if (measures.length === MOST_MEASURES || gain <= 0) break;
    if (group.some(({ key }) => taken.has(key))) continue;
    for (const { key } of group) taken.add(key);
    const services = group.map(({ name }) => name);
    measures.push({ provider: group[0]?.partner?.name ?? '', services, avoided: hasCost ? avoided : null, kept, effortDays, effortCost });
  }
  return measures;
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
