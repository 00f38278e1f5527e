import type { Model } from '../model/model.ts';
import type { SimulationResult } from './simulate.ts';

/** A time that nobody has said, and without which its node never comes back (`never`) or nobody knows when. */
export type Unsaid = { readonly node: string; readonly field: 'restore' | 'rebuild'; readonly never: boolean };

/**
 * The times that a result waits for: of broken things that no cause and no given duration brings back. Those on which most hangs come
 * first. Causes (a provider, a law) are restored by others, and are not asked about.
 */
export function unsaidIn(model: Model, { nodes }: Pick<SimulationResult, 'nodes'>, malicious: boolean): readonly Unsaid[] {
  const chains = Object.values(nodes).map(({ because }) => because);
  const weight = (id: string) => chains.filter((chain) => chain.includes(id)).length;
  return model.nodes
    .flatMap(({ id, kind, causes, restore, rebuild, replace }): Unsaid[] => {
      const { broken, upAt } = nodes[id] ?? { broken: false, upAt: null };
      if (!broken || (upAt !== null && upAt !== 'unknown') || kind === 'cause') return [];
      if ((malicious ? rebuild : restore) !== null || causes.some((cause) => nodes[cause]?.broken === true)) return [];
      return replace === null || causes.length === 0 ? [{ node: id, field: malicious ? 'rebuild' : 'restore', never: upAt === null }] : [];
    })
    .sort((a, b) => weight(b.node) - weight(a.node));
}
