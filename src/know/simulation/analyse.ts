import type { Model } from '../model/model.ts';
import { Assessor, plainly } from './assess.ts';
import { deadlocksIn } from './deadlock.ts';
import { Unknowns } from './honesty.ts';
import { lastingLoss } from './lasting.ts';
import { itemsOf, type Network } from './network.ts';
import { percentile } from './random.ts';
import { type Money, money, type Verdict, verdict } from './result.ts';

/** The answer of `krisenfest analyse --json` (contracts/model.md, "Commands"). Costs are likely costs of that failure, null = without end. */
export type Analysis = {
  readonly singlePoints: readonly { readonly node: string; readonly processes: readonly string[]; readonly cost: Money }[];
  readonly pairs: readonly { readonly nodes: readonly [string, string]; readonly processes: readonly string[]; readonly cost: Money }[];
  readonly causes: readonly { readonly cause: string; readonly share: number }[];
  readonly deadlocks: readonly (readonly string[])[];
  readonly rto: readonly { readonly process: string; readonly worst: string | null; readonly verdict: Verdict }[];
  readonly unknown: readonly string[];
};

export type AnalysisRequest = { readonly at: number | null; readonly seed: number; readonly runs: number };

/** What one failure alone does: the processes it takes to zero, when each is recovered (both by process index), and its cost. */
type Alone = { readonly node: number; readonly stopped: ReadonlySet<number>; readonly recovered: Float64Array; readonly cost: number };

const stoppedBy = ({ net, course }: Assessor): Set<number> =>
  new Set(Array.from(net.processes.keys()).filter((p) => course.worst[net.processes[p] ?? 0] === 1));

/** Dearest first, endless before all; equal costs in file order. */
const byCost = (a: { readonly cost: Money }, b: { readonly cost: Money }): number => {
  const [x, y] = [a.cost, b.cost].map((cost) => (typeof cost === 'number' ? cost : Number.POSITIVE_INFINITY));
  return x === y ? 0 : (y ?? 0) - (x ?? 0);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Everything that can feel it when a node fails: what hangs on it, and what its restore may keep waiting through shared teams. */
function reachOf(model: Model, net: Network, node: number): Set<number> {
  const reach = new Set([node]);
  const teams = new Set<string>();
  for (const v of reach) {
    for (const clause of itemsOf(net.supports, v)) reach.add(net.clauseOf[clause] ?? v);
    for (const effect of itemsOf(net.effects, v)) {
      reach.add(effect);
      for (const team of model.nodes[effect]?.restoredBy ?? []) teams.add(team);
    }
  }
  for (const team of model.nodes[node]?.restoredBy ?? []) teams.add(team);
  // Teams stand behind the nodes, so that two failures that share one are seen to meet.
  model.teams.forEach(({ id }, t) => {
    if (teams.has(id)) reach.add(net.size + t);
  });
  return reach;
}

/**
 * Looks for weak spots (contracts/model.md, "Commands"): nodes that alone take a process (other than themselves) to zero, pairs that
 * do so together only, what hangs on shared causes, circles, the worst single failure of each process, and what nobody has asked.
 */
export function analyse(model: Model, { at, seed, runs }: AnalysisRequest): Analysis {
  const assessor = new Assessor(model, at);
  const { net, course } = assessor;
  const idOf = (v: number) => model.nodes[v]?.id ?? '';
  const processId = (p: number) => idOf(net.processes[p] ?? 0);

  const alone = model.nodes.map((node, v): Alone => {
    assessor.fail(plainly([node.id]));
    return {
      node: v,
      stopped: stoppedBy(assessor),
      recovered: Float64Array.from(net.processes, (process) => course.recovered[process] ?? 0),
      cost: sum(assessor.costs()),
    };
  });
  const unknowns = new Unknowns(model, net);
  assessor.fail(plainly([]));
  unknowns.see(course.capacity);
  const others = ({ node, stopped }: Alone) => [...stopped].filter((p) => net.processes[p] !== node).map(processId);

  return {
    singlePoints: alone
      .map((one) => ({ node: idOf(one.node), processes: others(one), cost: money(one.cost) }))
      .filter((one) => one.processes.length > 0)
      .sort(byCost),
    pairs: pairsOf(assessor, alone).sort(byCost),
    causes: causesOf(assessor),
    deadlocks: circles(assessor).map((circle) => circle.map(idOf)),
    rto: Array.from(net.processes.keys(), (p) => {
      const worst = worstFor(assessor, alone, p, { seed, runs });
      // Nobody knows what an unasked node rests on: such a target is not kept for sure.
      const kept = worst.verdict === 'holds' || worst.verdict === 'tight';
      return kept && unknowns.ever[net.processes[p] ?? 0] === 1 ? { ...worst, verdict: 'unknown' as const } : worst;
    }),
    unknown: model.nodes.flatMap((node) => (node.asked ? [] : [node.id])),
  };
}

function pairsOf(assessor: Assessor, alone: readonly Alone[]): { nodes: [string, string]; processes: string[]; cost: Money }[] {
  const { model, net } = assessor;
  const reaches = model.nodes.map((_, v) => reachOf(model, net, v));
  const pairs: { nodes: [string, string]; processes: string[]; cost: Money }[] = [];
  for (const [v, a] of alone.entries())
    for (const [w, b] of alone.entries()) {
      if (w <= v) continue;
      const [small, large] = [reaches[v], reaches[w]].sort((x, y) => (x?.size ?? 0) - (y?.size ?? 0));
      if (!small || !large || ![...small].some((one) => large.has(one))) continue;
      assessor.fail(plainly([model.nodes[v]?.id ?? '', model.nodes[w]?.id ?? '']));
      const processes = [...stoppedBy(assessor)].filter((p) => !a.stopped.has(p) && !b.stopped.has(p));
      if (processes.length === 0) continue;
      pairs.push({
        nodes: [model.nodes[v]?.id ?? '', model.nodes[w]?.id ?? ''],
        processes: processes.map((p) => model.nodes[net.processes[p] ?? 0]?.id ?? ''),
        cost: money(sum(assessor.costs())),
      });
    }
  return pairs;
}

/** Per shared cause the share of all cost per hour that is lost while it is gone for long: no buffer, no exit. Largest first. */
function causesOf({ model, net, stakes }: Assessor): { cause: string; share: number }[] {
  const total = sum([...stakes.rate]);
  const lossFor = lastingLoss(model);
  return model.nodes
    .flatMap((node, v) => (node.kind === 'cause' || itemsOf(net.effects, v).length > 0 ? [node.id] : []))
    .map((cause) => {
      const lossOf = lossFor([cause]);
      const lost = sum(Array.from(net.processes, (process, p) => lossOf(model.nodes[process]?.id ?? '') * (stakes.rate[p] ?? 0)));
      return { cause, share: total === 0 ? 0 : Math.round((lost / total) * 1e4) / 1e4 };
    })
    .sort((a, b) => b.share - a.share);
}

function circles(assessor: Assessor): number[][] {
  assessor.fail(plainly(assessor.model.nodes.flatMap((node) => (node.restore ? [node.id] : []))));
  return deadlocksIn(assessor.net, assessor.outages, assessor.course);
}

/** The circles of things that wait for each other when everything that can be restored is broken; ids in file order. */
export function deadlocksOf(model: Model, at: number | null): string[][] {
  return circles(new Assessor(model, at)).map((circle) => circle.map((v) => model.nodes[v]?.id ?? ''));
}

/** The single failure after which a process is recovered last, and whether its RTO then holds. */
function worstFor(
  assessor: Assessor,
  alone: readonly Alone[],
  p: number,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Analysis['rto'][number] {
  const { model, net } = assessor;
  const node = net.processes[p] ?? 0;
  const process = model.nodes[node]?.id ?? '';
  const rto = model.nodes[node]?.rto ?? null;
  const worst = alone.reduce<Alone | undefined>((most, one) => {
    if (one.node === node) return most;
    const back = one.recovered[p] ?? 0;
    return back > (most?.recovered[p] ?? 0) ? one : most;
  }, undefined);
  if (!worst) return { process, worst: null, verdict: verdict(rto, 0, 0) };
  const planned = worst.recovered[p] ?? 0;
  const id = model.nodes[worst.node]?.id ?? '';
  if (rto === null || planned > rto) return { process, worst: id, verdict: verdict(rto, planned, planned) };
  assessor.fail(plainly([id]));
  const drawn = assessor.draw(runs, seed).recovered[p];
  return { process, worst: id, verdict: verdict(rto, planned, drawn ? percentile(drawn, 0.8) : planned) };
}
