import { DAY } from '../../kernel/instant.ts';
import type { Model } from '../model/model.ts';
import { plainly } from './assess.ts';
import { horizonsOf } from './horizons.ts';

/** A single failure, with the likely euros of its first week and the processes that it hits in it, the dearest first. */
export type DearFailure = { readonly node: string; readonly euros: number; readonly hit: readonly string[] };

const WEEK = 7 * DAY;

/**
 * The single failures that cost most in their first week, dearest first; equal ones in file order. A week, because what nobody has said
 * how to restore would cost without end and say nothing beside the others. `at` as in `SimulationRequest`.
 */
export function dearestFailures(model: Model, at: number | null, most: number): readonly DearFailure[] {
  return model.nodes
    .filter(({ kind }) => kind !== 'process')
    .map(({ id }): DearFailure => {
      const cost = horizonsOf(model, plainly([id]), [WEEK], at).horizons[0]?.cost ?? new Map<string, number>();
      const hit = [...cost].filter(([, euros]) => euros > 0).sort(([, a], [, b]) => b - a);
      return { node: id, euros: hit.reduce((sum, [, euros]) => sum + euros, 0), hit: hit.map(([process]) => process) };
    })
    .filter(({ euros }) => euros > 0)
    .sort((a, b) => b.euros - a.euros)
    .slice(0, most);
}
