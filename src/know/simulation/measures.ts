import type { Model } from '../model/model.ts';
import { Assessor, plainly } from './assess.ts';
import { edited, together } from './edit.ts';
import type { Expected, Measure, MeasureFile } from './measures.parse.ts';
import { percentile } from './random.ts';
import { type Money, money } from './result.ts';
import { rpoOf } from './rpo.ts';

/** Avoided cost per year; null = without end (a process that would never return does). */
export type Avoided = { readonly likely: Money; readonly p50: Money; readonly p90: Money };
/** The answer of `krisenfest measures --json` (contracts/model.md, "Commands"), best first. */
export type MeasureReport = {
  readonly measures: readonly {
    readonly id: string;
    readonly avoided: Avoided;
    /** Missed RTO, MTPD and RPO over all scenarios that are kept with the measure, less those that are newly missed. */
    readonly targetsSaved: number;
    /** Likely avoided cost per year and euro of the measure's cost; null when it costs nothing or avoids without end. */
    readonly perEuro: number | null;
  }[];
  readonly pairs: readonly { readonly ids: readonly [string, string]; readonly avoided: Avoided; readonly perEuro: number | null }[];
};

export type MeasureRequest = { readonly at: number | null; readonly seed: number; readonly runs: number };

/** Per scenario and process the likely cost (Infinity = never returns); and how many targets are missed in all. */
type Likely = { readonly costs: readonly (readonly number[])[]; readonly missed: number };

function likelyOf(model: Model, scenarios: readonly Expected[], at: number | null, processes: readonly string[]): Likely {
  const assessor = new Assessor(model, at);
  const { net, course } = assessor;
  let missed = 0;
  const costs = scenarios.map(({ fail, forMs }) => {
    const scenario = plainly(fail, forMs);
    const broken = assessor.fail(scenario);
    const all = assessor.costs();
    net.processes.forEach((v) => {
      const { rto = null, mtpd = null } = model.nodes[v] ?? {};
      const back = course.recovered[v] ?? 0;
      if (rto !== null && back > rto) missed++;
      if (mtpd !== null && back > mtpd) missed++;
      const rpo = rpoOf(model, net, v, broken, scenario);
      if (rpo === 'fails' || rpo === 'lost') missed++;
    });
    const byId = new Map(Array.from(net.processes, (v, p) => [model.nodes[v]?.id ?? '', all[p] ?? 0]));
    return processes.map((id) => byId.get(id) ?? 0);
  });
  return { costs, missed };
}

/** What is avoided; a process that never returns either way is neither better nor worse. */
const less = (before: number, after: number): number => (before === after ? 0 : before - after);

const likelyAvoided = (scenarios: readonly Expected[], before: Likely, after: Likely): number =>
  scenarios.reduce(
    (total, { perYear }, s) =>
      perYear === 0
        ? total
        : total + perYear * (before.costs[s] ?? []).reduce((part, cost, p) => part + less(cost, after.costs[s]?.[p] ?? 0), 0),
    0,
  );

/** Cost per run of each scenario, by process; the same draws for every model in which the same things are drawn. */
type Drawn = readonly (readonly Float64Array[])[];
function drawnOf(model: Model, scenarios: readonly Expected[], { at, seed, runs }: MeasureRequest, processes: readonly string[]): Drawn {
  const assessor = new Assessor(model, at);
  return scenarios.map(({ fail, forMs }) => {
    assessor.fail(plainly(fail, forMs));
    const { costs } = assessor.draw(runs, seed, false);
    const byId = new Map(Array.from(assessor.net.processes, (v, p) => [model.nodes[v]?.id ?? '', costs[p]]));
    return processes.map((id) => byId.get(id) ?? new Float64Array(runs));
  });
}

/** Avoided cost per run and year, ascending. */
function drawnAvoided(scenarios: readonly Expected[], before: Drawn, after: Drawn, runs: number): Float64Array {
  const avoided = new Float64Array(runs);
  scenarios.forEach(({ perYear }, s) => {
    if (perYear === 0) return;
    before[s]?.forEach((costs, p) => {
      const then = after[s]?.[p];
      for (let run = 0; run < runs; run++) avoided[run] = (avoided[run] ?? 0) + perYear * less(costs[run] ?? 0, then?.[run] ?? 0);
    });
  });
  // Endless in one place better and in another worse: neither.
  return avoided.map((one) => (Number.isNaN(one) ? 0 : one)).sort();
}

/**
 * What each measure avoids per year over the scenarios expected, and which pairs avoid more together than both alone. The file was
 * parsed against this model. Processes that a measure adds cost nothing. `told` hears how far it is, 0 to 1, after each measure.
 */
export function weighMeasures(
  model: Model,
  { measures, scenarios }: MeasureFile,
  request: MeasureRequest,
  told: (share: number) => void = () => undefined,
): MeasureReport {
  const processes = model.nodes.flatMap((node) => (node.kind === 'process' ? [node.id] : []));
  const before = likelyOf(model, scenarios, request.at, processes);
  const drawnBefore = drawnOf(model, scenarios, request, processes);
  const rate = model.company.hourlyRate ?? 0;
  const priceOf = (all: readonly Measure[]) => all.reduce((total, { cost, hours }) => total + cost + hours * rate, 0);

  const weigh = (changed: Model, likely: number, price: number) => {
    const drawn = drawnAvoided(scenarios, drawnBefore, drawnOf(changed, scenarios, request, processes), request.runs);
    return {
      avoided: { likely: money(likely), p50: money(percentile(drawn, 0.5)), p90: money(percentile(drawn, 0.9)) },
      perEuro: price > 0 && Number.isFinite(likely) ? likely / price : null,
      worth: price > 0 ? likely / price : likely > 0 ? Number.POSITIVE_INFINITY : likely,
    };
  };
  const single = measures.flatMap((measure, n) => {
    told((n + 1) / (2 * measures.length + 1));
    const changed = edited(model, measure.edit, '');
    if (!changed.ok) return [];
    const after = likelyOf(changed.value, scenarios, request.at, processes);
    const likely = likelyAvoided(scenarios, before, after);
    return [{ measure, likely, saved: before.missed - after.missed, ...weigh(changed.value, likely, priceOf([measure])) }];
  });
  const pairs = single.flatMap((a, n) => {
    told((measures.length + 1 + n) / (2 * measures.length + 1));
    return single.slice(n + 1).flatMap((b) => {
      const changed = edited(model, together(a.measure.edit, b.measure.edit), '');
      if (!changed.ok) return [];
      const likely = likelyAvoided(scenarios, before, likelyOf(changed.value, scenarios, request.at, processes));
      // More than rounding, and not two that are endless already.
      if (!(likely > a.likely + b.likely + 0.005)) return [];
      const ids: [string, string] = [a.measure.id, b.measure.id];
      return [{ ids, likely, ...weigh(changed.value, likely, priceOf([a.measure, b.measure])) }];
    });
  });
  type Weighed = { readonly worth: number; readonly likely: number };
  const descending = (x: number, y: number) => (x === y ? 0 : y - x);
  const bestFirst = (a: Weighed, b: Weighed) => descending(a.worth, b.worth) || descending(a.likely, b.likely);
  return {
    measures: single
      .sort(bestFirst)
      .map(({ measure, avoided, saved, perEuro }) => ({ id: measure.id, avoided, targetsSaved: saved, perEuro })),
    pairs: pairs.sort(bestFirst).map(({ ids, avoided, perEuro }) => ({ ids, avoided, perEuro })),
  };
}
