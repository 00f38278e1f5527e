import type { InventoryView } from '../../inventory/inventory.contract.ts';
import type { Model } from '../../model/model.ts';
import { type Likely, likelyAnswer, type Sampled, sampledAnswer } from '../answer.ts';
import type { Assumption } from '../assumption.ts';
import { type Bottleneck, bottlenecksOf } from '../bottleneck.ts';
import { type DearFailure, dearestFailures } from '../dearest.ts';
import { otherwise } from '../otherwise.ts';
import type { SimulationRequest } from '../simulate.ts';

/**
 * What the page asks: an inventory with changes, a request, and a number by which it knows the answer again. The inventory is large
 * and seldom another one: it is sent ahead of the questions about it. The likely course and the rest, which takes thousands of runs,
 * are asked of two workers, so that the next likely course waits for no runs.
 */
export type Asked =
  | { readonly wants: 'remember'; readonly inventory: InventoryView }
  | {
      readonly wants: 'likely' | 'rest';
      readonly ask: number;
      readonly changes: readonly Assumption[];
      readonly request: SimulationRequest;
    }
  | { readonly wants: 'dearest'; readonly ask: number; readonly model: Model; readonly at: number | null; readonly most: number };
export type Told =
  | { readonly ask: number; readonly likely: Likely }
  | { readonly ask: number; readonly bottlenecks: readonly Bottleneck[] }
  | { readonly ask: number; readonly sampled: Sampled }
  | { readonly ask: number; readonly dearest: readonly DearFailure[] }
  | { readonly ask: number; readonly invalid: string }
  | { readonly ask: number; readonly failed: string };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
let inventory: InventoryView | undefined;

function* answers(asked: Exclude<Asked, { wants: 'remember' }>): Generator<Told> {
  const { ask } = asked;
  if (asked.wants === 'dearest') return yield { ask, dearest: dearestFailures(asked.model, asked.at, asked.most) };
  if (!inventory) throw new Error('asked before there was an inventory');
  const { changes, request, wants } = asked;
  const read = otherwise(inventory, changes);
  if (!read.ok) return yield { ask, invalid: read.fault };
  const { model, origins } = read;
  if (wants === 'likely') return yield { ask, likely: likelyAnswer(model, request) };
  yield { ask, bottlenecks: bottlenecksOf(model, request) };
  return yield { ask, sampled: sampledAnswer(model, request, (node, field) => origins[node]?.[field]) };
}

scope.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if (data.wants === 'remember') {
    inventory = data.inventory;
    return;
  }
  try {
    for (const told of answers(data)) scope.postMessage(told);
  } catch (error) {
    scope.postMessage({ ask: data.ask, failed: error instanceof Error ? error.message : String(error) } satisfies Told);
  }
});
