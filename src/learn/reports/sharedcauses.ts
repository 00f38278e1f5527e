import type { Inventory, InventoryNode } from '../../know/inventory/inventory.ts';
import type { SharedCause } from '../../know/simulation/sector.ts';

/** Legal forms and the like say nothing about who it is. */
const FORMS = /\b(gmbh|co|kg|ag|se|ug|ohg|gbr|mbh|inc|corp|corporation|ltd|limited|llc|plc|sarl|bv|deutschland|germany)\b/g;

/** `Fördenetz GmbH & Co. KG` → `fördenetz`: the same provider under the names that firms write. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLocaleLowerCase('de')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(FORMS, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Ids of the catalogue by the plain names under which firms keep them; who typed the name only is the same provider. */
export function catalogueNames(inventories: readonly Pick<Inventory, 'nodes'>[]): ReadonlyMap<string, string> {
  return new Map(
    inventories.flatMap(({ nodes }) =>
      nodes.flatMap(({ name, provider }) => (provider?.catalogueId ? [[plainName(name), provider.catalogueId] as const] : [])),
    ),
  );
}

/** What a node stands for in other firms too: its provider, and whose law reaches it. Only causes are shared. */
export function sharedCauses(node: InventoryNode, catalogue: ReadonlyMap<string, string>): SharedCause[] {
  if (node.kind !== 'cause') return [];
  const plain = plainName(node.name);
  const id = node.provider?.catalogueId ?? catalogue.get(plain);
  const provider: SharedCause[] = id
    ? [{ kind: 'provider', key: `catalogue:${id}`, name: node.name }]
    : plain === ''
      ? []
      : [{ kind: 'provider', key: `name:${plain}`, name: node.name }];
  const reach = node.provider?.reach ?? '';
  return [...provider, ...(reach === '' ? [] : [{ kind: 'jurisdiction' as const, key: `reach:${reach}`, name: reach }])];
}
