import { type InventoryView, readInventory } from '../../../know/inventory/inventory.contract.ts';
import type { Choice } from '../../../web/parts/field.tsx';
import { useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';

/** The inventory, where the role may see it. */
export function useInventory(): { readonly may: boolean; readonly inventory: InventoryView | undefined } {
  const may = useMay('know.read');
  const { data } = useQueryOf(readInventory, undefined, { topics: ['node'], enabled: may });
  return { may, inventory: data };
}

/** What a check can be bound to: everything but processes, by name. */
export function nodeChoices(inventory: InventoryView | undefined, none: string): Choice<string>[] {
  const { compare } = new Intl.Collator('de', { numeric: true });
  const nodes = (inventory?.nodes ?? []).filter(({ kind }) => kind !== 'process').sort((a, b) => compare(a.name, b.name));
  return [{ value: '-', label: none }, ...nodes.map(({ key, name }) => ({ value: key, label: name }))];
}
