import { Capacities } from './capacity.ts';
import { type Compiled, eachOf, type Groups } from './compiled.ts';

/** How a broken node comes back. Times in milliseconds from the start of the run. */
export type Way =
  | { readonly kind: 'until'; readonly at: number }
  | { readonly kind: 'restore'; readonly ms: number; readonly notBefore: number }
  /** Moves to an alternative; its causes coming back earlier ends it too. */
  | { readonly kind: 'replace'; readonly ms: number; readonly notBefore: number }
  | { readonly kind: 'with-causes' }
  | { readonly kind: 'never' };

export type Outage = { readonly node: number; readonly from: number; readonly way: Way };

/** Who may start when slots are few: outages in the order in which they must start; null = slots unlimited. */
export type Hands = { readonly order: readonly number[]; readonly slots: readonly number[] } | null;

/** End of a restore that starts at `start`; pauses outside the hours of the node's teams. */
export type Finish = (node: number, start: number, ms: number) => number;

/** Capacity over time of each node that ever lost any: `at[i]` is when `capacity[i]` began. */
export type Course = { readonly at: number[]; readonly capacity: number[] };

export type Timeline = {
  readonly courses: ReadonlyMap<number, Course>;
  /** Start and end of each outage's restore, by the outage's index; Infinity = never. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Nodes that are down at the end, and by what (deficits), for the search of deadlocks. */
  readonly last: Capacities;
};

/** A binary heap of times. */
class Times {
  readonly #heap: number[] = [];
  push(at: number): void {
    const heap = this.#heap;
    let i = heap.push(at) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((heap[parent] ?? 0) <= at) break;
      heap[i] = heap[parent] ?? 0;
      i = parent;
    }
    heap[i] = at;
  }
  /** The earliest time after `now`; Infinity when there is none. */
  after(now: number): number {
    for (;;) {
      const heap = this.#heap;
      const top = heap[0];
      if (top === undefined) return Number.POSITIVE_INFINITY;
      const end = heap.pop() ?? 0;
      if (heap.length > 0) {
        let i = 0;
        for (;;) {
          let child = 2 * i + 1;
          if (child >= heap.length) break;
          if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++;
          if ((heap[child] ?? 0) >= end) break;
          heap[i] = heap[child] ?? 0;
          i = child;
        }
        heap[i] = end;
      }
      if (top > now) return top;
    }
  }
}

/** True when at least `k` members of each of the node's recovery dependencies have any capacity. */
function recoverable(recovery: Groups, node: number, deficit: Float64Array): boolean {
  let good = true;
  eachOf(recovery.ofNode, node, (g) => {
    let working = 0;
    eachOf(recovery.members, g, (member) => {
      if ((deficit[member] ?? 0) < 1) working++;
    });
    if (working < (recovery.k[g] ?? 1)) good = false;
  });
  return good;
}

const WAITING = 0;
const RUNNING = 1;
const BACK = 2;

/**
 * Lets the failures run their course (contracts/model.md, "Meaning of a failure"): from event to event, settles the capacities, starts
 * the restores that can start, until nothing more happens.
 */
export function timeline(c: Compiled, outages: readonly Outage[], hands: Hands, finish: Finish): Timeline {
  const count = outages.length;
  const state = new Uint8Array(count);
  const start = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const end = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const outageOf = new Map(outages.map((outage, i) => [outage.node, i]));
  /** The outages of each outage's broken causes. */
  const causesOf = outages.map(({ node }) => {
    const list: number[] = [];
    eachOf(c.causes, node, (cause) => {
      const i = outageOf.get(cause);
      if (i !== undefined) list.push(i);
    });
    return list;
  });
  const times = new Times();
  for (const { from, way } of outages) {
    times.push(from);
    if (way.kind === 'until') times.push(way.at);
    if (way.kind === 'restore' || way.kind === 'replace') times.push(way.notBefore);
  }
  const base = new Capacities(c);
  const real = c.anyRestart ? new Capacities(c) : base;
  const free = hands ? [...hands.slots] : [];
  const rank = new Map((hands?.order ?? []).map((i, n) => [i, n]));
  let started = 0;
  const stood = new Set<number>();
  const restarting = new Map<number, number>();
  const restartNodes = c.anyRestart ? [...c.restart.keys()].filter((v) => (c.restart[v] ?? 0) > 0) : [];
  const courses = new Map<number, { at: number[]; capacity: number[] }>();

  const causesBack = (i: number): boolean => (causesOf[i] ?? []).every((cause) => state[cause] === BACK);
  const later = (at: number) => times.push(at);

  function comesBack(i: number, now: number): boolean {
    const way = outages[i]?.way;
    if (!way) return false;
    switch (way.kind) {
      case 'until':
        return now >= way.at;
      case 'restore':
        return state[i] === RUNNING && now >= (end[i] ?? 0);
      case 'replace':
        return (state[i] === RUNNING && now >= (end[i] ?? 0)) || ((causesOf[i] ?? []).length > 0 && causesBack(i));
      case 'with-causes':
        return (causesOf[i] ?? []).length > 0 && causesBack(i);
      case 'never':
        return false;
    }
  }

  function release(i: number): void {
    if (!hands || state[i] !== RUNNING) return;
    eachOf(c.teams, outages[i]?.node ?? 0, (team) => {
      free[team] = (free[team] ?? 0) + 1;
    });
  }

  /** Ends what ends at `now`; causes may carry others with them. */
  function endings(now: number): void {
    for (let again = true; again; ) {
      again = false;
      for (let i = 0; i < count; i++) {
        if (state[i] === BACK || (outages[i]?.from ?? 0) > now || !comesBack(i, now)) continue;
        release(i);
        state[i] = BACK;
        end[i] = now;
        again = true;
      }
    }
  }

  const brokenNow = (now: number): number[] => {
    const list: number[] = [];
    for (let i = 0; i < count; i++) if (state[i] !== BACK && (outages[i]?.from ?? 0) <= now) list.push(outages[i]?.node ?? 0);
    return list;
  };

  /** Settles capacities; restarts count from when the base (other nodes' restarts aside) carries a node again. */
  function settle(now: number, stoodBefore: ReadonlySet<number>, windowBefore: ReadonlyMap<number, number>): void {
    const broken = brokenNow(now);
    base.settle(now, broken, later);
    if (real === base) return;
    const isBroken = new Set(broken);
    stood.clear();
    restarting.clear();
    for (const v of restartNodes) {
      if (isBroken.has(v)) continue;
      if (base.deficit[v] === 1) stood.add(v);
      else if (stoodBefore.has(v)) {
        const until = now + (c.restart[v] ?? 0);
        restarting.set(v, until);
        times.push(until);
      } else {
        const until = windowBefore.get(v);
        if (until !== undefined && until > now) restarting.set(v, until);
      }
    }
    real.settle(now, [...broken, ...restarting.keys()], later);
  }

  function canStart(i: number, now: number): boolean {
    const outage = outages[i];
    if (!outage || state[i] !== WAITING || outage.from > now) return false;
    const { way, node } = outage;
    if (way.kind !== 'restore' && way.kind !== 'replace') return false;
    if (now < way.notBefore || (way.kind === 'restore' && !causesBack(i)) || !recoverable(c.recovery, node, real.deficit)) return false;
    if (!hands) return true;
    if (rank.has(i) && rank.get(i) !== started) return false;
    let slots = true;
    eachOf(c.teams, node, (team) => {
      if ((free[team] ?? 0) < 1) slots = false;
    });
    return slots;
  }

  /** Starts what can start; true when something ends at once, so that this instant must be looked at again. */
  function starts(now: number): boolean {
    let atOnce = false;
    for (let again = true; again; ) {
      again = false;
      for (let i = 0; i < count; i++) {
        if (!canStart(i, now)) continue;
        const { node, way } = outages[i] as Outage & { way: { ms: number } };
        state[i] = RUNNING;
        start[i] = now;
        const at = finish(node, now, way.ms);
        end[i] = at;
        if (at <= now) atOnce = true;
        else if (Number.isFinite(at)) times.push(at);
        if (hands) {
          eachOf(c.teams, node, (team) => {
            free[team] = (free[team] ?? 0) - 1;
          });
          if (rank.has(i)) started++;
          again = true;
        }
      }
    }
    return atOnce;
  }

  function record(now: number, before: readonly number[]): void {
    const note = (v: number) => {
      const capacity = 1 - (real.deficit[v] ?? 0);
      const course = courses.get(v);
      if (!course) courses.set(v, { at: [now], capacity: [capacity] });
      else if (course.capacity.at(-1) !== capacity) {
        course.at.push(now);
        course.capacity.push(capacity);
      }
    };
    for (const v of before) note(v);
    for (const v of real.touched) note(v);
  }

  for (let now = times.after(Number.NEGATIVE_INFINITY); Number.isFinite(now); now = times.after(now)) {
    const before = [...real.touched];
    const stoodBefore = new Set(stood);
    const windowBefore = new Map(restarting);
    do {
      endings(now);
      settle(now, stoodBefore, windowBefore);
    } while (starts(now));
    record(now, before);
  }
  // What is still waiting never ends; a running restore without an end neither.
  for (let i = 0; i < count; i++) if (state[i] !== BACK) end[i] = Number.POSITIVE_INFINITY;
  return { courses, start, end, last: real };
}
