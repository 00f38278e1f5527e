/* Typed arrays are read with `!`: every index comes from the queue's own bookkeeping. */

/** A priority queue of times with a number each, smallest time first; equal times in any order. */
export class Queue {
  #times = new Float64Array(64);
  #what = new Int32Array(64);
  #count = 0;

  get size(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /** The earliest time; Infinity when there is none. */
  next(): number {
    return this.#count === 0 ? Number.POSITIVE_INFINITY : this.#times[0]!;
  }

  push(time: number, what: number): void {
    if (time === Number.POSITIVE_INFINITY) return;
    if (this.#count === this.#times.length) this.#grow();
    const times = this.#times;
    const all = this.#what;
    let at = this.#count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (times[parent]! <= time) break;
      times[at] = times[parent]!;
      all[at] = all[parent]!;
      at = parent;
    }
    times[at] = time;
    all[at] = what;
  }

  /** Takes the earliest entry out and gives its number. */
  pop(): number {
    const times = this.#times;
    const all = this.#what;
    const first = all[0]!;
    const count = --this.#count;
    const time = times[count]!;
    const what = all[count]!;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= count) break;
      if (child + 1 < count && times[child + 1]! < times[child]!) child++;
      if (times[child]! >= time) break;
      times[at] = times[child]!;
      all[at] = all[child]!;
      at = child;
    }
    times[at] = time;
    all[at] = what;
    return first;
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    times.set(this.#times);
    this.#times = times;
    const what = new Int32Array(times.length);
    what.set(this.#what);
    this.#what = what;
  }
}
