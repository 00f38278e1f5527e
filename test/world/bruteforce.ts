import type { Dependency, Model } from '../../src/know/model/model.ts';
import type { Case } from './anymodel.ts';

/**
 * A second, slow reading of contracts/model.md for models whose times are whole hours, written only to be compared with the engine: a
 * clock that ticks every hour, capacities by the definition of the greatest fixpoint over the whole past, and every way to start or
 * not to start restores whenever something happened. Shares no code with the engine.
 */
const HOUR = 3_600_000;
const h = (ms: number) => ms / HOUR;

/** One hour after another: capacity of each node, and whether each dependency's group had enough working members. */
type Past = { readonly capacity: number[][]; readonly enough: boolean[][] };

type State = {
  readonly hour: number;
  readonly broken: ReadonlySet<string>;
  readonly works: ReadonlyMap<string, { readonly ends: number; readonly took: boolean }>;
  /** With restarts, and without. */
  readonly real: Past;
  readonly ideal: Past;
  readonly restart: ReadonlyMap<string, number>;
  readonly stood: ReadonlySet<string>;
};

export type Outcome = { readonly score: readonly number[]; readonly recovered: readonly number[]; readonly upAt: readonly number[] };

class BruteForce {
  readonly model: Model;
  readonly ids: string[];
  readonly fail: ReadonlySet<string>;
  readonly forHours: number | null;
  readonly all: ReadonlySet<string>;
  readonly horizon: number;

  constructor({ model, fail, forMs }: Case) {
    this.model = model;
    this.ids = model.nodes.map((node) => node.id);
    this.fail = new Set(fail);
    this.forHours = forMs === null ? null : h(forMs);
    const all = new Set(fail);
    for (let before = -1; before < all.size; ) {
      before = all.size;
      for (const node of model.nodes) if (node.causes.some((cause) => all.has(cause))) all.add(node.id);
    }
    this.all = all;
    const times = model.nodes.flatMap((node) => [node.restore?.likely ?? 0, node.replace?.likely ?? 0, node.restart]);
    this.horizon = h(times.reduce((sum, one) => sum + one, model.response)) + 12 + (this.forHours ?? 0);
  }

  node(id: string) {
    const found = this.model.nodes.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  }

  way(id: string): 'for' | 'replace' | 'restore' | 'causes' | 'never' {
    const node = this.node(id);
    const hasCause = node.causes.some((cause) => this.all.has(cause));
    if (this.forHours !== null) return this.fail.has(id) ? 'for' : node.replace ? 'replace' : 'causes';
    if (hasCause && node.replace) return 'replace';
    if (node.restore) return 'restore';
    return hasCause ? 'causes' : 'never';
  }

  causesBack(id: string, broken: ReadonlySet<string>): boolean {
    return this.node(id).causes.every((cause) => !broken.has(cause));
  }

  enough(one: Dependency, capacity: readonly number[]): boolean {
    return one.on.filter((id) => (capacity[this.ids.indexOf(id)] ?? 0) > 0).length >= one.atLeast;
  }

  /** The greatest fixpoint at one hour: from full down until nothing changes. */
  settle(hour: number, held: ReadonlySet<string>, past: Past): { capacity: number[]; enough: boolean[] } {
    const capacity: number[] = this.ids.map((id) => (held.has(id) ? 0 : 1));
    const longBelow = (isBelow: (at: number) => boolean, buffer: number): boolean => {
      let since = hour;
      while (since > 0 && isBelow(since - 1)) since--;
      return hour - since >= h(buffer);
    };
    for (let changed = true; changed; ) {
      changed = false;
      this.ids.forEach((id, v) => {
        if (held.has(id)) return;
        let value = 1;
        this.model.dependencies.forEach((one, g) => {
          if (one.of !== id || one.for === 'recovery') return;
          if (one.group) {
            if (!this.enough(one, capacity) && longBelow((at) => past.enough[at]?.[g] === false, one.buffer))
              value = Math.min(value, 1 - one.loss);
            return;
          }
          const on = this.ids.indexOf(one.on[0] ?? '');
          const share = capacity[on] ?? 1;
          if (share < 1 && longBelow((at) => (past.capacity[at]?.[on] ?? 1) < 1, one.buffer))
            value = Math.min(value, 1 - one.loss * (1 - share));
        });
        if (value < (capacity[v] ?? 1)) {
          capacity[v] = value;
          changed = true;
        }
      });
    }
    return { capacity, enough: this.model.dependencies.map((one) => this.enough(one, capacity)) };
  }

  /** What comes back at this hour. */
  returns(state: State): ReadonlySet<string> {
    const broken = new Set(state.broken);
    for (let changed = true; changed; ) {
      changed = false;
      for (const id of broken) {
        const way = this.way(id);
        const ended = (state.works.get(id)?.ends ?? Number.POSITIVE_INFINITY) <= state.hour;
        const withCauses = (way === 'replace' || way === 'causes') && this.causesBack(id, broken);
        if (ended || withCauses || (way === 'for' && state.hour >= (this.forHours ?? 0))) {
          broken.delete(id);
          changed = true;
        }
      }
    }
    return broken;
  }

  startable(id: string, state: State, capacity: readonly number[]): boolean {
    const way = this.way(id);
    if (!state.broken.has(id) || state.works.has(id) || (way !== 'restore' && way !== 'replace')) return false;
    if (state.hour < h(this.model.response) || (way === 'restore' && !this.causesBack(id, state.broken))) return false;
    return this.model.dependencies.every((one) => one.of !== id || one.for === 'run' || this.enough(one, capacity));
  }

  used(team: string, state: State): number {
    return [...state.works].filter(([id, { took }]) => took && state.broken.has(id) && this.node(id).restoredBy.includes(team)).length;
  }

  outcome(state: State): Outcome {
    const { capacity } = state.real;
    const last = capacity.length - 1;
    const goodFrom = (v: number, least: number): number => {
      for (let hour = last; hour >= 0; hour--)
        if ((capacity[hour]?.[v] ?? 1) < least - 1e-9) return hour === last ? Number.POSITIVE_INFINITY : hour + 1;
      return 0;
    };
    const upAt = this.ids.map((_, v) => goodFrom(v, 1));
    const processes = this.model.nodes.flatMap((node, v) => (node.kind === 'process' ? [{ node, v }] : []));
    const recovered = processes.map(({ node, v }) => goodFrom(v, node.minimum));
    let [never, cost, mtpd, rto] = [0, 0, 0, 0];
    processes.forEach(({ node, v }, p) => {
      const back = (recovered[p] ?? 0) * HOUR;
      if (upAt[v] === Number.POSITIVE_INFINITY) never++;
      else cost += capacity.reduce((sum, row) => sum + (1 - (row[v] ?? 1)), 0) * (node.costPerHour?.likely ?? 0);
      if (node.mtpd !== null && back > node.mtpd) mtpd++;
      if (node.rto !== null && back > node.rto) rto++;
    });
    return { score: [never, cost, mtpd, rto, ...recovered], recovered, upAt };
  }

  /** One hour on; `choose` gives the ways to start something, each a list of ids. */
  *run(
    first: State,
    choose: (state: State, startable: readonly string[], happened: boolean) => readonly (readonly string[])[],
  ): Generator<Outcome> {
    const stack = [first];
    for (let state = stack.pop(); state; state = stack.pop()) {
      if (state.hour > this.horizon) {
        yield this.outcome(state);
        continue;
      }
      const broken = this.returns(state);
      const ideal = this.settle(state.hour, broken, state.ideal);
      const stood = new Set(state.stood);
      const restart = new Map([...state.restart].filter(([, until]) => until > state.hour));
      for (const node of this.model.nodes) {
        const isZero = ideal.capacity[this.ids.indexOf(node.id)] === 0;
        if (broken.has(node.id)) {
          stood.delete(node.id);
          restart.delete(node.id);
        } else if (isZero) {
          stood.add(node.id);
          restart.delete(node.id);
        } else if (stood.delete(node.id) && node.restart > 0) restart.set(node.id, state.hour + h(node.restart));
      }
      const now = this.settle(state.hour, new Set([...broken, ...restart.keys()]), state.real);
      const before = state.real.capacity.at(-1);
      const happened =
        state.hour === h(this.model.response) ||
        broken.size < state.broken.size ||
        now.capacity.some((one, v) => one !== (before?.[v] ?? 1));
      const next: State = {
        hour: state.hour,
        broken,
        works: state.works,
        restart,
        stood,
        real: { capacity: [...state.real.capacity, now.capacity], enough: [...state.real.enough, now.enough] },
        ideal: { capacity: [...state.ideal.capacity, ideal.capacity], enough: [...state.ideal.enough, ideal.enough] },
      };
      const startable = this.ids.filter((id) => this.startable(id, next, now.capacity));
      for (const begun of choose(next, startable, happened)) {
        const works = new Map(next.works);
        for (const id of begun) {
          const node = this.node(id);
          const ms = this.way(id) === 'replace' ? node.replace?.likely : node.restore?.likely;
          works.set(id, { ends: state.hour + h(ms ?? 0), took: true });
        }
        stack.push({ ...next, works, hour: state.hour + 1 });
      }
    }
  }

  begin(): State {
    const empty = { capacity: [], enough: [] };
    return { hour: 0, broken: this.all, works: new Map(), real: empty, ideal: empty, restart: new Map(), stood: new Set() };
  }

  /** Every choice of `startable` that the slots allow. */
  choices(state: State, startable: readonly string[]): string[][] {
    let ways: string[][] = [[]];
    for (const id of startable) ways = ways.flatMap((way) => [way, [...way, id]]);
    return ways.filter((way) =>
      this.model.teams.every(
        (team) => this.used(team.id, state) + way.filter((id) => this.node(id).restoredBy.includes(team.id)).length <= team.slots,
      ),
    );
  }
}

/** With hands without end: everything starts as soon as it can. */
export function withoutEnd(one: Case): Outcome {
  const force = new BruteForce(one);
  for (const outcome of force.run(force.begin(), (_, startable) => [startable])) return outcome;
  throw new Error('no outcome');
}

/** Smaller is better, in the contract's sequence. */
export function compare(a: readonly number[], b: readonly number[]): number {
  for (const [n, x] of a.entries()) {
    const y = b[n] ?? 0;
    if (x !== y && !(n === 1 && Math.abs(x - y) < 1e-4)) return x < y ? -1 : 1;
  }
  return 0;
}

/** The best of all ways to start restores with the hands there are. Who needs no scarce team starts as soon as it can. */
export function bestOfAll(one: Case): Outcome {
  const force = new BruteForce(one);
  const scarce = (id: string) =>
    force.node(id).restoredBy.some((team) => {
      const rivals = [...force.all].filter(
        (other) => ['restore', 'replace'].includes(force.way(other)) && force.node(other).restoredBy.includes(team),
      );
      return rivals.length > (one.model.teams.find(({ id: t }) => t === team)?.slots ?? 0);
    });
  let best: Outcome | undefined;
  const all = force.run(force.begin(), (state, startable, happened) => {
    const free = startable.filter((id) => !scarce(id));
    const rivals = startable.filter(scarce);
    // Waiting pays only until something happens.
    return happened && rivals.length > 0 ? force.choices(state, rivals).map((way) => [...free, ...way]) : [free];
  });
  for (const outcome of all) if (!best || compare(outcome.score, best.score) < 0) best = outcome;
  if (!best) throw new Error('no outcome');
  return best;
}
