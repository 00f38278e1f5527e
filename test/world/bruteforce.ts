import { Temporal } from 'temporal-polyfill';
import type { Calendar, Dependency, Model } from '../../src/know/model/model.ts';
import type { Case } from './anymodel.ts';

/**
 * A second, slow reading of contracts/model.md for models whose times are whole hours, written only to be compared with the engine: a
 * clock that ticks every hour, capacities by the definition of the greatest fixpoint over the whole past, and every way to start or
 * not to start restores whenever something happened. Shares no code with the engine.
 */
const HOUR = 3_600_000;
const NEVER = Number.POSITIVE_INFINITY;
const h = (ms: number) => ms / HOUR;

/** One hour: capacity of each node; of each dependency whether enough of it worked, and whether it took capacity from its node. */
type Hour = { readonly capacity: number[]; readonly enough: boolean[]; readonly took: boolean[] };
type Past = readonly Hour[];

type State = {
  readonly hour: number;
  readonly broken: ReadonlySet<string>;
  readonly works: ReadonlyMap<string, number>;
  /** With restarts, and without. */
  readonly real: Past;
  readonly ideal: Past;
  readonly restart: ReadonlyMap<string, number>;
  readonly stood: ReadonlySet<string>;
};

/** Times in hours; `downFrom` and `upAt` by node in file order, `recovered` and `costs` by process. */
export type Outcome = {
  readonly score: readonly number[];
  readonly hours: Past;
  readonly downFrom: readonly number[];
  readonly upAt: readonly number[];
  readonly recovered: readonly number[];
  readonly costs: readonly number[];
  /** What is still broken at the end; what was restored or replaced, or is still worked on. */
  readonly broken: ReadonlySet<string>;
  readonly begun: ReadonlySet<string>;
};

const WEEK = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];

/** Is a calendar open in the hour that begins at `instant`? Looks at the clock on the wall. */
function isOpen({ tz, text }: Calendar, instant: number): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(tz);
  const [today, yesterday] = [wall.dayOfWeek - 1, (wall.dayOfWeek + 5) % 7];
  return text.some((line) => {
    const [days = '', span = ''] = line.split(' ');
    const [first, last = first] = days.split('-').map((day) => WEEK.indexOf(day));
    const [from = 0, to = 0] = span.split('-').map((time) => Number(time.slice(0, 2)));
    const on = (day: number) => day >= (first ?? 0) && day <= (last ?? 0);
    if (to > from) return on(today) && wall.hour >= from && wall.hour < to;
    return (on(today) && wall.hour >= from) || (on(yesterday) && wall.hour < to);
  });
}

export class BruteForce {
  readonly model: Model;
  readonly ids: string[];
  readonly fail: ReadonlySet<string>;
  readonly forHours: number | null;
  readonly all: ReadonlySet<string>;
  readonly #case: Case;

  constructor(one: Case) {
    const { model, fail, forMs } = one;
    this.#case = one;
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
  }

  /** The hour at which everything has happened that will. */
  get last(): number {
    const times = this.model.nodes.flatMap((node) => [
      node.restore?.likely ?? 0,
      node.rebuild?.likely ?? 0,
      node.replace?.likely ?? 0,
      node.restart,
    ]);
    const sum = h(times.reduce((total, one) => total + one, this.notBefore));
    // With calendars each working hour may take days.
    return (this.#case.at === null ? sum : 24 * 5 + sum * 8) + 12 + (this.forHours ?? 0);
  }

  /** No restore starts before the response, in an attack not before the release either; in ms. */
  get notBefore(): number {
    return Math.max(this.model.response, this.#case.malicious ? (this.#case.holdMs ?? 0) : 0);
  }

  node(id: string) {
    const found = this.model.nodes.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  }

  /** What restores it: in an attack it is built anew. */
  restoreOf(id: string) {
    const { restore, rebuild } = this.node(id);
    return this.#case.malicious ? rebuild : restore;
  }

  /** When it breaks, when it is back if it fails for a time, and the earliest start of its restore; in hours. */
  breaksAt(_id: string): number {
    return 0;
  }

  endsFor(_id: string): number {
    return this.forHours ?? NEVER;
  }

  earliest(_id: string): number {
    return h(this.notBefore);
  }

  /** Work that goes on from before, with the hour of its end. */
  begunBefore(): ReadonlyMap<string, number> {
    return new Map();
  }

  /** The hour from which the targets of a process count. */
  targetsFrom(_process: string): number {
    return 0;
  }

  way(id: string): 'for' | 'replace' | 'restore' | 'causes' | 'never' | 'running' {
    const node = this.node(id);
    const hasCause = node.causes.some((cause) => this.all.has(cause));
    if (this.forHours !== null) return this.fail.has(id) ? 'for' : node.replace ? 'replace' : 'causes';
    if (hasCause && node.replace) return 'replace';
    if (this.restoreOf(id)) return 'restore';
    return hasCause ? 'causes' : 'never';
  }

  causesBack(id: string, broken: ReadonlySet<string>, hour: number): boolean {
    // A cause that has not failed yet cannot be back.
    return this.node(id).causes.every((cause) => !broken.has(cause) && (!this.all.has(cause) || this.breaksAt(cause) <= hour));
  }

  enough(one: Dependency, capacity: readonly number[]): boolean {
    return one.on.filter((id) => (capacity[this.ids.indexOf(id)] ?? 0) > 0).length >= one.atLeast;
  }

  /** The greatest fixpoint at one hour: from full down until nothing changes. */
  settle(hour: number, held: ReadonlySet<string>, past: Past): Hour {
    const capacity: number[] = this.ids.map((id) => (held.has(id) ? 0 : 1));
    const longBelow = (isBelow: (at: Hour | undefined) => boolean, buffer: number): boolean => {
      let since = hour;
      while (since > 0 && isBelow(past[since - 1])) since--;
      return hour - since >= h(buffer);
    };
    /** What a dependency leaves of its node. */
    const leaves = (one: Dependency, g: number): number => {
      if (one.for === 'recovery') return 1;
      if (one.group) return !this.enough(one, capacity) && longBelow((at) => at?.enough[g] === false, one.buffer) ? 1 - one.loss : 1;
      const on = this.ids.indexOf(one.on[0] ?? '');
      const share = capacity[on] ?? 1;
      return share < 1 && longBelow((at) => (at?.capacity[on] ?? 1) < 1, one.buffer) ? 1 - one.loss * (1 - share) : 1;
    };
    for (let changed = true; changed; ) {
      changed = false;
      this.ids.forEach((id, v) => {
        if (held.has(id)) return;
        const value = Math.min(1, ...this.model.dependencies.map((one, g) => (one.of === id ? leaves(one, g) : 1)));
        if (value < (capacity[v] ?? 1)) {
          capacity[v] = value;
          changed = true;
        }
      });
    }
    const { dependencies } = this.model;
    return {
      capacity,
      enough: dependencies.map((one) => this.enough(one, capacity)),
      took: dependencies.map((one, g) => leaves(one, g) < 1),
    };
  }

  /** What is broken at this hour, after what breaks at it and what comes back at it. */
  brokenAt(state: State): ReadonlySet<string> {
    const broken = new Set([...state.broken, ...[...this.all].filter((id) => this.breaksAt(id) === state.hour)]);
    for (let changed = true; changed; ) {
      changed = false;
      for (const id of broken) {
        const way = this.way(id);
        const ended = (state.works.get(id) ?? NEVER) <= state.hour;
        const withCauses = (way === 'replace' || way === 'causes') && this.causesBack(id, broken, state.hour);
        if (ended || withCauses || (way === 'for' && state.hour >= this.endsFor(id))) {
          broken.delete(id);
          changed = true;
        }
      }
    }
    return broken;
  }

  startable(id: string, state: State): boolean {
    const way = this.way(id);
    const capacity = state.real.at(-1)?.capacity ?? [];
    if (!state.broken.has(id) || state.works.has(id) || (way !== 'restore' && way !== 'replace')) return false;
    if (state.hour < this.earliest(id) || (way === 'restore' && !this.causesBack(id, state.broken, state.hour))) return false;
    return this.model.dependencies.every((one) => one.of !== id || one.for === 'run' || this.enough(one, capacity));
  }

  /** The hour at which work that begins now is done; it goes on only while all its teams are open. */
  endOf(id: string, hour: number): number {
    return this.workedFrom(id, hour, (this.way(id) === 'replace' ? this.node(id).replace?.likely : this.restoreOf(id)?.likely) ?? 0);
  }

  workedFrom(id: string, hour: number, ms: number): number {
    let left = h(ms);
    const calendars = this.model.teams.filter((team) => this.node(id).restoredBy.includes(team.id)).flatMap((team) => team.hours ?? []);
    let end = hour;
    for (; left > 0 && end < this.last; end++) if (calendars.every((one) => isOpen(one, (this.#case.at ?? 0) + end * HOUR))) left--;
    return left > 0 ? NEVER : end;
  }

  used(team: string, state: State): number {
    return [...state.works].filter(([id]) => state.broken.has(id) && this.node(id).restoredBy.includes(team)).length;
  }

  outcome({ real, broken, works }: State): Outcome {
    const capacity = real.map((hour) => hour.capacity);
    const last = capacity.length - 1;
    const goodFrom = (v: number, least: number): number => {
      for (let hour = last; hour >= 0; hour--) if ((capacity[hour]?.[v] ?? 1) < least - 1e-9) return hour === last ? NEVER : hour + 1;
      return 0;
    };
    const upAt = this.ids.map((_, v) => goodFrom(v, 1));
    const processes = this.model.nodes.flatMap((node, v) => (node.kind === 'process' ? [{ node, v }] : []));
    const recovered = processes.map(({ node, v }) => goodFrom(v, node.minimum));
    const isWorking = (hours: Calendar | null, hour: number) => hours === null || isOpen(hours, (this.#case.at ?? 0) + hour * HOUR);
    const costs = processes.map(({ node, v }) => {
      if (upAt[v] === NEVER) return NEVER;
      const lost = capacity.reduce((sum, row, hour) => sum + (isWorking(node.hours, hour) ? 1 - (row[v] ?? 1) : 0), 0);
      return lost * (node.costPerHour?.likely ?? 0);
    });
    const missed = (target: 'rto' | 'mtpd') =>
      processes.filter(({ node }, p) => ((recovered[p] ?? 0) - this.targetsFrom(node.id)) * HOUR > (node[target] ?? NEVER)).length;
    const back = costs.filter((cost) => cost < NEVER);
    const score = [costs.length - back.length, back.reduce((sum, one) => sum + one, 0), missed('mtpd'), missed('rto'), ...recovered];
    const downFrom = this.ids.map((_, v) => {
      const first = capacity.findIndex((row) => (row[v] ?? 1) < 1);
      return first < 0 ? NEVER : first;
    });
    return { score, hours: real, downFrom, upAt, recovered, costs, broken, begun: new Set(works.keys()) };
  }

  /** One hour on; `choose` gives the ways to start something, each a list of ids. */
  *run(
    first: State,
    choose: (state: State, startable: readonly string[], happened: boolean) => readonly (readonly string[])[],
  ): Generator<Outcome> {
    const stack = [first];
    const { last } = this;
    for (let state = stack.pop(); state; state = stack.pop()) {
      if (state.hour > last) {
        yield this.outcome(state);
        continue;
      }
      const broken = this.brokenAt(state);
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
      const before = state.real.at(-1)?.capacity;
      const happened =
        [...broken].some((id) => state.hour === this.earliest(id)) ||
        broken.size < state.broken.size ||
        now.capacity.some((one, v) => one !== (before?.[v] ?? 1));
      const next: State = {
        hour: state.hour,
        broken,
        works: state.works,
        restart,
        stood,
        real: [...state.real, now],
        ideal: [...state.ideal, ideal],
      };
      const startable = this.ids.filter((id) => this.startable(id, next));
      for (const begun of choose(next, startable, happened)) {
        const works = new Map(next.works);
        for (const id of begun) works.set(id, this.endOf(id, state.hour));
        stack.push({ ...next, works, hour: state.hour + 1 });
      }
    }
  }

  begin(): State {
    return { hour: 0, broken: new Set(), works: this.begunBefore(), real: [], ideal: [], restart: new Map(), stood: new Set() };
  }

  /** Do the teams have the hands to begin these too? */
  hasHands(state: State, begun: readonly string[]): boolean {
    return this.model.teams.every(
      (team) => this.used(team.id, state) + begun.filter((id) => this.node(id).restoredBy.includes(team.id)).length <= team.slots,
    );
  }

  /** Every choice of `startable` that the slots allow. */
  choices(state: State, startable: readonly string[]): string[][] {
    let ways: string[][] = [[]];
    for (const id of startable) ways = ways.flatMap((way) => [way, [...way, id]]);
    return ways.filter((way) => this.hasHands(state, way));
  }

  /** With the starts that somebody planned, in hours by node; each must be allowed. */
  replayed(starts: ReadonlyMap<string, number>): Outcome {
    return only(
      this.run(this.begin(), (state, startable) => {
        const begun = this.ids.filter((id) => starts.get(id) === state.hour);
        for (const id of begun) if (!startable.includes(id)) throw new Error(`${id} must not start at ${state.hour}`);
        if (!this.hasHands(state, begun)) throw new Error(`no hands at ${state.hour} for ${begun.join(', ')}`);
        return [begun];
      }),
    );
  }

  /** Those who need a team of which more slots are wanted than there are. */
  get rivals(): string[] {
    const worked = [...this.ids].filter((id) => this.all.has(id) && ['restore', 'replace', 'running'].includes(this.way(id)));
    const isScarce = ({ id: team, slots }: { id: string; slots: number }) =>
      worked.filter((id) => this.node(id).restoredBy.includes(team)).length > slots;
    const scarce = this.model.teams.filter(isScarce).map(({ id }) => id);
    return worked.filter((id) => this.way(id) !== 'running' && this.node(id).restoredBy.some((team) => scarce.includes(team)));
  }

  /**
   * The best of all ways to start restores, and to let a free slot wait until something happens; with `always`, until any hour. Who is
   * nobody's rival starts at once.
   */
  best(always = false): Outcome {
    const { rivals } = this;
    return bestOf(
      this.run(this.begin(), (state, startable, happened) => {
        const free = startable.filter((id) => !rivals.includes(id));
        const waiting = startable.filter((id) => rivals.includes(id));
        return (always || happened) && waiting.length > 0 ? this.choices(state, waiting).map((way) => [...free, ...way]) : [free];
      }),
    );
  }
}

function only(outcomes: Iterable<Outcome>): Outcome {
  for (const outcome of outcomes) return outcome;
  throw new Error('no outcome');
}

/** With hands without end: everything starts as soon as it can. */
export function withoutEnd(one: Case): Outcome {
  const force = new BruteForce(one);
  return only(force.run(force.begin(), (_, startable) => [startable]));
}

/** With the starts that somebody planned, in hours by node; each must be allowed. */
export const replayed = (one: Case, starts: ReadonlyMap<string, number>): Outcome => new BruteForce(one).replayed(starts);

/** Smaller is better, in the contract's sequence. */
export function compare(a: readonly number[], b: readonly number[]): number {
  for (const [n, x] of a.entries()) {
    const y = b[n] ?? 0;
    if (x !== y && !(n === 1 && Math.abs(x - y) < 1e-4)) return x < y ? -1 : 1;
  }
  return 0;
}

function bestOf(outcomes: Iterable<Outcome>): Outcome {
  let best: Outcome | undefined;
  for (const outcome of outcomes) if (!best || compare(outcome.score, best.score) < 0) best = outcome;
  if (!best) throw new Error('no outcome');
  return best;
}

/** The best of all ways to start restores, and to let a free slot wait until something happens. */
export const bestOfAll = (one: Case): Outcome => new BruteForce(one).best();
/** The same, where a free slot may wait for any number of hours, whatever happens. */
export const bestOfAllHours = (one: Case): Outcome => new BruteForce(one).best(true);

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) yield [];
  for (const [n, item] of items.entries()) for (const rest of permutations(items.toSpliced(n, 1))) yield [item, ...rest];
}

/** The best of all orders in which rivals take turns, each beginning as early as its turn allows. */
export function bestOrder(one: Case): Outcome {
  const force = new BruteForce(one);
  const free = withoutEnd(one);
  // Whoever cannot begin with any number of hands takes no turn.
  const rivals = force.rivals.filter((id) => free.begun.has(id) || !free.broken.has(id));
  const share = (a: string, b: string) => force.node(a).restoredBy.some((team) => force.node(b).restoredBy.includes(team));
  const inTurn = (order: readonly string[]) =>
    only(
      force.run(force.begin(), (state, startable) => {
        const begun = startable.filter((id) => !rivals.includes(id));
        const ahead: string[] = [];
        for (const id of order) {
          if (!state.broken.has(id) || state.works.has(id)) continue;
          if (startable.includes(id) && !ahead.some((other) => share(id, other)) && force.hasHands(state, [...begun, id])) begun.push(id);
          else ahead.push(id);
        }
        return [begun];
      }),
    );
  return bestOf(permutations(rivals).map(inTurn));
}
