import type { Compiled } from './compiled.ts';

/**
 * Capacities at one instant after another. Works with the deficit d = 1 − capacity: the greatest fixpoint of the capacities is the
 * least one of the deficits, which grows from what is broken along active dependencies (contracts/model.md, 3.).
 */
export class Capacities {
  readonly #c: Compiled;
  /** Deficit of each node now: 0 = full, 1 = down. */
  readonly deficit: Float64Array;
  #before: Float64Array;
  /** Since when a node has been below full capacity, a group below `k`; counts for buffers. */
  readonly #since: Float64Array;
  readonly #groupSince: Float64Array;
  readonly #groupDown: Int32Array;
  readonly #groupBelow: Uint8Array;
  readonly #queue: Int32Array;
  readonly #queued: Uint8Array;
  readonly #touched: number[] = [];

  constructor(compiled: Compiled) {
    this.#c = compiled;
    const { n, run } = compiled;
    this.deficit = new Float64Array(n);
    this.#before = new Float64Array(n);
    this.#since = new Float64Array(n);
    this.#groupSince = new Float64Array(run.count);
    this.#groupDown = new Int32Array(run.count);
    this.#groupBelow = new Uint8Array(run.count);
    this.#queue = new Int32Array(n + 1);
    this.#queued = new Uint8Array(n);
  }

  /** Nodes whose deficit may have changed in the last `settle`. */
  get touched(): readonly number[] {
    return this.#touched;
  }

  /** The nodes of the last instant, cleared before the next. */
  #begin(): number[] {
    const old = this.#touched.slice();
    for (const v of old) {
      this.#before[v] = this.deficit[v] ?? 0;
      this.deficit[v] = 0;
    }
    this.#touched.length = 0;
    return old;
  }

  /**
   * Settles the capacities at `now`, given the nodes that stand at zero by themselves (broken or restarting), and calls `later` with
   * each time at which a buffer will run out. Instants must not go back.
   */
  settle(now: number, sources: readonly number[], later: (at: number) => void): void {
    const { run } = this.#c;
    const { withMember, members } = run;
    const old = this.#begin();
    const { deficit, start, items } = { deficit: this.deficit, start: withMember.start, items: withMember.items };
    const groupTouched: number[] = [];
    const queue = this.#queue;
    const capacity = queue.length;
    let head = 0;
    let tail = 0;
    const raise = (v: number, d: number) => {
      if (d <= (deficit[v] ?? 0)) return;
      if (deficit[v] === 0) this.#touched.push(v);
      deficit[v] = d;
      if (this.#queued[v]) return;
      this.#queued[v] = 1;
      queue[tail] = v;
      tail = (tail + 1) % capacity;
    };
    const counted = new Set<number>();
    for (const v of sources) raise(v, 1);
    while (head !== tail) {
      const u = queue[head] ?? 0;
      head = (head + 1) % capacity;
      this.#queued[u] = 0;
      const d = deficit[u] ?? 0;
      const since = (this.#before[u] ?? 0) > 0 ? (this.#since[u] ?? now) : now;
      const downNow = d === 1 && !counted.has(u);
      if (downNow) counted.add(u);
      for (let at = start[u] ?? 0, end = start[u + 1] ?? 0; at < end; at++) {
        const g = items[at] ?? 0;
        const buffer = run.buffer[g] ?? 0;
        const loss = run.loss[g] ?? 1;
        if (run.any[g] === 0) {
          if (now >= since + buffer) raise(run.of[g] ?? 0, loss * d);
          continue;
        }
        if (!downNow) continue;
        if (this.#groupDown[g] === 0) groupTouched.push(g);
        const down = (this.#groupDown[g] ?? 0) + 1;
        this.#groupDown[g] = down;
        const size = (members.start[g + 1] ?? 0) - (members.start[g] ?? 0);
        if (size - down >= (run.k[g] ?? 1)) continue;
        if (this.#groupBelow[g] === 0) this.#groupSince[g] = now;
        this.#groupBelow[g] = 2;
        if (now >= (this.#groupSince[g] ?? now) + buffer) raise(run.of[g] ?? 0, loss);
      }
    }
    this.#remember(now, old, groupTouched, later);
  }

  /** Notes since when things are below, and when buffers that began now will run out. */
  #remember(now: number, old: readonly number[], groupTouched: readonly number[], later: (at: number) => void): void {
    const { run } = this.#c;
    for (const v of this.#touched) {
      if ((this.#before[v] ?? 0) > 0) continue;
      this.#since[v] = now;
      const { start, items } = run.withMember;
      for (let at = start[v] ?? 0, end = start[v + 1] ?? 0; at < end; at++) {
        const g = items[at] ?? 0;
        const buffer = run.buffer[g] ?? 0;
        if (run.any[g] === 0 && buffer > 0) later(now + buffer);
      }
    }
    for (const v of old) this.#before[v] = 0;
    for (const v of this.#touched) this.#before[v] = this.deficit[v] ?? 0;
    for (const g of groupTouched) {
      this.#groupDown[g] = 0;
      if (this.#groupBelow[g] === 2 && this.#groupSince[g] === now && (run.buffer[g] ?? 0) > 0) later(now + (run.buffer[g] ?? 0));
    }
    for (const g of this.#belowGroups) if (this.#groupBelow[g] === 1) this.#groupBelow[g] = 0;
    this.#belowGroups = groupTouched.filter((g) => this.#groupBelow[g] === 2);
    for (const g of this.#belowGroups) this.#groupBelow[g] = 1;
  }

  #belowGroups: number[] = [];
}
