import { formatDuration } from '../../kernel/instant.ts';
import { hasCalendars, type Model, type ModelNode } from '../model/model.ts';
import { becauseOf } from './because.ts';
import { type Compiled, compile, eachOf } from './compiled.ts';
import { deadlocksIn } from './deadlock.ts';
import { type NodeState, statesOf, worstOf } from './honesty.ts';
import { OpenHours, workedThrough } from './hours.ts';
import { backAt, downFrom, lostHours } from './measure.ts';
import { costAt, percentile, pertQuantiles, quantile, stream } from './random.ts';
import { likely, outagesOf, type Scenario, UNKNOWN_AT } from './scenario.ts';
import { plan, type ScheduleKind } from './schedule.ts';
import { type Finish, type Outage, type Timeline, timeline } from './timeline.ts';

/** A duration as ISO 8601; null = never; not known is said as such. */
export type When = string | null;
/** `unknown`: it cannot be said; null: the process has no such target. */
export type Verdict = 'holds' | 'tight' | 'fails' | 'unknown' | null;
export type Money = number | 'unknown' | null;
export type Costs = { readonly likely: Money; readonly p10: Money; readonly p50: Money; readonly p90: Money };

export type SimulationRequest = Scenario & {
  readonly seed: number;
  /** Monte Carlo runs for p80 and the percentiles; 0 leaves them at the planned and likely values. */
  readonly runs: number;
  /** Start of the failure in milliseconds since 1970; needed when the model has calendars. */
  readonly at: number | null;
};

export type NodeResult = {
  readonly state: NodeState;
  readonly downFrom: When;
  readonly upAt: When;
  readonly broken: boolean;
  readonly because: readonly string[];
};
export type ProcessResult = {
  readonly state: NodeState;
  readonly downFrom: When;
  readonly upAt: When;
  readonly recovered: { readonly infiniteHands: When; readonly planned: When; readonly p80: When };
  readonly rto: Verdict;
  readonly mtpd: Verdict;
  readonly mtpdBreaksAt: When;
  readonly rpo: 'holds' | 'fails' | 'lost' | 'unknown' | null;
  readonly cost: Costs;
};

/** The answer of `krisenfest simulate --json` (contracts/model.md, "Commands"). */
export type SimulationResult = {
  readonly state: NodeState;
  readonly schedule: ScheduleKind;
  readonly nodes: Readonly<Record<string, NodeResult>>;
  readonly processes: Readonly<Record<string, ProcessResult>>;
  readonly restores: readonly { readonly node: string; readonly start: When; readonly end: When; readonly teams: readonly string[] }[];
  readonly deadlocks: readonly (readonly string[])[];
  readonly cost: Costs;
};

export const NO_FAILURE: Omit<SimulationRequest, 'fail'> = {
  forMs: null,
  malicious: false,
  holdMs: null,
  dwellMs: null,
  seed: 1,
  runs: 10_000,
  at: null,
};

const SOON = UNKNOWN_AT / 2;
const when = (ms: number | null): When => (ms === null || !Number.isFinite(ms) ? null : ms >= SOON ? 'unknown' : formatDuration(ms));
const money = (amount: number): Money =>
  !Number.isFinite(amount) ? null : amount * 3_600_000 >= SOON ? 'unknown' : Math.round(amount * 100) / 100;

/** Own-property-safe record, so that `__proto__` is a name like any other. */
const record = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> => {
  const out: Record<string, T> = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) out[key] = value;
  return out;
};

/** Opening hours of processes and teams, reckoned from the start of the failure. */
function clocks(model: Model, at: number | null): { processes: Map<number, OpenHours>; finish: Finish } {
  const processes = new Map<number, OpenHours>();
  if (at === null || !hasCalendars(model)) return { processes, finish: (_node, start, ms) => start + ms };
  model.nodes.forEach((node, v) => {
    if (node.kind === 'process' && node.hours) processes.set(v, new OpenHours(node.hours, at));
  });
  const teams = new Map(model.teams.flatMap((team) => (team.hours ? [[team.id, new OpenHours(team.hours, at)] as const] : [])));
  const finish: Finish = (v, start, ms) => {
    const mine = (model.nodes[v]?.restoredBy ?? []).flatMap((id) => teams.get(id) ?? []);
    return workedThrough(mine, start, ms);
  };
  return { processes, finish };
}

/** The age of the data that is lost with each broken node above a process, against its RPO (contracts/model.md 6). */
function rpoOf(c: Compiled, v: number, broken: ReadonlySet<number>, request: SimulationRequest): ProcessResult['rpo'] {
  const rpo = c.model.nodes[v]?.rpo ?? null;
  const reached = new Set([v]);
  for (const u of reached) eachOf(c.run.ofNode, u, (g) => eachOf(c.run.members, g, (member) => reached.add(member)));
  let worst = 0;
  let unknown = false;
  for (const u of reached) {
    const node = c.model.nodes[u];
    if (!node || !broken.has(u)) continue;
    const counts = node.restore !== null || (request.malicious && node.rebuild !== null);
    if (!counts && node.backups.length === 0 && node.kind !== 'system' && node.kind !== 'data') continue;
    const reachable = node.backups.filter((backup) => backup.needs.every((id) => !broken.has(c.indexOf.get(id) ?? -1)));
    if (reachable.length === 0) {
      if (node.kind === 'system' || node.kind === 'data') return rpo === null ? null : 'lost';
      continue;
    }
    if (!counts) continue;
    if (request.malicious && request.dwellMs === null) unknown = true;
    worst = Math.max(worst, Math.min(...reachable.map((backup) => backup.every)) + (request.malicious ? (request.dwellMs ?? 0) : 0));
  }
  if (rpo === null) return null;
  if (worst > rpo) return 'fails';
  return unknown ? 'unknown' : 'holds';
}

function verdict(target: number | null, planned: number, p80: number, known: boolean): Verdict {
  if (target === null) return null;
  if (!known || (planned >= SOON && Number.isFinite(planned))) return 'unknown';
  if (planned > target) return 'fails';
  return p80 > target ? 'tight' : 'holds';
}

type Sampled = {
  readonly p80: ReadonlyMap<number, number>;
  readonly costs: ReadonlyMap<number, Float64Array>;
  readonly total: Float64Array;
};

/** Draws restore times and costs; the planned order stays. Durations that are certain are drawn once. */
function sample(
  c: Compiled,
  request: SimulationRequest,
  hands: Parameters<typeof timeline>[2],
  finish: Finish,
  processes: readonly number[],
  hours: ReadonlyMap<number, OpenHours>,
  fixed: Timeline,
): Sampled {
  const { runs, seed } = request;
  const tables = new Map<string, Float64Array | null>();
  const streams = new Map<string, () => number>();
  let uncertain = false;
  const draw = (
    use: 'restore' | 'replace',
    node: ModelNode,
    estimate: Parameters<typeof pertQuantiles>[0] & { likely: number },
  ): number => {
    const name = `${use} ${node.id}`;
    let table = tables.get(name);
    if (table === undefined) {
      table = pertQuantiles(estimate);
      tables.set(name, table);
      streams.set(name, stream(seed, name));
    }
    if (!table) return estimate.likely;
    uncertain = true;
    return quantile(table, streams.get(name)?.() ?? 0.5);
  };
  const rates = processes.map((v) => stream(seed, `cost ${c.model.nodes[v]?.id ?? ''}`));
  const recovered = processes.map(() => new Float64Array(runs));
  const costs = processes.map(() => new Float64Array(runs));
  const total = new Float64Array(runs);
  for (let run = 0; run < runs; run++) {
    let course = fixed;
    if (run === 0 || uncertain) {
      const { outages } = outagesOf(c, request, (estimate, node, use) => draw(use, node, estimate), UNKNOWN_AT);
      course = uncertain ? timeline(c, outages, hands, finish) : fixed;
    }
    processes.forEach((v, p) => {
      const node = c.model.nodes[v];
      const line = course.courses.get(v);
      const rate = node?.costPerHour ? costAt(node.costPerHour, rates[p]?.() ?? 0.5) : 0;
      const lost = line ? lostHours(line, hours.get(v)) : 0;
      const cost = rate === 0 && Number.isFinite(lost) ? 0 : lost * rate;
      (recovered[p] as Float64Array)[run] = backAt(line, node?.minimum ?? 1);
      (costs[p] as Float64Array)[run] = Number.isNaN(cost) ? Number.POSITIVE_INFINITY : cost;
      total[run] = (total[run] ?? 0) + (Number.isNaN(cost) ? Number.POSITIVE_INFINITY : cost);
    });
  }
  return {
    p80: new Map(processes.map((v, p) => [v, percentile((recovered[p] as Float64Array).sort(), 0.8)])),
    costs: new Map(processes.map((v, p) => [v, (costs[p] as Float64Array).sort()])),
    total: total.sort(),
  };
}

const NOT_KNOWN: Costs = { likely: 'unknown', p10: 'unknown', p50: 'unknown', p90: 'unknown' };

function costsOf(amount: number, drawn: Float64Array | undefined): Costs {
  if (!drawn || drawn.length === 0) return { likely: money(amount), p10: money(amount), p50: money(amount), p90: money(amount) };
  return {
    likely: money(amount),
    p10: money(percentile(drawn, 0.1)),
    p50: money(percentile(drawn, 0.5)),
    p90: money(percentile(drawn, 0.9)),
  };
}

/**
 * What happens when `request.fail` fails (contracts/model.md). Pure and seeded: the same request gives the same bytes. The ids in
 * `request.fail` exist in the model, and `request.at` is given when the model has calendars; the callers see to that.
 */
export function simulate(model: Model, request: SimulationRequest): SimulationResult {
  const c = compile(model);
  const { processes: hours, finish } = clocks(model, request.at);
  const { outages } = outagesOf(c, request, likely, UNKNOWN_AT);
  const broken = new Set(outages.map((outage) => outage.node));
  const unlimited = timeline(c, outages, null, finish);
  const { kind, hands, course } = plan(c, outages, unlimited, finish, hours);
  const processes = model.nodes.flatMap((node, v) => (node.kind === 'process' ? [v] : []));
  const drawn = request.runs > 0 ? sample(c, request, hands, finish, processes, hours, course) : undefined;

  const worst = new Float64Array(c.n).fill(1);
  for (const [v, line] of course.courses) worst[v] = Math.min(...line.capacity);
  const states = statesOf(c, worst);
  const hit = (v: number) => (worst[v] ?? 1) < 1;
  const timesOf = (v: number): { downFrom: When; upAt: When } => {
    if (states[v] === 'unknown') return { downFrom: 'unknown', upAt: 'unknown' };
    const line = course.courses.get(v);
    return { downFrom: when(downFrom(line)), upAt: when(backAt(line, 1)) };
  };

  const nodeResults = model.nodes.map((node, v): readonly [string, NodeResult] => [
    node.id,
    { state: states[v] ?? 'unknown', ...timesOf(v), broken: broken.has(v), because: becauseOf(c, v, broken, hit) },
  ]);

  let total = 0;
  let someUnknown = false;
  const processResults = processes.map((v): readonly [string, ProcessResult] => {
    const node = model.nodes[v] as ModelNode;
    const known = states[v] !== 'unknown';
    const line = course.courses.get(v);
    const planned = backAt(line, node.minimum);
    const p80 = drawn?.p80.get(v) ?? planned;
    const lost = lostHours(line, hours.get(v));
    const amount = Number.isFinite(lost) ? lost * (node.costPerHour?.likely ?? 0) : Number.POSITIVE_INFINITY;
    const isUnknownCost = Number.isFinite(lost) && lost * 3_600_000 >= SOON;
    total += amount;
    someUnknown ||= isUnknownCost;
    const mtpd = verdict(node.mtpd, planned, p80, known);
    const shown = (ms: number) => (known ? when(ms) : 'unknown');
    return [
      node.id,
      {
        state: states[v] ?? 'unknown',
        ...timesOf(v),
        recovered: { infiniteHands: shown(backAt(unlimited.courses.get(v), node.minimum)), planned: shown(planned), p80: shown(p80) },
        rto: verdict(node.rto, planned, p80, known),
        mtpd,
        mtpdBreaksAt: mtpd === 'fails' ? when(node.mtpd) : mtpd === 'unknown' ? 'unknown' : null,
        rpo: rpoOf(c, v, broken, request),
        cost: !known || isUnknownCost ? NOT_KNOWN : costsOf(amount, drawn?.costs.get(v)),
      },
    ];
  });

  return {
    state: worstOf(states),
    schedule: kind,
    nodes: record(nodeResults),
    processes: record(processResults),
    restores: restoresOf(c, outages, course),
    deadlocks: deadlocksIn(c, outages, course),
    cost: someUnknown ? NOT_KNOWN : costsOf(total, drawn?.total),
  };
}

/** The restores that start, by start and then in file order. */
function restoresOf(c: Compiled, outages: readonly Outage[], { start, end }: Timeline): SimulationResult['restores'] {
  return outages
    .flatMap(({ node }, i) => (Number.isFinite(start[i]) ? [{ node, start: start[i] ?? 0, end: end[i] ?? 0 }] : []))
    .sort((a, b) => a.start - b.start || a.node - b.node)
    .map((one) => ({
      node: c.model.nodes[one.node]?.id ?? '',
      start: when(one.start),
      end: when(one.end),
      teams: [...(c.model.nodes[one.node]?.restoredBy ?? [])],
    }));
}
