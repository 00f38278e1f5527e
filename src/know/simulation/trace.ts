import type { Model } from '../model/model.ts';
import type { Capacity } from './capacity.ts';
import type { NodeState } from './honesty.ts';
import type { Assumed } from './scenario.ts';

/** From `at` on (milliseconds since the outage) a node stands like this, until its next step. `capacity` means nothing while unknown. */
export type Step = { readonly at: number; readonly state: NodeState; readonly capacity: number };
/** The planned course by node id. A node without steps is up all the time. */
export type Trace = ReadonlyMap<string, readonly Step[]>;

const UP: Step = { at: 0, state: 'up', capacity: 1 };

/** How a node stands at a moment. */
export function stepAt(steps: readonly Step[] | undefined, clock: number): Step {
  if (!steps) return UP;
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.at ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1] ?? UP;
}

/** Writes down the course while it is computed, once for each thing that may be taken for a time nobody has said. */
export class Tracer {
  readonly #model: Model;
  readonly #courses = new Map<Assumed, Step[][]>();

  constructor(model: Model) {
    this.#model = model;
  }

  see(assumed: Assumed, now: number, { lost }: Capacity, unknown: ReadonlySet<number>): void {
    const course = this.#courses.get(assumed) ?? this.#model.nodes.map((): Step[] => []);
    this.#courses.set(assumed, course);
    course.forEach((steps, v) => {
      const share = lost[v] ?? 0;
      const state: NodeState = share >= 1 ? 'down' : share > 0 ? 'degraded' : unknown.has(v) ? 'unknown' : 'up';
      const last = steps.at(-1) ?? UP;
      if (last.state !== state || last.capacity !== 1 - share) steps.push({ at: now, state, capacity: 1 - share });
    });
  }

  /** The course as far as it is known: where it depends on a time nobody has said, it is unknown. */
  trace(): Trace {
    const soon = this.#courses.get('soon');
    const late = this.#courses.get('late');
    return new Map(
      this.#model.nodes.flatMap(({ id }, v): [string, readonly Step[]][] => {
        const steps = late ? both(soon?.[v] ?? [], late[v] ?? []) : (soon?.[v] ?? []);
        return steps.length > 0 ? [[id, steps]] : [];
      }),
    );
  }

  /** Likely euros spent until each moment; `undefined` from where it depends on a time nobody has said. */
  spent(open: ((process: number, from: number, to: number) => number) | undefined, times: readonly number[]): (number | undefined)[] {
    const [one, other] = [...this.#courses.values()].map((course) => this.#spentIn(course, open, times));
    return times.map((_, t) => {
      const euro = one?.[t] ?? 0;
      return other === undefined || Math.abs((other[t] ?? 0) - euro) < 0.005 ? euro : undefined;
    });
  }

  #spentIn(
    course: readonly (readonly Step[])[],
    open: ((process: number, from: number, to: number) => number) | undefined,
    times: readonly number[],
  ): number[] {
    const sums = times.map(() => 0);
    this.#model.nodes.forEach(({ kind, costPerHour }, v) => {
      const rate = kind === 'process' ? (costPerHour?.likely ?? 0) / 3_600_000 : 0;
      const steps = course[v] ?? [];
      if (rate === 0) return;
      steps.forEach(({ at, capacity }, n) => {
        if (capacity >= 1) return;
        const end = steps[n + 1]?.at ?? Number.POSITIVE_INFINITY;
        times.forEach((time, t) => {
          const until = Math.min(time, end);
          if (until > at) sums[t] = (sums[t] ?? 0) + rate * (1 - capacity) * (open ? open(v, at, until) : until - at);
        });
      });
    });
    return sums;
  }
}

/** Two courses laid over each other: known where they agree. */
function both(one: readonly Step[], other: readonly Step[]): Step[] {
  const times = [...new Set([...one, ...other].map(({ at }) => at))].sort((a, b) => a - b);
  const merged: Step[] = [];
  for (const at of times) {
    const [a, b] = [stepAt(one, at), stepAt(other, at)];
    const same = a.state === b.state && a.capacity === b.capacity;
    const next: Step = same ? { ...a, at } : { at, state: 'unknown', capacity: 0 };
    const last = merged.at(-1) ?? UP;
    if (last.state !== next.state || last.capacity !== next.capacity) merged.push(next);
  }
  return merged;
}
