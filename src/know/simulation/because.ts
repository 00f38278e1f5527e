import { itemsOf, type Network } from './network.ts';

/**
 * One shortest chain from the node to something broken, over run dependencies that took capacity from their node at some time
 * (`took`, by clause); the node alone when it is broken, empty when nothing happened to it. Of equal chains the first in file order.
 */
export function becauseOf(net: Network, node: number, broken: ReadonlySet<number>, worst: Float64Array, took: Uint8Array): number[] {
  if (worst[node] === 0) return [];
  const cameFrom = new Map<number, number>([[node, -1]]);
  for (const v of cameFrom.keys()) {
    if (broken.has(v)) {
      const chain: number[] = [];
      for (let at = v; at !== -1; at = cameFrom.get(at) ?? -1) chain.unshift(at);
      return chain;
    }
    for (const clause of itemsOf(net.run, v)) {
      if (took[clause] !== 1) continue;
      const needed = (net.least[clause] ?? 0) > 0 ? 1 : 0;
      // Of a group those count that did not work; of a single dependency any loss.
      for (const member of itemsOf(net.members, clause))
        if (!cameFrom.has(member) && (worst[member] ?? 0) > 0 && (worst[member] ?? 0) >= needed) cameFrom.set(member, v);
    }
  }
  return [];
}
