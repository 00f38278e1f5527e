import type { Model } from '../../model/model.ts';
import { type Influence, influencesOf } from '../../simulation/influence.ts';
import type { Origins } from '../../simulation/otherwise.ts';
import { type Costs, NO_FAILURE, simulate } from '../../simulation/simulate.ts';
import { type Answer, answersOf } from '../firstanswer.ts';

/** What the guided page asks: a model, where its numbers come from, and the moment at which things fail. */
export type Asked = { readonly ask: number; readonly model: Model; readonly origins: Origins; readonly at: number };
/** `spread`: what the worst failure costs, with its range, and the numbers that move it most; null until the many runs are done. */
export type Told = {
  readonly ask: number;
  readonly answers: readonly Answer[];
  readonly spread: { readonly cost: Costs; readonly influences: readonly Influence[] } | null;
};

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
let latest = 0;

scope.addEventListener('message', ({ data: { ask, model, origins, at } }: MessageEvent<Asked>) => {
  latest = ask;
  const answers = answersOf(model, at);
  scope.postMessage({ ask, answers, spread: null } satisfies Told);
  const [worst] = answers;
  // Lets a newer question in first.
  setTimeout(() => {
    if (latest !== ask || !worst) return;
    const request = { ...NO_FAILURE, fail: [worst.node], at, runs: 1000 };
    const { cost } = simulate(model, request);
    const influences = influencesOf(model, request, { kind: 'cost' }, { originOf: (node, field) => origins[node]?.[field] });
    scope.postMessage({ ask, answers, spread: { cost, influences } } satisfies Told);
  }, 150);
});
