import { type Instant, instant } from '../../kernel/instant.ts';
import { hasCalendars, type Model } from '../model/model.ts';
import { becauseOf } from './because.ts';
import { Course } from './course.ts';
import { type NodeState, Unknowns } from './honesty.ts';
import { clockOf } from './hours.ts';
import { type LiveFailure, liveOutages } from './live.ts';
import { compile, itemsOf } from './network.ts';
import { layOut } from './outages.ts';
import { plan } from './planning.ts';
import { stakesOf } from './score.ts';

export type { LiveFailure } from './live.ts';

/** What the failures mean for one process, as seen at `now`. Euro per hour at the capacity it has now. */
export type ProcessImpact = {
  readonly id: string;
  readonly name: string;
  readonly state: NodeState;
  readonly capacityNow: number;
  /** When it first loses (or lost) capacity; null = not at all. */
  readonly downFrom: Instant | null;
  /** When it is expected back in emergency operation; null = not known or never. */
  readonly recovered: Instant | null;
  /** When it is expected whole again; null = not known or never. */
  readonly upAt: Instant | null;
  /** When its targets break; null where there is no target or it is not hit. */
  readonly rtoAt: Instant | null;
  readonly mtpdAt: Instant | null;
  /** Will the target be kept; null where there is no target or the process is not hit. */
  readonly rtoHolds: boolean | null;
  readonly mtpdHolds: boolean | null;
  readonly costPerHour: { readonly low: number; readonly likely: number; readonly high: number };
  /** Euro per hour at the least capacity it comes to. */
  readonly costAtWorst: { readonly low: number; readonly likely: number; readonly high: number };
  readonly because: readonly string[];
  /** How it goes on: from `at` on it has this capacity, until the next step. The first one is now. */
  readonly steps: readonly { readonly at: Instant; readonly capacity: number }[];
};

/** The way back of a broken node: when work on it begins and ends, as planned; null = never, or not known. */
export type LiveRestore = { readonly node: string; readonly from: Instant; readonly start: Instant | null; readonly end: Instant | null };
export type LiveImpact = {
  readonly processes: readonly ProcessImpact[];
  readonly restores: readonly LiveRestore[];
  readonly states: ReadonlyMap<string, NodeState>;
};

/**
 * The live situation (contracts/model.md, "Live"): the same computation as a simulation, over failures that each have their own
 * start, in the planned order with the hands there are; a restore that has started is not rescheduled, and none starts before now.
 * Targets of a process count from the first failure that it rests on. Failures of nodes that the model does not have are left out.
 */
export function impact(model: Model, failures: readonly LiveFailure[], now: Instant): LiveImpact {
  const net = compile(model);
  const known = failures.filter((failure) => net.indexOf.has(failure.node));
  const origin = known.reduce((first, { from }) => Math.min(first, from), Number(now));
  const clock = clockOf(model, hasCalendars(model) ? origin : null);
  const list = liveOutages(model, net, known, origin, now, clock);
  const outages = layOut(net, list);
  const course = new Course(net);
  const brokenFrom = new Map(list.map(({ node, from }) => [node, from]));
  /** The first failure under a process; 0 where there is none. */
  const troubleFrom = (process: number): number => {
    const under = new Set([process]);
    for (const v of under) for (const clause of itemsOf(net.run, v)) for (const member of itemsOf(net.members, clause)) under.add(member);
    const first = Math.min(...[...under].map((v) => brokenFrom.get(v) ?? Number.POSITIVE_INFINITY));
    return Number.isFinite(first) ? first : 0;
  };
  const { rate, mtpd, rto } = stakesOf(model);
  const counted = (target: Float64Array) => target.map((span, p) => span + troubleFrom(net.processes[p] ?? 0));
  const { hands } = plan(model, course, outages, outages.ms, clock, { rate, mtpd: counted(mtpd), rto: counted(rto) });

  const unknowns = new Unknowns(model, net);
  const took = new Uint8Array(net.clauseOf.length);
  const lostNow = new Float64Array(net.size);
  const steps = new Map<number, { at: number; capacity: number }[]>();
  course.run(outages, outages.ms, hands, clock, (at, capacity) => {
    unknowns.see(capacity);
    if (at <= now - origin) lostNow.set(capacity.lost);
    else
      for (const v of net.processes) {
        const left = 1 - (capacity.lost[v] ?? 0);
        const mine = steps.get(v) ?? [];
        if ((mine.at(-1)?.capacity ?? 1 - (lostNow[v] ?? 0)) !== left) steps.set(v, [...mine, { at, capacity: left }]);
      }
    for (let clause = 0; clause < took.length; clause++) if (took[clause] === 0 && capacity.takes(clause, at) > 0) took[clause] = 1;
  });
  unknowns.see(course.capacity);
  const broken = new Set(brokenFrom.keys());
  const states = model.nodes.map((_, v) => unknowns.stateOf(v, course.worst[v] ?? 0));
  const at = (ms: number | undefined): Instant | null => (ms === undefined || !Number.isFinite(ms) ? null : instant(ms + origin));
  const processes = Array.from(net.processes, (v): ProcessImpact => {
    const node = model.nodes[v];
    const { rto = null, mtpd = null, costPerHour = null } = node ?? {};
    const hit = (course.worst[v] ?? 0) > 0;
    const from = hit ? troubleFrom(v) : 0;
    const recovered = course.recovered[v] ?? 0;
    // Never below its minimum: recovered from the beginning.
    const back = recovered === 0 ? from : recovered;
    const lost = lostNow[v] ?? 0;
    const worst = course.worst[v] ?? 0;
    const rate = costPerHour ?? { low: 0, likely: 0, high: 0 };
    return {
      id: node?.id ?? '',
      name: node?.name ?? '',
      state: states[v] ?? 'unknown',
      capacityNow: 1 - lost,
      downFrom: hit ? at(course.downFrom[v]) : null,
      recovered: hit ? at(back) : null,
      upAt: hit ? at(course.upAt[v]) : null,
      rtoAt: hit && rto !== null ? at(from + rto) : null,
      mtpdAt: hit && mtpd !== null ? at(from + mtpd) : null,
      rtoHolds: hit && rto !== null ? back <= from + rto : null,
      mtpdHolds: hit && mtpd !== null ? back <= from + mtpd : null,
      costPerHour: { low: rate.low * lost, likely: rate.likely * lost, high: rate.high * lost },
      costAtWorst: { low: rate.low * worst, likely: rate.likely * worst, high: rate.high * worst },
      steps: [{ at: now, capacity: 1 - lost }, ...(steps.get(v) ?? []).map((step) => ({ ...step, at: instant(step.at + origin) }))],
      because: becauseOf(net, v, broken, course.worst, took).map((one) => model.nodes[one]?.id ?? ''),
    };
  });
  const restores = list.map(({ node, from, way }, i): LiveRestore => {
    const begins = way.kind === 'restore' || way.kind === 'replace' || way.kind === 'running';
    return {
      node: model.nodes[node]?.id ?? '',
      from: instant(from + origin),
      start: begins ? at(course.start[i]) : null,
      end: at(course.end[i]),
    };
  });
  return { processes, restores, states: new Map(model.nodes.map((node, v) => [node.id, states[v] ?? 'unknown'])) };
}
