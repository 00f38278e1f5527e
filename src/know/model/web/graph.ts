import type { InventoryView } from '../../inventory/inventory.contract.ts';

/** An edge of the map: `of` needs `on`, or fails together with it. `word` says how many of a group must work. */
export type MapEdge = {
  readonly id: string;
  readonly of: string;
  readonly on: string;
  readonly kind: 'needs' | 'cause';
  readonly word: string;
};

/** The lines of the map; double ones are drawn once. */
export function edgesOf({ nodes, dependencies }: InventoryView, atLeast: (k: number, n: number) => string): MapEdge[] {
  const edges = new Map<string, MapEdge>();
  const add = (edge: Omit<MapEdge, 'id'>) => {
    const id = JSON.stringify([edge.kind, edge.of, edge.on]);
    if (!edges.has(id)) edges.set(id, { id, ...edge });
  };
  for (const { of, on, any, atLeast: k } of dependencies)
    for (const target of on) add({ of, on: target, kind: 'needs', word: any ? atLeast(k, on.length) : '' });
  for (const { key, cause } of nodes) for (const target of cause) add({ of: key, on: target, kind: 'cause', word: '' });
  return [...edges.values()];
}

/** What a node is tied to, on both sides. */
export type Ties = {
  readonly needs: readonly string[];
  readonly hangsOn: readonly string[];
  readonly neededBy: readonly string[];
  readonly takesAlong: readonly string[];
};

export const tiesOf = (edges: readonly MapEdge[], key: string): Ties => ({
  needs: edges.filter(({ kind, of }) => kind === 'needs' && of === key).map(({ on }) => on),
  hangsOn: edges.filter(({ kind, of }) => kind === 'cause' && of === key).map(({ on }) => on),
  neededBy: edges.filter(({ kind, on }) => kind === 'needs' && on === key).map(({ of }) => of),
  takesAlong: edges.filter(({ kind, on }) => kind === 'cause' && on === key).map(({ of }) => of),
});
