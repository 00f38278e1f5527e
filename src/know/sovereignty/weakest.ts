import type { Inventory } from '../inventory/inventory.ts';
import { type Jurisdiction, strengthOf } from './reach.ts';
import { causesAbove } from './services.ts';
import type { Provider } from './standing.ts';

/** What decides about a node: its weakest needed dependency, and the chain of keys to it. */
export type Weakest = { readonly reach: Jurisdiction; readonly chain: readonly string[] };

const HOME: Weakest = { reach: 'own', chain: [] };
const weakerOf = (a: Weakest, b: Weakest): Weakest => (strengthOf(b.reach) < strengthOf(a.reach) ? b : a);

/**
 * Per node the weakest of all it needs, the best of those that can stand in for each other (of a group that needs k, the k-th best).
 * Not the mean: it would hide one weak sign-in behind ten strong services. In circles the best that holds together counts.
 */
export function weakestOf(inventory: Inventory, providers: readonly Provider[]): ReadonlyMap<string, Weakest> {
  const nodes = new Map(inventory.nodes.map((node) => [node.key, node]));
  const known = new Map(providers.map((one) => [one.key, one]));
  const needs = new Map(inventory.nodes.map(({ key }) => [key, inventory.dependencies.filter((one) => one.of === key)]));
  const own = new Map(
    inventory.nodes.map((node): [string, Weakest] => {
      const self = known.get(node.key);
      const behind = [...(self ? [self] : []), ...causesAbove(nodes, node.key).flatMap((key) => known.get(key) ?? [])];
      const run = (needs.get(node.key) ?? []).some((one) => one.for !== 'recovery');
      // A service of others that nobody has named, and what nobody was asked about: not known. Else it stands in the own house.
      const unsaid = behind.length === 0 && !run && (node.kind === 'service' || (!node.asked && node.kind !== 'cause'));
      const start: Weakest = unsaid ? { reach: 'unknown', chain: [node.key] } : HOME;
      return [
        node.key,
        behind.reduce<Weakest>((worst, one) => weakerOf(worst, { reach: one.jurisdiction, chain: [node.key, one.key] }), start),
      ];
    }),
  );
  const values = new Map(inventory.nodes.map(({ key }) => [key, own.get(key) ?? HOME]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { key } of inventory.nodes) {
      let next = own.get(key) ?? HOME;
      for (const { on, any, atLeast, loss, for: purpose } of needs.get(key) ?? []) {
        if (purpose === 'recovery' || loss === 0) continue;
        const through = on.map((one): Weakest => {
          const value = values.get(one) ?? HOME;
          return { reach: value.reach, chain: [key, ...value.chain] };
        });
        const best = [...through].sort((a, b) => strengthOf(b.reach) - strengthOf(a.reach));
        const counted = any ? best[Math.min(atLeast, best.length) - 1] : best.at(-1);
        if (counted) next = weakerOf(next, counted);
      }
      if (next.reach === values.get(key)?.reach) continue;
      values.set(key, next);
      changed = true;
    }
  }
  return values;
}
