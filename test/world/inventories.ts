import {
  DependencyContents,
  type InventoryDependency,
  type InventoryNode,
  NodeContents,
  ProviderDetails,
} from '../../src/know/inventory/inventory.ts';
import type { NodeKind } from '../../src/know/model/model.ts';

export type { Inventory } from '../../src/know/inventory/inventory.ts';

type More = {
  readonly cause?: readonly string[];
  /** A company stands behind it; `true`: any. */
  readonly provider?: boolean | { readonly catalogueId?: string; readonly website?: string };
  readonly role?: string;
  readonly asked?: boolean;
};

/** A node of an inventory, named as its key, asked about unless it is said otherwise. */
export const inventoryNode = (
  key: string,
  kind: NodeKind,
  { cause = [], provider = false, role, asked = true }: More = {},
): InventoryNode => ({
  ...NodeContents.parse({
    kind,
    name: key,
    cause,
    asked,
    role: role ?? null,
    provider: provider === false ? null : ProviderDetails.parse(provider === true ? {} : provider),
  }),
  key,
});

export const inventoryDependency = (of: string, on: readonly string[], any = false): InventoryDependency => ({
  ...DependencyContents.parse({ of, on, any }),
  id: `${of} ${on.join(' ')}`,
});
