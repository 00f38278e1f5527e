import type { Bottleneck } from './bottleneck.ts';
import type { SimulationResult } from './simulate.ts';

/** Processes that miss a target, or of which nobody can say, with the one sentence that says why. */
export type Because = { readonly processes: readonly string[]; readonly sentence: string };

/** Why targets are missed: what holds several processes in the same way is said once, for all of them. In file order. */
export function missedBecause(
  { processes }: Pick<SimulationResult, 'processes'>,
  bottlenecks: readonly Bottleneck[],
  say: (bottleneck: Bottleneck) => string,
): readonly Because[] {
  const missing = bottlenecks.filter(({ process }) => {
    const { rto, mtpd, state } = processes[process] ?? {};
    return state !== 'up' && [rto, mtpd].some((verdict) => verdict === 'fails' || verdict === 'unknown');
  });
  return [...Map.groupBy(missing, say)].map(([sentence, all]) => ({ sentence, processes: all.map(({ process }) => process) }));
}
