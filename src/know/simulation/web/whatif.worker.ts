import type { Model } from '../../model/model.ts';
import { type SimulationRequest, type SimulationResult, simulate } from '../simulate.ts';

/** What the page asks: a model, a request, and a number by which it knows the answer again. */
export type Asked = { readonly ask: number; readonly model: Model; readonly request: SimulationRequest };
export type Told = { readonly ask: number; readonly result: SimulationResult; readonly sampled: boolean };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
let latest = 0;

/** The likely course comes at once, the spread of thousands of runs after it. */
scope.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  latest = data.ask;
  const tell = (request: SimulationRequest, sampled: boolean) =>
    scope.postMessage({ ask: data.ask, result: simulate(data.model, request), sampled } satisfies Told);
  tell({ ...data.request, runs: 0 }, false);
  // Lets a newer question in first.
  setTimeout(() => {
    if (latest === data.ask) tell(data.request, true);
  }, 120);
});
