import type { Model, Source } from '../../model/model.ts';
import { type Likely, likelyAnswer, type Sampled, sampledAnswer } from '../answer.ts';
import { type Bottleneck, bottlenecksOf } from '../bottleneck.ts';
import type { SimulationRequest } from '../simulate.ts';

/** Where numbers come from, by node and field. */
export type Origins = Readonly<Record<string, Readonly<Record<string, { readonly source: Source; readonly at: number }>>>>;
/** What the page asks: a model, a request, and a number by which it knows the answer again. */
export type Asked = { readonly ask: number; readonly model: Model; readonly origins: Origins; readonly request: SimulationRequest };
export type Told =
  | { readonly ask: number; readonly likely: Likely }
  | { readonly ask: number; readonly bottlenecks: readonly Bottleneck[] }
  | { readonly ask: number; readonly sampled: Sampled }
  | { readonly ask: number; readonly failed: string };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
let latest = 0;
const tell = (told: Told) => scope.postMessage(told);

function answering(ask: number, say: () => Told): void {
  try {
    tell(say());
  } catch (error) {
    tell({ ask, failed: error instanceof Error ? error.message : String(error) });
  }
}

/** The likely course comes at once, the spread of thousands of runs after it. */
scope.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { ask, model, origins, request } = data;
  latest = ask;
  answering(ask, () => ({ ask, likely: likelyAnswer(model, request) }));
  // Lets a newer question in first.
  setTimeout(() => {
    if (latest !== ask) return;
    answering(ask, () => ({ ask, bottlenecks: bottlenecksOf(model, request) }));
    answering(ask, () => ({ ask, sampled: sampledAnswer(model, request, (node, field) => origins[node]?.[field]) }));
  }, 120);
});
