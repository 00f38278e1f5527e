import type { Model } from '../../model/model.ts';
import { type Costs, NO_FAILURE, simulate } from '../../simulation/simulate.ts';
import { type Answer, answersOf } from '../firstanswer.ts';

/** What the guided page asks: a model and the moment at which things fail. */
export type Asked = { readonly ask: number; readonly model: Model; readonly at: number };
/** `spread`: what the worst failure costs, with its range; null until the many runs are done. */
export type Told = { readonly ask: number; readonly answers: readonly Answer[]; readonly spread: Costs | null };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
let latest = 0;

scope.addEventListener('message', ({ data: { ask, model, at } }: MessageEvent<Asked>) => {
  latest = ask;
  const answers = answersOf(model, at);
  scope.postMessage({ ask, answers, spread: null } satisfies Told);
  const [worst] = answers;
  // Lets a newer question in first.
  setTimeout(() => {
    if (latest !== ask || !worst) return;
    const { cost } = simulate(model, { ...NO_FAILURE, fail: [worst.node], at, runs: 1000 });
    scope.postMessage({ ask, answers, spread: cost } satisfies Told);
  }, 150);
});
