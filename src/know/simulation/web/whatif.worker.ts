import type { Model, Source } from '../../model/model.ts';
import { type Likely, likelyAnswer, type Sampled, sampledAnswer } from '../answer.ts';
import { type Bottleneck, bottlenecksOf } from '../bottleneck.ts';
import { type DearFailure, dearestFailures } from '../dearest.ts';
import type { SimulationRequest } from '../simulate.ts';

/** Where numbers come from, by node and field. */
export type Origins = Readonly<Record<string, Readonly<Record<string, { readonly source: Source; readonly at: number }>>>>;
/**
 * What the page asks: a model, a request, and a number by which it knows the answer again. The likely course and the rest, which takes
 * thousands of runs, are asked of two workers, so that the next likely course waits for no runs.
 */
export type Asked =
  | { readonly ask: number; readonly wants: 'likely'; readonly model: Model; readonly request: SimulationRequest }
  | { readonly ask: number; readonly wants: 'rest'; readonly model: Model; readonly request: SimulationRequest; readonly origins: Origins }
  | { readonly ask: number; readonly wants: 'dearest'; readonly model: Model; readonly at: number | null; readonly most: number };
export type Told =
  | { readonly ask: number; readonly likely: Likely }
  | { readonly ask: number; readonly bottlenecks: readonly Bottleneck[] }
  | { readonly ask: number; readonly sampled: Sampled }
  | { readonly ask: number; readonly dearest: readonly DearFailure[] }
  | { readonly ask: number; readonly failed: string };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const tell = (told: Told) => scope.postMessage(told);

function answering(ask: number, say: () => Told): void {
  try {
    tell(say());
  } catch (error) {
    tell({ ask, failed: error instanceof Error ? error.message : String(error) });
  }
}

scope.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { ask, model } = data;
  if (data.wants === 'dearest') return answering(ask, () => ({ ask, dearest: dearestFailures(model, data.at, data.most) }));
  const { request } = data;
  if (data.wants === 'likely') return answering(ask, () => ({ ask, likely: likelyAnswer(model, request) }));
  const { origins } = data;
  answering(ask, () => ({ ask, bottlenecks: bottlenecksOf(model, request) }));
  answering(ask, () => ({ ask, sampled: sampledAnswer(model, request, (node, field) => origins[node]?.[field]) }));
  return undefined;
});
