import type { Inventory, InventoryNode } from '../../know/inventory/inventory.ts';
import type { SharedCause } from '../../know/simulation/sector.ts';
import { isHome, jurisdictionOf } from '../../know/sovereignty/reach.ts';

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

/**
 * What a node stands for in other firms too: its provider, and the foreign law that reaches it. Only causes are shared. Names are written by
 * firms, so what is shown of a provider of the catalogue is the catalogue's name (`nameOf`), never a firm's.
 */
export function sharedCauses(
  node: InventoryNode,
  catalogue: ReadonlyMap<string, string>,
  nameOf: (catalogueId: string) => string | undefined,
): SharedCause[] {
  if (node.kind !== 'cause') return [];
  const plain = plainName(node.name);
  const id = node.provider?.catalogueId ?? catalogue.get(plain);
  const known = id === undefined ? undefined : nameOf(id);
  const provider: SharedCause[] = known
    ? [{ kind: 'provider', key: `catalogue:${id}`, name: known }]
    : plain === ''
      ? []
      : [{ kind: 'provider', key: `name:${plain}`, name: titled(plain) }];
  const law = jurisdictionOf(node.provider?.reach ?? '');
  return [...provider, ...(isHome(law) || law === 'unknown' ? [] : [{ kind: 'jurisdiction' as const, key: `law:${law}`, name: law }])];
}

/** `example cloud` → `Example Cloud`: what all of them wrote alike, and nothing that one of them wrote alone. */
const titled = (plain: string): string =>
  plain.replace(/(^| )(\p{L})/gu, (_, space: string, letter: string) => space + letter.toLocaleUpperCase('de'));
