/* Typed arrays are read with `!`: every index comes from the network. */
import type { Network } from './network.ts';
import type { Queue } from './queue.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * The capacity of every node at an instant, as the greatest fixpoint of contracts/model.md, "Taken down". What is kept is the share
 * lost (1 − capacity): 0 is full, 1 is down. A loss passes on as the largest product of `loss` along a way, so it is exact where
 * every loss is 1.
 *
 * Only what an event touches is computed anew: what rises is first set to full together with all that rests on it, then everything
 * touched sinks to where its dependencies carry it. Sinking from above ends in the greatest fixpoint.
 */
export class Capacity {
  readonly lost: Float64Array;
  /** Kept at zero from outside: broken, or restarting. */
  readonly held: Uint8Array;
  /** The nodes whose share changed in the last `settle`, and how many they are; `before` (by node) is what each had lost before. */
  readonly changed: Int32Array;
  readonly before: Float64Array;
  changes = 0;

  readonly #net: Network;
  readonly #since: Float64Array;
  readonly #groupSince: Float64Array;
  readonly #open: Int32Array;
  readonly #waiting: Uint8Array;
  readonly #check: Uint8Array;
  readonly #sank: Uint8Array;
  readonly #seen: Uint8Array;
  #openFrom = 0;
  #openCount = 0;

  constructor(net: Network) {
    const clauses = net.clauseOf.length;
    this.#net = net;
    this.lost = new Float64Array(net.size);
    this.held = new Uint8Array(net.size);
    this.changed = new Int32Array(net.size);
    this.before = new Float64Array(net.size);
    this.#since = new Float64Array(net.size);
    this.#groupSince = new Float64Array(clauses);
    this.#open = new Int32Array(net.size + 1);
    this.#waiting = new Uint8Array(net.size);
    this.#check = new Uint8Array(net.size);
    this.#sank = new Uint8Array(net.size);
    this.#seen = new Uint8Array(net.size);
    this.reset();
  }

  /** Everything up, nothing held. */
  reset(): void {
    this.lost.fill(0);
    this.held.fill(0);
    this.#since.fill(NEVER);
    this.#groupSince.fill(NEVER);
    this.changes = 0;
  }

  /** Says that a node is held at zero from now on, or no longer; call `settle` when all of an instant is said. */
  hold(node: number, held: boolean): void {
    this.held[node] = held ? 1 : 0;
    if (held) this.#enqueue(node);
    else this.#lift(node);
  }

  /** Says that the buffer of a clause may have run out. */
  expire(clause: number): void {
    this.#enqueue(this.#net.clauseOf[clause]!);
  }

  /** Does the clause's dependency work (capacity > 0; of a group enough of them)? This is what a restore asks at its start. */
  works(clause: number): boolean {
    const { members, least } = this.#net;
    const from = members.start[clause]!;
    const needed = least[clause]!;
    if (needed === 0) return this.lost[members.items[from]!]! < 1;
    return this.#working(clause, needed);
  }

  /**
   * Brings the capacities to the instant `now` and puts the ends of running buffers into `queue` as numbers `base + clause`.
   * `changed` then lists what changed; a node may stand in it although it came to rest at its old share.
   */
  settle(now: number, queue: Queue, base: number): void {
    const limit = this.#net.size + 1;
    while (this.#openCount > 0) {
      const node = this.#open[this.#openFrom]!;
      this.#openFrom = this.#openFrom + 1 === limit ? 0 : this.#openFrom + 1;
      this.#openCount--;
      this.#waiting[node] = 0;
      if (this.#check[node] === 1) {
        this.#check[node] = 0;
        this.#sink(node, this.held[node] === 1 ? 1 : this.#carried(node, now));
      }
      if (this.#sank[node] === 1) this.#passOn(node, now);
    }
    for (let n = 0; n < this.changes; n++) this.#commit(this.changed[n]!, now, queue, base);
  }

  #sink(node: number, lost: number): void {
    if (lost <= this.lost[node]!) return;
    this.#note(node);
    this.lost[node] = lost;
    this.#sank[node] = 1;
  }

  /** What a node that sank takes from those above it, each over its own clause alone. */
  #passOn(node: number, now: number): void {
    const { carries, clauseOf } = this.#net;
    this.#sank[node] = 0;
    for (let at = carries.start[node]!; at < carries.start[node + 1]!; at++) {
      const clause = carries.items[at]!;
      const above = clauseOf[clause]!;
      if (this.held[above] === 1 || this.lost[above] === 1) continue;
      const before = this.lost[above]!;
      this.#sink(above, this.#taken(clause, now));
      if (this.lost[above]! > before) this.#await(above);
    }
  }

  /** Forgets the list of changes, after its reader has read it. */
  read(): void {
    for (let n = 0; n < this.changes; n++) this.#seen[this.changed[n]!] = 0;
    this.changes = 0;
  }

  /** What this run clause takes from its node at `now` (0 to 1). For explanations; the state must be settled. */
  takes(clause: number, now: number): number {
    return this.#taken(clause, now);
  }

  #note(node: number): void {
    if (this.#seen[node] === 1) return;
    this.#seen[node] = 1;
    this.before[node] = this.lost[node]!;
    this.changed[this.changes++] = node;
  }

  /** Has all dependencies of a node looked at in `settle`. */
  #enqueue(node: number): void {
    this.#check[node] = 1;
    this.#await(node);
  }

  #await(node: number): void {
    if (this.#waiting[node] === 1) return;
    this.#waiting[node] = 1;
    const place = this.#openFrom + this.#openCount++;
    const limit = this.#net.size + 1;
    this.#open[place >= limit ? place - limit : place] = node;
  }

  /** Sets a node, and all below full that rests on it, to full; they sink again in `settle`. */
  #lift(node: number): void {
    const { carries, clauseOf } = this.#net;
    const stack = [node];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      this.#note(at);
      this.#enqueue(at);
      if (this.held[at] === 1 || this.lost[at] === 0) continue;
      this.lost[at] = 0;
      for (let n = carries.start[at]!; n < carries.start[at + 1]!; n++) {
        const above = clauseOf[carries.items[n]!]!;
        if (this.lost[above]! > 0 && this.held[above] === 0) stack.push(above);
      }
    }
  }

  #carried(node: number, now: number): number {
    const { run } = this.#net;
    let lost = 0;
    for (let at = run.start[node]!; at < run.start[node + 1]!; at++) {
      const taken = this.#taken(run.items[at]!, now);
      if (taken > lost) lost = taken;
    }
    return lost;
  }

  /** What the clause takes from its node: nothing while the buffer lasts. */
  #taken(clause: number, now: number): number {
    const { members, least, buffer, loss } = this.#net;
    const needed = least[clause]!;
    if (needed === 0) {
      const member = members.items[members.start[clause]!]!;
      const lost = this.lost[member]!;
      if (lost === 0) return 0;
      const since = this.#since[member]!;
      return now < (since === NEVER ? now : since) + buffer[clause]! ? 0 : loss[clause]! * lost;
    }
    if (this.#working(clause, needed)) return 0;
    const since = this.#groupSince[clause]!;
    return now < (since === NEVER ? now : since) + buffer[clause]! ? 0 : loss[clause]!;
  }

  #working(clause: number, needed: number): boolean {
    const { members } = this.#net;
    let working = 0;
    for (let at = members.start[clause]!; at < members.start[clause + 1]!; at++) if (this.lost[members.items[at]!]! < 1) working++;
    return working >= needed;
  }

  /** Starts and stops the clocks of the buffers that watch this node. */
  #commit(node: number, now: number, queue: Queue, base: number): void {
    const { carries, least, buffer } = this.#net;
    const fell = this.lost[node]! > 0 && this.#since[node] === NEVER;
    if (fell) this.#since[node] = now;
    else if (this.lost[node] === 0) this.#since[node] = NEVER;
    for (let at = carries.start[node]!; at < carries.start[node + 1]!; at++) {
      const clause = carries.items[at]!;
      const needed = least[clause]!;
      if (needed === 0) {
        if (fell && buffer[clause]! > 0) queue.push(now + buffer[clause]!, base + clause);
      } else if (this.#working(clause, needed)) this.#groupSince[clause] = NEVER;
      else if (this.#groupSince[clause] === NEVER) {
        this.#groupSince[clause] = now;
        if (buffer[clause]! > 0) queue.push(now + buffer[clause]!, base + clause);
      }
    }
  }
}
