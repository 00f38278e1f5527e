import type { InventoryNode } from '../inventory/inventory.ts';

/** Whose law can reach a provider: by its own seat, its parent, or whoever holds the majority. */
export const LAWS = ['us', 'uk', 'ch', 'eu', 'de', 'other'] as const;
export type Law = (typeof LAWS)[number];

const EU = new Set('AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK EU'.split(' '));

/** The law behind a class of reach of the catalogue (`US-CLOUD-Act`, `US-investor-majority`, `DE`, …); null = own house or not known. */
export function lawOf(reach: string): Law | null {
  if (reach === '' || reach === 'unknown' || reach === 'self-hosted') return null;
  if (reach === 'US' || reach.startsWith('US-') || reach === 'mixed-US-CDNs') return 'us';
  if (reach === 'UK' || reach.startsWith('UK-') || reach === 'GB') return 'uk';
  if (reach === 'DE') return 'de';
  if (reach === 'CH') return 'ch';
  return EU.has(reach) ? 'eu' : 'other';
}

/** The providers that each law reaches, by key; laws that reach nobody are left out. What stops when that law says so is what hangs on them. */
export function reachedBy(nodes: readonly Pick<InventoryNode, 'key' | 'provider'>[]): ReadonlyMap<Law, readonly string[]> {
  const found = new Map<Law, string[]>();
  for (const law of LAWS) {
    const keys = nodes.flatMap(({ key, provider }) => (provider && lawOf(provider.reach) === law ? [key] : []));
    if (keys.length > 0) found.set(law, keys);
  }
  return found;
}
