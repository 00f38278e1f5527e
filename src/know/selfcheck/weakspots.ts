import type { Inventory } from '../inventory/inventory.ts';
import type { EvidenceKind } from './maturity.ts';
import { newestOf, Owned, type OwnershipAnswer, ownershipState } from './ownership.ts';
import { stakes } from './stake.ts';

/** A step of the ladder, and whether enough was tried for it. */
export type StepTried = { readonly kind: EvidenceKind; readonly level: number; readonly reached: boolean };

/** A weak spot for which there is a measure. `about`: question of ownership, key of a node, or the kind of evidence. */
export type WeakSpot =
  | { readonly kind: 'owner'; readonly about: Owned }
  | { readonly kind: 'no-backup'; readonly about: string; readonly name: string }
  | { readonly kind: 'untried'; readonly about: EvidenceKind; readonly level: number };

/**
 * What is weak for sure, with the most urgent first: what others alone hold, data and systems that nobody backs up (by what hangs on
 * them), and the steps of maturity that nobody has tried. What is merely unknown is a question, not a weak spot.
 */
export function weakSpots(
  inventory: Pick<Inventory, 'nodes' | 'dependencies'>,
  ownership: readonly OwnershipAnswer[],
  rungs: readonly StepTried[],
  now: number,
): WeakSpot[] {
  const newest = newestOf(ownership);
  const stake = stakes(inventory);
  return [
    ...Owned.options.filter((one) => ownershipState(newest[one], now) === 'weak').map((about): WeakSpot => ({ kind: 'owner', about })),
    ...inventory.nodes
      .filter(({ kind, backups }) => kind === 'data' && backups.length === 0)
      .sort((a, b) => (stake.get(b.key) ?? 0) - (stake.get(a.key) ?? 0))
      .map(({ key, name }): WeakSpot => ({ kind: 'no-backup', about: key, name })),
    ...rungs.filter(({ reached }) => !reached).map(({ kind, level }): WeakSpot => ({ kind: 'untried', about: kind, level })),
  ];
}

/** The name under which it is known on the board of measures, so that it is noted once. */
export const proposalOf = (spot: WeakSpot): string => `maturity:${spot.kind}:${spot.kind === 'untried' ? `${spot.level}` : spot.about}`;
