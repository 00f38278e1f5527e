import type { Fault } from '../../kernel/problem.ts';
import { err, type Result } from '../../kernel/result.ts';
import { combined } from '../../know/inventory/changes.ts';
import { fromFile } from '../../know/inventory/file.ts';
import { fileOf, type Inventory } from '../../know/inventory/inventory.ts';
import { editedFile } from '../../know/simulation/edit.ts';
import { engineEdit, type MeasureEdit } from './measures.ts';

/** The inventory with the change in it: what only people read (providers, notes, origins) stays. Or what is wrong with the change. */
export function changedInventory(inventory: Inventory, edit: MeasureEdit): Result<Inventory, readonly Fault[]> {
  const file = editedFile(fileOf(inventory), engineEdit(edit), '/edit');
  if (!file.ok) return err(file.error);
  const read = fromFile(file.value);
  if (!read.ok) return err(read.error);
  return { ok: true, value: combined(inventory, read.value, 'replace') };
}
