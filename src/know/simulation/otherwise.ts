import { modelFrom, sentenceOf } from '../inventory/checked.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Model, Source } from '../model/model.ts';
import { type Assumption, withAssumptions } from './assumption.ts';

/** Where numbers come from, by node and field. */
export type Origins = Readonly<Record<string, Readonly<Record<string, { readonly source: Source; readonly at: number }>>>>;

export type Otherwise =
  | { readonly ok: true; readonly model: Model; readonly origins: Origins }
  /** The changes make a model that is not valid: what is wrong, in a sentence. */
  | { readonly ok: false; readonly fault: string };

/** Where the numbers of an inventory come from. */
export const originsOf = ({ nodes }: Pick<Inventory, 'nodes'>): Origins =>
  Object.fromEntries(nodes.map(({ key, origins }) => [key, origins]));

/** The model of an inventory as it would be with these changes, and where its numbers come from. */
export function otherwise(inventory: Inventory, changes: readonly Assumption[]): Otherwise {
  const changed = withAssumptions(inventory, changes).inventory;
  const read = modelFrom(changed);
  if (!read.ok) return { ok: false, fault: sentenceOf(read.error, changed).sentence };
  return { ok: true, model: read.value, origins: originsOf(changed) };
}
