import type { Model } from '../../model/model.ts';
import { type SimulationRequest, type SimulationResult, simulate } from '../simulate.ts';
import { type Curves, curvesOf } from './curves.ts';

/** What the page asks: a model, a request, and a number by which it knows the answer again. */
export type Asked = { readonly ask: number; readonly model: Model; readonly request: SimulationRequest };
export type Told = { readonly ask: number; readonly course: Computed };

/** `sampled`: with the spread of many runs; before that only the likely course. `spent`: likely euros at each step of the scale. */
export type Computed = {
  readonly result: SimulationResult;
  readonly sampled: boolean;
  readonly curves: Curves;
  readonly spent: readonly number[];
};

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
let latest = 0;

/** The likely course comes at once, the spread of thousands of runs after it. */
scope.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  latest = data.ask;
  const curves = curvesOf(data.model, data.request);
  const tell = (request: SimulationRequest, sampled: boolean) =>
    scope.postMessage({ ask: data.ask, course: { result: simulate(data.model, request), sampled, ...curves } } satisfies Told);
  tell({ ...data.request, runs: 0 }, false);
  // Lets a newer question in first.
  setTimeout(() => {
    if (latest === data.ask) tell(data.request, true);
  }, 120);
});
