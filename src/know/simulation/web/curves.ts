import type { Model } from '../../model/model.ts';
import { Course } from '../course.ts';
import { clockOf } from '../hours.ts';
import { compile } from '../network.ts';
import { layOut } from '../outages.ts';
import { plan } from '../planning.ts';
import { outagesOf } from '../scenario.ts';
import { stakesOf } from '../score.ts';
import type { SimulationRequest } from '../simulate.ts';
import { STEPS, timeAt } from './scale.ts';

/** From `at` on (milliseconds since the outage) a process has this capacity, until the next step. */
export type Step = { readonly at: number; readonly capacity: number };
export type Curves = ReadonlyMap<string, readonly Step[]>;

/** What a process works like at a moment; 1 before its first step. */
export const capacityAt = (steps: readonly Step[] | undefined, clock: number): number =>
  steps?.findLast(({ at }) => at <= clock)?.capacity ?? 1;

/**
 * The planned course of a failure, process by process, and the likely euros spent at each step of the scale. The same engine as
 * `simulate`, listened to while it runs.
 */
export function curvesOf(model: Model, request: SimulationRequest): { readonly curves: Curves; readonly spent: readonly number[] } {
  const net = compile(model);
  const clock = clockOf(model, request.at);
  const outages = layOut(net, outagesOf(model, net, request, 'soon').outages);
  const course = new Course(net);
  const { hands } = plan(model, course, outages, outages.ms, clock, stakesOf(model));
  const steps = new Map<number, Step[]>();
  course.run(outages, outages.ms, hands, clock, (now, { lost }) => {
    for (const v of net.processes) {
      const capacity = 1 - (lost[v] ?? 0);
      const mine = steps.get(v) ?? [];
      if ((mine.at(-1)?.capacity ?? 1) !== capacity) steps.set(v, [...mine, { at: now, capacity }]);
    }
  });
  const open = (v: number, from: number, to: number) => clock.open?.(v, from, to) ?? to - from;
  const spentBy = (end: number): number => {
    let sum = 0;
    for (const [v, mine] of steps) {
      const rate = model.nodes[v]?.costPerHour?.likely ?? 0;
      mine.forEach(({ at, capacity }, n) => {
        const until = Math.min(mine[n + 1]?.at ?? end, end);
        if (rate > 0 && capacity < 1 && until > at) sum += (rate * (1 - capacity) * open(v, at, until)) / 3_600_000;
      });
    }
    return sum;
  };
  return {
    curves: new Map([...steps].map(([v, mine]) => [model.nodes[v]?.id ?? '', mine])),
    spent: Array.from({ length: STEPS + 1 }, (_, n) => spentBy(timeAt(n / STEPS))),
  };
}
