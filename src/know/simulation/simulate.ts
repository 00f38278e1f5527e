import type { Model } from '../model/model.ts';
import { becauseOf } from './because.ts';
import type { Capacity } from './capacity.ts';
import { type Chances, draw } from './chance.ts';
import { type Clock, Course, type Hands } from './course.ts';
import { deadlocksIn } from './deadlock.ts';
import { type NodeState, Unknowns, worstOf } from './honesty.ts';
import { clockOf } from './hours.ts';
import { compile, type Network } from './network.ts';
import { layOut } from './outages.ts';
import { plan, type ScheduleKind } from './planning.ts';
import { percentile } from './random.ts';
import { type Costs, money, type NodeResult, type ProcessResult, record, type SimulationResult, verdict, when } from './result.ts';
import { rpoOf } from './rpo.ts';
import { type Assumed, outagesOf, type Scenario } from './scenario.ts';
import { stakesOf } from './score.ts';
import type { Spending } from './spending.ts';

export type { Costs, Money, NodeResult, ProcessResult, SimulationResult, Verdict, When } from './result.ts';

export type SimulationRequest = Scenario & {
  readonly seed: number;
  /** Monte Carlo runs for p80 and the percentiles; 0 leaves them at the planned and likely values. */
  readonly runs: number;
  /** Start of the failure in milliseconds since 1970; needed when the model has calendars. */
  readonly at: number | null;
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

/** Who looks on while it is computed: at every instant of the planned course, and at the money of the runs with drawn times. */
export type Witness = {
  see(assumed: Assumed, now: number, capacity: Capacity, unknown: ReadonlySet<number>): void;
  readonly spending?: Spending;
};

/** One way in which it may go: with what nobody has said taken as at once, or as never. */
type Run = {
  readonly schedule: ScheduleKind;
  readonly unsaid: boolean;
  readonly broken: ReadonlySet<number>;
  /** Recovered with hands without end, by node. */
  readonly infiniteHands: Float64Array;
  readonly states: readonly NodeState[];
  readonly downFrom: Float64Array;
  readonly upAt: Float64Array;
  readonly recovered: Float64Array;
  /** Likely cost per process, in `net.processes`. */
  readonly costs: readonly number[];
  readonly because: readonly (readonly number[])[];
  readonly deadlocks: readonly (readonly number[])[];
  readonly restores: readonly { readonly node: number; readonly start: number; readonly end: number }[];
  readonly chances: Chances | null;
};

function runOf(model: Model, net: Network, request: SimulationRequest, assumed: Assumed, clock: Clock, witness: Witness | undefined): Run {
  const { outages: list, estimates, unsaid } = outagesOf(model, net, request, assumed);
  const outages = layOut(net, list);
  const course = new Course(net);
  const stakes = stakesOf(model);
  course.run(outages, outages.ms, { kind: 'free' }, clock);
  const infiniteHands = course.recovered.slice();
  const planned = plan(model, course, outages, outages.ms, clock, stakes);

  const unknowns = new Unknowns(model, net);
  const took = new Uint8Array(net.clauseOf.length);
  const hands: Hands = planned.hands;
  course.run(outages, outages.ms, hands, clock, (now, capacity) => {
    const unknown = unknowns.see(capacity);
    witness?.see(assumed, now, capacity, unknown);
    for (let clause = 0; clause < took.length; clause++) if (took[clause] === 0 && capacity.takes(clause, now) > 0) took[clause] = 1;
  });
  unknowns.see(course.capacity);
  const broken = new Set(list.map(({ node }) => node));
  const { worst, start, end } = course;
  const run = {
    schedule: planned.kind,
    unsaid,
    broken,
    infiniteHands,
    states: model.nodes.map((_, v) => unknowns.stateOf(v, worst[v] ?? 0)),
    downFrom: course.downFrom.slice(),
    upAt: course.upAt.slice(),
    recovered: course.recovered.slice(),
    costs: Array.from(net.processes, (v, p) => {
      const lost = course.lost[v] ?? 0;
      return lost === Number.POSITIVE_INFINITY ? lost : lost * (stakes.rate[p] ?? 0);
    }),
    because: model.nodes.map((_, v) => becauseOf(net, v, broken, worst, took)),
    deadlocks: deadlocksIn(net, outages, course),
    restores: list
      .flatMap(({ node }, i) => (Number.isFinite(start[i]) ? [{ node, start: start[i] ?? 0, end: end[i] ?? 0 }] : []))
      .sort((a, b) => a.start - b.start || a.node - b.node),
  };
  const spending = witness?.spending;
  const chances =
    request.runs > 0 && assumed === 'soon'
      ? draw(model, course, outages, estimates, hands, clock, { ...request, ...(spending ? { spending } : {}) })
      : null;
  return { ...run, chances };
}

/**
 * What happens when `request.fail` fails (contracts/model.md). Pure and seeded: the same request gives the same bytes. The ids in
 * `request.fail` exist in the model, and `request.at` is given when the model has calendars; the callers see to that.
 */
export const simulate = (model: Model, request: SimulationRequest, witness?: Witness): SimulationResult =>
  simulateWithLosses(model, request, witness).result;

/** The same, with the total cost of each run, ascending (Infinity: without end); null when there were no runs or it is not known. */
export function simulateWithLosses(
  model: Model,
  request: SimulationRequest,
  witness?: Witness,
): { readonly result: SimulationResult; readonly losses: Float64Array | null } {
  const net = compile(model);
  const clock = clockOf(model, request.at);
  const run = runOf(model, net, request, 'soon', clock, witness);
  // What comes out the same whether an unsaid time is nothing or endless does not need it.
  const other = run.unsaid ? runOf(model, net, request, 'late', clock, witness) : run;
  /** A value when it is known, that is the same in both. */
  const known = <T>(of: (run: Run) => T): T | undefined => (of(run) === of(other) ? of(run) : undefined);
  const states = model.nodes.map((_, v): NodeState => known((one) => one.states[v]) ?? 'unknown');
  const timeOf = (v: number, of: (run: Run) => Float64Array): number | undefined =>
    states[v] === 'unknown' ? undefined : known((one) => of(one)[v] ?? 0);
  // Never losing capacity is not "never" of coming back: downFrom says null, upAt zero.
  const spell = (v: number) => ({ downFrom: when(timeOf(v, (one) => one.downFrom)), upAt: when(timeOf(v, (one) => one.upAt)) });
  const idOf = (v: number) => model.nodes[v]?.id ?? '';

  const costsOf = (likely: number | undefined, drawn: Float64Array | undefined): Costs => {
    const part = (share: number) => money(likely === undefined ? undefined : drawn ? percentile(drawn, share) : likely);
    return { likely: money(likely), p10: part(0.1), p50: part(0.5), p90: part(0.9) };
  };

  const processResult = (v: number, p: number): ProcessResult => {
    const { rto = null, mtpd = null } = model.nodes[v] ?? {};
    const planned = timeOf(v, (one) => one.recovered);
    const drawn = run.chances?.recovered[p];
    const p80 = planned === undefined || !drawn ? planned : percentile(drawn, 0.8);
    const kept = verdict(mtpd, planned, p80);
    const cost = states[v] === 'unknown' ? undefined : known((one) => one.costs[p]);
    return {
      state: states[v] ?? 'unknown',
      ...spell(v),
      recovered: { infiniteHands: when(timeOf(v, (one) => one.infiniteHands)), planned: when(planned), p80: when(p80) },
      rto: verdict(rto, planned, p80),
      mtpd: kept,
      mtpdBreaksAt: kept === 'fails' ? when(mtpd ?? undefined) : kept === 'unknown' ? 'unknown' : null,
      rpo: rpoOf(model, net, v, run.broken, request),
      cost: costsOf(cost, run.chances?.costs[p]),
    };
  };
  const total = known((one) => one.costs.reduce((sum, cost) => sum + cost, 0));

  const result: SimulationResult = {
    state: worstOf(states),
    schedule: run.schedule,
    nodes: record(
      model.nodes.map((node, v): [string, NodeResult] => [
        node.id,
        {
          state: states[v] ?? 'unknown',
          ...spell(v),
          broken: run.broken.has(v),
          because: states[v] === 'unknown' ? [] : (run.because[v] ?? []).map(idOf),
        },
      ]),
    ),
    processes: record(Array.from(net.processes, (v, p): [string, ProcessResult] => [idOf(v), processResult(v, p)])),
    restores: run.restores.map(({ node, start, end }) => ({
      node: idOf(node),
      start: when(other.restores.find((one) => one.node === node)?.start === start ? start : undefined),
      end: when(other.restores.find((one) => one.node === node)?.end === end ? end : undefined),
      teams: [...(model.nodes[node]?.restoredBy ?? [])],
    })),
    deadlocks: run.deadlocks.map((circle) => circle.map(idOf)),
    cost: costsOf(total, run.chances?.total),
  };
  return { result, losses: total === undefined ? null : (run.chances?.total ?? null) };
}
