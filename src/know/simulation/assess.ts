import type { Estimate, Model } from '../model/model.ts';
import { type Chances, draw } from './chance.ts';
import { Course, type Hands } from './course.ts';
import { clockOf } from './hours.ts';
import { compile, type Network } from './network.ts';
import { layOut, type Outages } from './outages.ts';
import { plan } from './planning.ts';
import { outagesOf, type Scenario } from './scenario.ts';
import { type Stakes, stakesOf } from './score.ts';

/** Nothing malicious, until restored: what analyses and measures ask about. */
export const plainly = (fail: readonly string[], forMs: number | null = null): Scenario => ({
  fail,
  forMs,
  malicious: false,
  holdMs: null,
  dwellMs: null,
});

/** One model, ready for many failures one after another. */
export class Assessor {
  readonly model: Model;
  readonly net: Network;
  /** Holds the planned course of the last failure. */
  readonly course: Course;
  readonly stakes: Stakes;
  readonly #clock;
  #outages: Outages | undefined;
  #estimates: readonly (Estimate | null)[] = [];
  #hands: Hands = { kind: 'free' };

  /** `at`: when the failures start, in milliseconds since 1970; for models with calendars. */
  constructor(model: Model, at: number | null) {
    this.model = model;
    this.net = compile(model);
    this.course = new Course(this.net);
    this.stakes = stakesOf(model);
    this.#clock = clockOf(model, at);
  }

  /** Lets the scenario run its planned course, which then stands in `course`. Gives the broken nodes. */
  fail(scenario: Scenario): ReadonlySet<number> {
    const { outages, estimates } = outagesOf(this.model, this.net, scenario, 'soon');
    this.#outages = layOut(this.net, outages);
    this.#estimates = estimates;
    const { hands, inCourse } = plan(this.model, this.course, this.#outages, this.#outages.ms, this.#clock, this.stakes);
    this.#hands = hands;
    if (!inCourse) this.course.run(this.#outages, this.#outages.ms, hands, this.#clock);
    return new Set(outages.map(({ node }) => node));
  }

  /** Outages of the last failure. */
  get outages(): Outages {
    if (!this.#outages) throw new Error('Nothing has failed yet.');
    return this.#outages;
  }

  /** Lets the last failure run again in the same order, with other outages or times; its own ones stay as they are. */
  again(outages: Outages, ms: Float64Array): void {
    this.course.run(outages, ms, this.#hands, this.#clock);
  }

  /** The estimate behind each outage of the last failure. */
  get estimates(): readonly (Estimate | null)[] {
    return this.#estimates;
  }

  /** Likely cost of the last failure per process, in `net.processes`; Infinity when it never returns. */
  costs(): number[] {
    return Array.from(this.net.processes, (v, p) => {
      const lost = this.course.lost[v] ?? 0;
      return lost === Number.POSITIVE_INFINITY ? lost : lost * (this.stakes.rate[p] ?? 0);
    });
  }

  /** Draws times and costs of the last failure. */
  draw(runs: number, seed: number, sorted = true): Chances {
    return draw(this.model, this.course, this.outages, this.#estimates, this.#hands, this.#clock, { runs, seed, sorted });
  }
}
