import { modelFrom } from '../../know/inventory/checked.ts';
import type { Inventory } from '../../know/inventory/inventory.ts';
import { disclosed, type SectorCause, sectorLosses } from '../../know/simulation/sector.ts';
import { catalogueNames, sharedCauses } from './sharedcauses.ts';

export type SectorReport = {
  /** Firms with a model, of those that the caller looks after. */
  readonly firms: number;
  readonly causes: readonly SectorCause[];
};

/** What several firms hang on together. Names of causes are the providers' own; nothing of a single firm is in the answer. */
export function sectorReport(inventories: readonly Inventory[]): SectorReport {
  const known = inventories.filter(({ nodes }) => nodes.length > 0);
  const catalogue = catalogueNames(known);
  const firms = known.flatMap((inventory) => {
    const model = modelFrom(inventory);
    if (!model.ok) return [];
    return [{ model: model.value, shared: new Map(inventory.nodes.map((node) => [node.key, sharedCauses(node, catalogue)] as const)) }];
  });
  return { firms: firms.length, causes: disclosed(sectorLosses(firms)) };
}
