import type { Model } from '../model/model.ts';
import type { Bottleneck } from './bottleneck.ts';
import { type Exceedance, exceedanceOf } from './exceedance.ts';
import { clockOf } from './hours.ts';
import { type Influence, influencesOf, type OriginOf } from './influence.ts';
import { MOMENTS, STEPS } from './scale.ts';
import { type SimulationRequest, type SimulationResult, simulate, simulateWithLosses } from './simulate.ts';
import { Spending, type Spread } from './spending.ts';
import { type Trace, Tracer } from './trace.ts';

/** What comes at once: the likely course. `spent`: likely euros at each moment of the clock; undefined = not known. */
export type Likely = {
  readonly result: SimulationResult;
  readonly trace: Trace;
  readonly spent: readonly (number | undefined)[];
};
/** What thousands of runs with drawn times say, and what moves the result most. */
export type Sampled = {
  readonly result: SimulationResult;
  readonly spreads: readonly Spread[];
  readonly influences: readonly Influence[];
  /** null = not known. */
  readonly exceedance: Exceedance | null;
};
/** `bottlenecks`: what each hit process waits for. Both are undefined until they have been found out. */
export type Answer = Likely & { readonly bottlenecks: readonly Bottleneck[] | undefined; readonly sampled: Sampled | undefined };

/** The range of euros is kept at every fourth moment of the clock. */
const KEPT = MOMENTS.filter((_, n) => n % 4 === 0 || n === STEPS);

export function likelyAnswer(model: Model, request: SimulationRequest): Likely {
  const tracer = new Tracer(model);
  const result = simulate(model, { ...request, runs: 0 }, { see: (...seen) => tracer.see(...seen) });
  return {
    result,
    trace: tracer.trace(),
    spent: tracer.spent(clockOf(model, request.at).open, MOMENTS),
  };
}

export function sampledAnswer(model: Model, request: SimulationRequest, originOf: OriginOf): Sampled {
  const spending = new Spending(model, clockOf(model, request.at), KEPT, request.runs);
  const { result, losses } = simulateWithLosses(model, request, { see: () => undefined, spending });
  return {
    result,
    spreads: spending.spreads(),
    influences: influencesOf(model, request, { kind: 'cost' }, { originOf }),
    exceedance: losses ? exceedanceOf(losses) : null,
  };
}

/** The range of euros spent at a moment, between the moments at which it was kept. */
export function spreadAt(spreads: readonly Spread[], clock: number): Spread | undefined {
  const after = spreads.findIndex(({ at }) => at >= clock);
  const [low, high] = [spreads[after - 1], spreads[after]];
  if (!high) return spreads.at(-1);
  if (!low || high.at === low.at) return high;
  const share = (clock - low.at) / (high.at - low.at);
  const between = (a: number, b: number) => a + share * (b - a);
  return { at: clock, low: between(low.low, high.low), high: between(low.high, high.high) };
}
