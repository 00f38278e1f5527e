import { modelFrom } from '../../know/inventory/checked.ts';
import type { Inventory } from '../../know/inventory/inventory.ts';
import { disclosed, type SectorCause, SMALLEST_GROUP, sectorLosses } from '../../know/simulation/sector.ts';
import { catalogueNames, sharedCauses } from './sharedcauses.ts';

export type SectorReport = {
  /** Firms with a model, of those that the caller looks after. */
  readonly firms: number;
  readonly causes: readonly SectorCause[];
};

/** What several firms hang on together. `nameOf`: names of the shipped catalogue; nothing of a single firm is in the answer. */
export function sectorReport(inventories: readonly Inventory[], nameOf: (catalogueId: string) => string | undefined): SectorReport {
  const known = inventories.filter(({ nodes }) => nodes.length > 0);
  const catalogue = catalogueNames(known);
  const firms = known.flatMap((inventory) => {
    const model = modelFrom(inventory);
    if (!model.ok) return [];
    return [
      { model: model.value, shared: new Map(inventory.nodes.map((node) => [node.key, sharedCauses(node, catalogue, nameOf)] as const)) },
    ];
  });
  const written = writtenAlike(known, catalogue, nameOf);
  const causes = disclosed(sectorLosses(firms)).map((one) => ({
    ...one,
    cause: { ...one.cause, name: written.get(one.cause.key) ?? one.cause.name },
  }));
  return { firms: firms.length, causes };
}

/** How a group of firms writes a provider, letter by letter the same; then it tells nothing of one of them. */
function writtenAlike(
  inventories: readonly Inventory[],
  catalogue: ReadonlyMap<string, string>,
  nameOf: (catalogueId: string) => string | undefined,
): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { nodes } of inventories)
    for (const node of nodes)
      for (const { key } of sharedCauses(node, catalogue, nameOf)) {
        if (!key.startsWith('name:')) continue;
        const mine = counts.get(key) ?? new Map<string, number>();
        counts.set(key, mine.set(node.name, (mine.get(node.name) ?? 0) + 1));
      }
  return new Map(
    [...counts].flatMap(([key, mine]) => {
      const [best] = [...mine].sort(([, a], [, b]) => b - a);
      return best && best[1] >= SMALLEST_GROUP ? [[key, best[0]] as const] : [];
    }),
  );
}
