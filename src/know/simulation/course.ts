/* Typed arrays are read with `!`: every index comes from the network or the outages. */

import { Capacity } from './capacity.ts';
import type { Network } from './network.ts';
import { NEVER, type Outages, REPLACE, RESTORE, RUNNING, UNTIL } from './outages.ts';
import { Queue } from './queue.ts';

/** Open time between two instants, and the end of work; both know the calendars. */
export type Clock = {
  /** Open milliseconds of a process between two times; undefined = always open. */
  readonly open: ((process: number, from: number, to: number) => number) | undefined;
  /** End of work that begins at `start`; undefined = `start + ms`. */
  readonly finish: ((node: number, start: number, ms: number) => number) | undefined;
};
export const ALWAYS: Clock = { open: undefined, finish: undefined };

/**
 * Who may begin when hands are few. `free`: hands without end. `turns`: of those who need the same scarce team nobody begins
 * before those who stand earlier in the order. `opening`: the same for the first turns; those without a turn come after them and
 * take no slot from each other (a lower bound for every order that goes on from here). `first`: whoever can begin does, earlier in
 * the order first.
 */
export type Hands = { readonly kind: 'free' } | { readonly kind: 'turns' | 'opening' | 'first'; readonly order: readonly number[] };

/** Is told, after each instant, that the capacities are settled. */
export type Watcher = (now: number, capacity: Capacity) => void;

const WAITING = 0;
const BROKEN = 1;
const WORKED_ON = 2;
const BACK = 3;
const FOREVER = Number.POSITIVE_INFINITY;

/**
 * The course of a failure, from event to event (contracts/model.md, "Meaning of a failure" 1–5). One object is used for many runs; what
 * a run found out stands in its arrays until the next. Times in milliseconds from the start of the run.
 */
export class Course {
  readonly net: Network;
  /** Per node: when it first lost capacity (Infinity: never), when it is whole for good (0: never lost any), the most it lost. */
  readonly downFrom: Float64Array;
  readonly upAt: Float64Array;
  readonly worst: Float64Array;
  /** Per node: when it is at its minimum for good; and ∫ (1 − capacity) dt in ms of open time. For processes only. */
  readonly recovered: Float64Array;
  readonly lost: Float64Array;
  /** Per outage: start and end of its restore; Infinity: never. */
  start: Float64Array = new Float64Array(0);
  end: Float64Array = new Float64Array(0);
  readonly capacity: Capacity;

  readonly #carry: Capacity | undefined;
  readonly #queue = new Queue();
  readonly #isProcess: Uint8Array;
  readonly #since: Float64Array;
  readonly #stood: Uint8Array;
  readonly #restartUntil: Float64Array;
  readonly #free: Int32Array;
  readonly #blocked: Int32Array;
  #blockRound = 0;
  #last = 0;
  #state = new Uint8Array(0);
  #pendingCauses = new Int32Array(0);
  #waiting = new Int32Array(0);
  #waitingCount = 0;
  #ordered = 0;
  #returned: number[] = [];
  #took = new Uint8Array(0);
  #relaxed = false;

  constructor(net: Network) {
    this.net = net;
    const { size } = net;
    this.downFrom = new Float64Array(size);
    this.upAt = new Float64Array(size);
    this.worst = new Float64Array(size);
    this.recovered = new Float64Array(size);
    this.lost = new Float64Array(size);
    this.capacity = new Capacity(net);
    this.#carry = net.restarts ? new Capacity(net) : undefined;
    this.#isProcess = new Uint8Array(size);
    for (const process of net.processes) this.#isProcess[process] = 1;
    this.#since = new Float64Array(size);
    this.#stood = new Uint8Array(size);
    this.#restartUntil = new Float64Array(size);
    this.#free = new Int32Array(net.slots.length);
    this.#blocked = new Int32Array(net.slots.length);
  }

  /** Lets the outages run their course. `ms`: how long each restore takes, by outage. */
  run(outages: Outages, ms: Float64Array, hands: Hands, clock: Clock, watcher?: Watcher): void {
    this.#begin(outages, hands);
    const queue = this.#queue;
    for (;;) {
      const now = queue.next();
      if (now === FOREVER) {
        // Whoever waits for a turn that never comes begins now, as soon as it can.
        if (hands.kind === 'free' || hands.kind === 'first') break;
        this.#relaxed = true;
        if (this.#starts(this.#last, outages, ms, hands, clock) === 0) break;
        continue;
      }
      while (queue.next() === now) this.#happen(queue.pop(), now, outages);
      this.#settle(now, outages, clock);
      this.#last = now;
      this.#starts(now, outages, ms, hands, clock);
      watcher?.(now, this.capacity);
    }
    this.#finish(outages);
  }

  /** Is the outage over? */
  isBack(outage: number): boolean {
    return this.#state[outage] === BACK;
  }

  #begin(outages: Outages, hands: Hands): void {
    const { count } = outages;
    this.downFrom.fill(FOREVER);
    this.upAt.fill(0);
    this.worst.fill(0);
    this.recovered.fill(0);
    this.lost.fill(0);
    this.capacity.reset();
    this.#carry?.reset();
    this.#stood.fill(0);
    this.#restartUntil.fill(0);
    this.#free.set(this.net.slots);
    this.#last = 0;
    this.#relaxed = false;
    if (this.start.length !== count) {
      this.start = new Float64Array(count);
      this.end = new Float64Array(count);
      this.#state = new Uint8Array(count);
      this.#pendingCauses = new Int32Array(count);
      this.#waiting = new Int32Array(count);
      this.#took = new Uint8Array(count);
    }
    this.start.fill(FOREVER);
    this.end.fill(FOREVER);
    this.#state.fill(WAITING);
    this.#took.fill(0);
    const queue = this.#queue;
    queue.clear();
    for (let i = 0; i < count; i++) {
      this.#pendingCauses[i] = outages.causes.start[i + 1]! - outages.causes.start[i]!;
      const way = outages.way[i]!;
      queue.push(outages.from[i]!, i);
      if (way === UNTIL) queue.push(outages.at[i]!, i);
      if ((way === RESTORE || way === REPLACE) && outages.at[i]! > outages.from[i]!) queue.push(outages.at[i]!, i);
    }
    this.#line(outages, hands);
  }

  /** Who waits for a restore, in the order of the turns, then the others. */
  #line(outages: Outages, hands: Hands): void {
    const order = hands.kind === 'free' ? [] : hands.order;
    let n = 0;
    // `#took` serves as the mark of who stands in the order.
    for (const i of order) {
      this.#waiting[n++] = i;
      this.#took[i] = 1;
    }
    this.#ordered = n;
    for (let i = 0; i < outages.count; i++) {
      const way = outages.way[i]!;
      if ((way === RESTORE || way === REPLACE) && this.#took[i] === 0) this.#waiting[n++] = i;
    }
    this.#took.fill(0);
    this.#waitingCount = n;
  }

  #happen(what: number, now: number, outages: Outages): void {
    const { count } = outages;
    const clauses = this.net.clauseOf.length;
    if (what < count) this.#look(what, now, outages);
    else if (what < count + clauses) this.capacity.expire(what - count);
    else if (what < count + 2 * clauses) this.#carry?.expire(what - count - clauses);
    else {
      const node = what - count - 2 * clauses;
      if (this.#restartUntil[node] === now) {
        this.#restartUntil[node] = 0;
        this.capacity.hold(node, false);
      }
    }
  }

  /** Breaks what breaks now, and ends what ends now. */
  #look(i: number, now: number, outages: Outages): void {
    const state = this.#state[i]!;
    const way = outages.way[i]!;
    if (state === WAITING && outages.from[i]! <= now) {
      const node = outages.node[i]!;
      this.#state[i] = BROKEN;
      this.#restartUntil[node] = 0;
      this.#stood[node] = 0;
      this.capacity.hold(node, true);
      this.#carry?.hold(node, true);
      if (way === RUNNING) {
        this.#state[i] = WORKED_ON;
        this.start[i] = outages.ms[i]!;
        this.end[i] = outages.at[i]!;
        this.#took[i] = 1;
        this.#take(node, -1);
        this.#queue.push(Math.max(now, outages.at[i]!), i);
      }
    }
    if (this.#state[i] === BROKEN && way === UNTIL && now >= outages.at[i]!) this.#back(i, now, outages);
    if (this.#state[i] === WORKED_ON && now >= this.end[i]!) this.#back(i, now, outages);
  }

  #back(outage: number, now: number, outages: Outages): void {
    const { effects } = outages;
    const over = [outage];
    for (let i = over.pop(); i !== undefined; i = over.pop()) {
      if (this.#state[i] === BACK) continue;
      const node = outages.node[i]!;
      if (this.#took[i] === 1) this.#take(node, 1);
      this.#took[i] = 0;
      this.#state[i] = BACK;
      this.end[i] = now;
      this.capacity.hold(node, false);
      this.#carry?.hold(node, false);
      this.#returned.push(node);
      for (let at = effects.start[i]!; at < effects.start[i + 1]!; at++) {
        const effect = effects.items[at]!;
        const left = --this.#pendingCauses[effect]!;
        const way = outages.way[effect]!;
        // What was taken along comes back with the last of its causes, unless it must be restored or has a time of its own.
        if (left === 0 && way !== RESTORE && way !== UNTIL && way !== RUNNING && way !== NEVER) over.push(effect);
      }
    }
  }

  #settle(now: number, outages: Outages, clock: Clock): void {
    const { count } = outages;
    const clauses = this.net.clauseOf.length;
    const carry = this.#carry;
    if (carry) {
      carry.settle(now, this.#queue, count + clauses);
      for (let n = 0; n < carry.changes; n++) this.#restartIfCarried(carry.changed[n]!, now, count + 2 * clauses, carry);
      carry.read();
      for (const node of this.#returned) this.#restartIfCarried(node, now, count + 2 * clauses, carry);
    }
    this.#returned.length = 0;
    const capacity = this.capacity;
    capacity.settle(now, this.#queue, count);
    for (let n = 0; n < capacity.changes; n++) this.#record(capacity.changed[n]!, now, clock);
    capacity.read();
  }

  /** A node that stood at zero restarts from when its dependencies carry it again, others' restarts aside. */
  #restartIfCarried(node: number, now: number, base: number, carry: Capacity): void {
    const needs = this.net.restart[node]!;
    if (needs === 0 || carry.held[node] === 1) return;
    if (carry.lost[node] === 1) {
      this.#stood[node] = 1;
      if (this.#restartUntil[node]! > 0) {
        this.#restartUntil[node] = 0;
        this.capacity.hold(node, false);
      }
    } else if (this.#stood[node] === 1) {
      this.#stood[node] = 0;
      this.#restartUntil[node] = now + needs;
      this.capacity.hold(node, true);
      this.#queue.push(now + needs, base + node);
    }
  }

  #record(node: number, now: number, clock: Clock): void {
    const before = this.capacity.before[node]!;
    const lost = this.capacity.lost[node]!;
    if (lost === before) return;
    if (before === 0 && this.downFrom[node] === FOREVER) this.downFrom[node] = now;
    if (lost > this.worst[node]!) this.worst[node] = lost;
    if (lost === 0) this.upAt[node] = now;
    if (this.#isProcess[node] === 0) return;
    if (before > 0) {
      const since = this.#since[node]!;
      this.lost[node] = this.lost[node]! + before * (clock.open ? clock.open(node, since, now) : now - since);
    }
    this.#since[node] = now;
    const tolerated = this.net.tolerated[node]!;
    if (before > tolerated && lost <= tolerated) this.recovered[node] = now;
  }

  #finish(outages: Outages): void {
    const { size, tolerated } = this.net;
    const { lost } = this.capacity;
    for (let node = 0; node < size; node++) {
      if (lost[node] === 0) continue;
      this.upAt[node] = FOREVER;
      if (lost[node]! > tolerated[node]!) this.recovered[node] = FOREVER;
      this.lost[node] = FOREVER;
    }
    for (let i = 0; i < outages.count; i++) if (this.#state[i] !== BACK) this.end[i] = FOREVER;
  }

  #take(node: number, change: number): void {
    const { teams } = this.net;
    for (let at = teams.start[node]!; at < teams.start[node + 1]!; at++) {
      const team = teams.items[at]!;
      this.#free[team] = this.#free[team]! + change;
    }
  }

  #recoverable(i: number, now: number, outages: Outages): boolean {
    if (this.#state[i] !== BROKEN || now < outages.at[i]!) return false;
    if (outages.way[i] === RESTORE && this.#pendingCauses[i]! > 0) return false;
    const { recovery } = this.net;
    const node = outages.node[i]!;
    for (let at = recovery.start[node]!; at < recovery.start[node + 1]!; at++) if (!this.capacity.works(recovery.items[at]!)) return false;
    return true;
  }

  /** Has each of the node's teams a slot, and is nobody before it in the line for a scarce one? */
  #handsFor(node: number): boolean {
    const { teams } = this.net;
    for (let at = teams.start[node]!; at < teams.start[node + 1]!; at++) {
      const team = teams.items[at]!;
      if (this.#free[team]! < 1 || this.#blocked[team] === this.#blockRound) return false;
    }
    return true;
  }

  #block(node: number, scarce: Uint8Array): void {
    const { teams } = this.net;
    for (let at = teams.start[node]!; at < teams.start[node + 1]!; at++) {
      const team = teams.items[at]!;
      if (scarce[team] === 1) this.#blocked[team] = this.#blockRound;
    }
  }

  /** Begins every restore that can begin now. Gives how many did. */
  #starts(now: number, outages: Outages, ms: Float64Array, hands: Hands, clock: Clock): number {
    this.#blockRound++;
    const limited = hands.kind !== 'free';
    let kept = 0;
    let keptOrdered = 0;
    let begun = 0;
    for (let n = 0; n < this.#waitingCount; n++) {
      const i = this.#waiting[n]!;
      if (this.#state[i] === BACK) continue;
      const node = outages.node[i]!;
      const inLine = n < this.#ordered;
      if (this.#recoverable(i, now, outages) && (!limited || this.#handsFor(node))) {
        this.#state[i] = WORKED_ON;
        this.start[i] = now;
        const end = clock.finish ? clock.finish(node, now, ms[i]!) : now + ms[i]!;
        this.end[i] = end;
        this.#queue.push(end, i);
        if (inLine || hands.kind !== 'opening') {
          this.#took[i] = 1;
          this.#take(node, -1);
        }
        begun++;
        continue;
      }
      if (inLine) {
        if (hands.kind !== 'first' && !this.#relaxed) this.#block(node, outages.scarce);
        keptOrdered++;
      }
      this.#waiting[kept++] = i;
    }
    this.#waitingCount = kept;
    this.#ordered = keptOrdered;
    return begun;
  }
}
