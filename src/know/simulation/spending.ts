import type { Model } from '../model/model.ts';
import type { Clock, Watcher } from './course.ts';
import { percentile } from './random.ts';

/** Euros spent until a moment: in 8 of 10 runs between `low` and `high`. */
export type Spread = { readonly at: number; readonly low: number; readonly high: number };

/** Keeps, for each run with drawn times, the euros spent until certain moments. Times in milliseconds since the outage, ascending. */
export class Spending {
  readonly #times: readonly number[];
  readonly #processes: readonly number[];
  readonly #open: Clock['open'];
  readonly #spent: readonly Float64Array[];
  /** Per process: from when on it had lost how much, in turns. */
  readonly #steps: number[][];
  /** Per process and moment: lost milliseconds of open time until then, in the course of the present run. */
  readonly #lost: readonly Float64Array[];

  constructor(model: Model, clock: Clock, times: readonly number[], runs: number) {
    this.#times = times;
    this.#processes = model.nodes.flatMap(({ kind }, v) => (kind === 'process' ? [v] : []));
    this.#open = clock.open;
    this.#spent = times.map(() => new Float64Array(runs));
    this.#steps = this.#processes.map(() => []);
    this.#lost = this.#processes.map(() => new Float64Array(times.length));
  }

  begin(): void {
    for (const steps of this.#steps) steps.length = 0;
    for (const lost of this.#lost) lost.fill(0);
  }

  readonly watch: Watcher = (now, { lost }) => {
    this.#steps.forEach((steps, p) => {
      const share = lost[this.#processes[p] ?? 0] ?? 0;
      if ((steps.at(-1) ?? 0) !== share) steps.push(now, share);
    });
  };

  /** The run has ended. `rates`: euros per millisecond by process and run; null where standing still costs nothing. */
  close(run: number, rates: readonly (Float64Array | null)[]): void {
    this.#steps.forEach((steps, p) => {
      if (steps.length === 0) return;
      this.#add(p, steps);
      // Where no time is drawn there is one course for all runs: what was lost in it stays in `#lost`.
      steps.length = 0;
    });
    this.#times.forEach((_, t) => {
      let sum = 0;
      for (let p = 0; p < rates.length; p++) sum += (this.#lost[p]?.[t] ?? 0) * (rates[p]?.[run] ?? 0);
      const spent = this.#spent[t];
      if (spent) spent[run] = sum;
    });
  }

  #add(p: number, steps: readonly number[]): void {
    const lost = this.#lost[p];
    if (!lost) return;
    const process = this.#processes[p] ?? 0;
    let [at, before, share, sum] = [0, 0, 0, 0];
    const pass = (until: number) => {
      if (share > 0 && until > before) sum += share * (this.#open ? this.#open(process, before, until) : until - before);
      before = until;
    };
    this.#times.forEach((time, t) => {
      for (; at < steps.length && (steps[at] ?? 0) <= time; at += 2) {
        pass(steps[at] ?? 0);
        share = steps[at + 1] ?? 0;
      }
      pass(time);
      lost[t] = sum;
    });
  }

  /** What all runs together say. */
  spreads(): readonly Spread[] {
    return this.#times.map((at, t) => {
      const sorted = (this.#spent[t] ?? new Float64Array(0)).slice().sort();
      return { at, low: percentile(sorted, 0.1), high: percentile(sorted, 0.9) };
    });
  }
}
