import type { Inventory } from '../inventory/inventory.ts';

/**
 * Euro an hour that rest on each node: the likely cost of all processes that need it, directly or through others, or break with it.
 * Members of a group that can be done without do not count. Buffers and loss are left aside: this ranks questions, it is no forecast.
 */
export function stakes({ nodes, dependencies }: Pick<Inventory, 'nodes' | 'dependencies'>): ReadonlyMap<string, number> {
  const carries = new Map<string, Set<string>>();
  const carry = (on: string, of: string) => carries.set(on, (carries.get(on) ?? new Set()).add(of));
  for (const one of dependencies) {
    if (one.for === 'recovery' || (one.any && one.atLeast < one.on.length)) continue;
    for (const on of one.on) carry(on, one.of);
  }
  for (const node of nodes) for (const cause of node.cause) carry(cause, node.key);
  const cost = new Map(nodes.map(({ key, kind, costPerHour }) => [key, kind === 'process' ? (costPerHour?.likely ?? 0) : 0]));
  return new Map(
    nodes.map(({ key }) => {
      const reached = new Set([key]);
      for (const one of reached) for (const above of carries.get(one) ?? []) reached.add(above);
      return [key, [...reached].reduce((sum, one) => sum + (cost.get(one) ?? 0), 0)];
    }),
  );
}
