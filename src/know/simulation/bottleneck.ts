import type { Model } from '../model/model.ts';
import { becauseOf } from './because.ts';
import { Course } from './course.ts';
import { deadlocksIn } from './deadlock.ts';
import { Unknowns } from './honesty.ts';
import { clockOf } from './hours.ts';
import { compile, itemsOf, type Network } from './network.ts';
import { layOut, NEVER, type Outages, REPLACE, RESTORE, UNTIL, WITH_CAUSES } from './outages.ts';
import { plan } from './planning.ts';
import { outagesOf } from './scenario.ts';
import { stakesOf } from './score.ts';
import type { SimulationRequest } from './simulate.ts';

/** Why a restore or replacement did not begin earlier: nothing but response and release, a cause, what it needs, or busy hands. */
export type WaitedFor = 'release' | 'cause' | 'recovery' | 'hands';

/** A piece of the time until a process is back, in ms from the start. The pieces of a chain follow one another. */
export type Piece =
  | {
      readonly kind: 'restore' | 'replace';
      readonly node: string;
      readonly from: number;
      readonly to: number;
      /** Time of work; less than `to − from` when the hours of a team made it pause. */
      readonly workMs: number;
      readonly waitedFor: WaitedFor;
    }
  | { readonly kind: 'restart'; readonly node: string; readonly from: number; readonly to: number }
  /** Fails for a given time. */
  | { readonly kind: 'lasts'; readonly node: string; readonly from: number; readonly to: number };

/** What decides when a process is back at its minimum, or why that cannot be. */
export type Reason =
  /** One after the other; the last piece ends when the process is back. `teams`: whose hands were too few on the way. */
  | { readonly kind: 'chain'; readonly pieces: readonly Piece[]; readonly teams: readonly string[] }
  | { readonly kind: 'deadlock'; readonly nodes: readonly string[] }
  /** Nothing brings it back: no restore, no replacement, no cause that returns. */
  | { readonly kind: 'no-way-back'; readonly node: string }
  /** A team that it needs has no hands, or hours that never fit. */
  | { readonly kind: 'no-hands'; readonly node: string; readonly teams: readonly string[] }
  /** An attack, and nobody has said when work may begin, or how long it takes to build this anew. */
  | { readonly kind: 'no-release' }
  | { readonly kind: 'no-rebuild'; readonly node: string }
  /** Nobody has said what this depends on. */
  | { readonly kind: 'unasked'; readonly node: string }
  /** Not hit, because stock, paper or battery carries it: `on` is away for `awayMs`, the buffer lasts `bufferMs`. */
  | { readonly kind: 'buffered'; readonly on: string; readonly awayMs: number; readonly bufferMs: number };

/** Several ways that all end in one thing, so that another of the same kind helps nothing. */
export type OneBehindAll = { readonly members: readonly string[]; readonly behind: string };

export type Bottleneck = { readonly process: string; readonly reason: Reason; readonly oneBehindAll: OneBehindAll | null };

const FOREVER = Number.POSITIVE_INFINITY;

/** The planned course of a failure, and questions about why things happened when they did. */
class Traced {
  readonly model: Model;
  readonly net: Network;
  readonly outages: Outages;
  readonly course: Course;
  readonly unknowns: Unknowns;
  /** By clause: did it ever take capacity from its node? */
  readonly took: Uint8Array;
  readonly deadlocks: readonly (readonly number[])[];
  readonly #outageOf: ReadonlyMap<number, number>;
  readonly #broken: ReadonlySet<number>;

  constructor(model: Model, request: SimulationRequest) {
    this.model = model;
    this.net = compile(model);
    // What nobody has said is taken as never: then the course shows what is missing.
    const { outages: list } = outagesOf(model, this.net, request, 'late');
    this.outages = layOut(this.net, list);
    this.course = new Course(this.net);
    this.unknowns = new Unknowns(model, this.net);
    this.took = new Uint8Array(this.net.clauseOf.length);
    this.#outageOf = new Map(list.map(({ node }, i) => [node, i]));
    this.#broken = new Set(this.#outageOf.keys());
    const clock = clockOf(model, request.at);
    const { hands } = plan(model, this.course, this.outages, this.outages.ms, clock, stakesOf(model));
    this.course.run(this.outages, this.outages.ms, hands, clock, (now, capacity) => {
      this.unknowns.see(capacity);
      for (let clause = 0; clause < this.took.length; clause++)
        if (this.took[clause] === 0 && capacity.takes(clause, now) > 0) this.took[clause] = 1;
    });
    this.unknowns.see(this.course.capacity);
    this.deadlocks = deadlocksIn(this.net, this.outages, this.course);
  }

  id(v: number): string {
    return this.model.nodes[v]?.id ?? '';
  }

  /** A node and all it rests on over dependencies that took capacity from it, nearest first. */
  *#under(node: number): Generator<number> {
    const seen = new Set([node]);
    for (const v of seen) {
      yield v;
      if (this.#outageOf.has(v)) continue;
      for (const clause of itemsOf(this.net.run, v))
        if (this.took[clause] === 1) for (const member of itemsOf(this.net.members, clause)) seen.add(member);
    }
  }

  /** The outage whose end at `time` let the node rise, with the restart between them if there was one. */
  #riseOf(node: number, time: number): { readonly outage: number; readonly restart: Piece | null } | undefined {
    const all = [...this.#under(node)];
    const endingAt = (v: number, at: number): number | undefined => {
      const outage = this.#outageOf.get(v);
      return outage !== undefined && this.course.end[outage] === at ? outage : undefined;
    };
    for (const v of all) {
      const outage = endingAt(v, time);
      if (outage !== undefined) return { outage, restart: null };
    }
    for (const v of all) {
      const from = time - (this.net.restart[v] ?? 0);
      if (from === time) continue;
      for (const below of this.#under(v)) {
        const outage = endingAt(below, from);
        if (outage !== undefined) return { outage, restart: { kind: 'restart', node: this.id(v), from, to: time } };
      }
    }
    return undefined;
  }

  /** What the start of a restore waited for. */
  #startOf(
    i: number,
    seen: Set<number>,
  ): { readonly waitedFor: WaitedFor; readonly before: number | null; readonly restart: Piece | null } {
    const { outages, course, net } = this;
    const start = course.start[i] ?? 0;
    const node = outages.node[i] ?? 0;
    if (start <= (outages.at[i] ?? 0)) return { waitedFor: 'release', before: null, restart: null };
    for (const cause of outages.way[i] === RESTORE ? itemsOf(outages.causes, i) : [])
      if (course.end[cause] === start) return { waitedFor: 'cause', before: cause, restart: null };
    for (const clause of itemsOf(net.recovery, node))
      for (const member of itemsOf(net.members, clause)) {
        const rise = this.#riseOf(member, start);
        if (rise && !seen.has(rise.outage)) return { waitedFor: 'recovery', before: rise.outage, restart: rise.restart };
      }
    const shares = (other: number) =>
      other !== i &&
      !seen.has(other) &&
      itemsOf(net.teams, outages.node[other] ?? 0).some((team) => itemsOf(net.teams, node).includes(team));
    const freed = outages.rivals.find((other) => shares(other) && course.end[other] === start);
    if (freed !== undefined) return { waitedFor: 'hands', before: freed, restart: null };
    // Its turn came when another one began: that one is what it waited for.
    for (const other of outages.rivals.filter((one) => shares(one) && course.start[one] === start)) {
      const found = this.#startOf(other, new Set([...seen, other]));
      if (found.before !== null) return { ...found, waitedFor: 'hands' };
    }
    return { waitedFor: 'release', before: null, restart: null };
  }

  /** The pieces that end when the process is back, first piece first. */
  chainTo(process: number, back: number): { readonly pieces: readonly Piece[]; readonly teams: readonly string[] } {
    const { outages, course, net } = this;
    const pieces: Piece[] = [];
    const teams = new Set<string>();
    const seen = new Set<number>();
    const rise = this.#riseOf(process, back);
    if (rise?.restart) pieces.unshift(rise.restart);
    for (let i: number | null = rise?.outage ?? null; i !== null && !seen.has(i); ) {
      seen.add(i);
      const node = outages.node[i] ?? 0;
      const way = outages.way[i];
      const to = course.end[i] ?? 0;
      if (way === UNTIL) pieces.unshift({ kind: 'lasts', node: this.id(node), from: outages.from[i] ?? 0, to });
      // A replacement that was never finished ended with its causes.
      const worked = (way === RESTORE || way === REPLACE) && Number.isFinite(course.start[i]) && this.#isDone(i);
      if (!worked) {
        const cause: number | undefined = itemsOf(outages.causes, i).find((one) => course.end[one] === to);
        i = way === UNTIL ? null : (cause ?? null);
        continue;
      }
      const { waitedFor, before, restart } = this.#startOf(i, seen);
      const workMs = outages.ms[i] ?? 0;
      pieces.unshift({
        kind: way === RESTORE ? 'restore' : 'replace',
        node: this.id(node),
        from: course.start[i] ?? 0,
        to,
        workMs,
        waitedFor,
      });
      if (waitedFor === 'hands')
        for (const team of itemsOf(net.teams, node)) if (outages.scarce[team] === 1) teams.add(this.model.teams[team]?.id ?? '');
      if (restart) pieces.unshift(restart);
      i = before;
    }
    return { pieces, teams: [...teams] };
  }

  /** Did its own work bring it back, and not its causes? */
  #isDone(i: number): boolean {
    const { course, outages } = this;
    if (outages.way[i] === RESTORE) return true;
    return (course.end[i] ?? 0) - (course.start[i] ?? 0) >= (outages.ms[i] ?? 0);
  }

  /** Why a process never returns: what it rests on is followed down to what never comes. */
  neverFor(process: number): Reason {
    const { course, net, deadlocks } = this;
    const ids = (all: readonly number[]) => all.map((v) => this.id(v));
    const seen = new Set([process]);
    let firstBroken: number | undefined;
    for (const v of seen) {
      const circle = deadlocks.find((nodes) => nodes.includes(v));
      if (circle) return { kind: 'deadlock', nodes: ids(circle) };
      const i = this.#outageOf.get(v);
      if (i === undefined || course.isBack(i)) {
        for (const clause of itemsOf(net.run, v))
          if (course.capacity.takes(clause, Number.MAX_VALUE) > 0) for (const member of itemsOf(net.members, clause)) seen.add(member);
        continue;
      }
      firstBroken ??= v;
      const stuck = this.#stuck(i, seen);
      if (stuck) return stuck;
    }
    return { kind: 'no-way-back', node: this.id(firstBroken ?? process) };
  }

  /** Why a broken node never comes back; notes in `seen` what it waits for, if that is something else. */
  #stuck(i: number, seen: Set<number>): Reason | undefined {
    const { outages, course, net, model } = this;
    const node = outages.node[i] ?? 0;
    const way = outages.way[i];
    if (way === NEVER) return { kind: 'no-way-back', node: this.id(node) };
    if (outages.at[i] === FOREVER) return { kind: 'no-release' };
    const teams = () => [...(model.nodes[node]?.restoredBy ?? [])];
    if (Number.isFinite(course.start[i]))
      return outages.ms[i] === FOREVER
        ? { kind: 'no-rebuild', node: this.id(node) }
        : { kind: 'no-hands', node: this.id(node), teams: teams() };
    let waits = false;
    if (way !== REPLACE)
      for (const cause of itemsOf(outages.causes, i))
        if (!course.isBack(cause)) {
          waits = true;
          seen.add(outages.node[cause] ?? 0);
        }
    if (way === WITH_CAUSES) return undefined;
    for (const clause of itemsOf(net.recovery, node))
      if (!course.capacity.works(clause)) {
        waits = true;
        for (const member of itemsOf(net.members, clause)) seen.add(member);
      }
    return waits ? undefined : { kind: 'no-hands', node: this.id(node), teams: teams() };
  }

  /** The one that nobody has asked about, nearest below the process. */
  unaskedUnder(process: number): string | undefined {
    const seen = new Set([process]);
    for (const v of seen) {
      if (this.model.nodes[v]?.asked === false && this.unknowns.ever[v] === 1) return this.id(v);
      for (const clause of itemsOf(this.net.run, v))
        for (const member of itemsOf(this.net.members, clause)) if (this.unknowns.ever[member] === 1) seen.add(member);
    }
    return undefined;
  }

  /** The dependency that would have stopped the process first, had it not been for its buffer. */
  bufferOf(process: number): Reason | undefined {
    const { net, course, model } = this;
    const carried = itemsOf(net.run, process).flatMap((clause) => {
      const bufferMs = net.buffer[clause] ?? 0;
      if (bufferMs === 0 || model.dependencies[clause]?.loss === 0) return [];
      return itemsOf(net.members, clause).flatMap((member) => {
        if (course.worst[member] === 0) return [];
        return [
          { kind: 'buffered' as const, on: this.id(member), awayMs: (course.upAt[member] ?? 0) - (course.downFrom[member] ?? 0), bufferMs },
        ];
      });
    });
    const slack = ({ awayMs, bufferMs }: (typeof carried)[number]) => bufferMs - awayMs;
    return carried.filter((one) => slack(one) >= 0).sort((a, b) => slack(a) - slack(b))[0];
  }

  /** A group on the way from the process to what broke, all of whose failed members rest on one and the same broken node. */
  oneBehindAll(process: number): OneBehindAll | null {
    const because = (v: number) => becauseOf(this.net, v, this.#broken, this.course.worst, this.took);
    for (const v of because(process))
      for (const clause of itemsOf(this.net.run, v)) {
        const members = itemsOf(this.net.members, clause);
        if (members.length < 2 || this.took[clause] !== 1) continue;
        const behind = members.map((member) => because(member).at(-1));
        const [first] = behind;
        if (first === undefined || members.includes(first) || behind.some((one) => one !== first)) continue;
        return { members: members.map((member) => this.id(member)), behind: this.id(first) };
      }
    return null;
  }
}

/**
 * What decides about each process that a failure touches: what its return waits for, piece by piece, or why it cannot be said or never
 * comes, or which buffer carries it. In file order; processes that nothing happens to are left out. The planned order counts.
 */
export function bottlenecksOf(model: Model, request: SimulationRequest): Bottleneck[] {
  const traced = new Traced(model, request);
  const { net, course, unknowns } = traced;
  return Array.from(net.processes).flatMap((v): Bottleneck[] => {
    const found = (reason: Reason): Bottleneck[] => [{ process: traced.id(v), reason, oneBehindAll: traced.oneBehindAll(v) }];
    if (course.worst[v] === 0) {
      const unasked = unknowns.ever[v] === 1 ? traced.unaskedUnder(v) : undefined;
      const reason: Reason | undefined = unasked === undefined ? traced.bufferOf(v) : { kind: 'unasked', node: unasked };
      return reason ? found(reason) : [];
    }
    const back = course.recovered[v] ?? 0;
    // Never below its minimum: what counts is when it is whole.
    const whole = back === 0 ? (course.upAt[v] ?? 0) : back;
    return found(whole === FOREVER ? traced.neverFor(v) : { kind: 'chain', ...traced.chainTo(v, whole) });
  });
}
