import type { Fault } from '../../kernel/problem.ts';
import { err, type Result } from '../../kernel/result.ts';
import type { Model } from '../model/model.ts';
import { parseModel } from '../model/parse.ts';
import { fileOf, type Inventory, LONGEST_KEY } from './inventory.ts';

/** Far beyond a firm of 500 people, within what a screen and the simulation bear. */
export const MOST_NODES = 5000;
const MOST_DEPENDENCIES = 20_000;

/** Tab and line breaks are text; other control characters and halves of a character are kept by no database. */
const unwritable = (text: string): boolean => /[^\P{Cc}\t\n\r]/u.test(text) || !text.isWellFormed();

function textFaults(value: unknown, pointer: string, faults: Fault[]): void {
  if (typeof value === 'string') {
    if (unwritable(value)) faults.push({ pointer, message: 'has characters in it that are no text' });
  } else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) textFaults(item, `${pointer}/${name}`, faults);
}

/** The model for the engine, or every fault of the inventory, with its place in the file's form. What passes may be saved. */
export function modelFrom(inventory: Inventory): Result<Model, Fault[]> {
  const faults: Fault[] = [];
  if (inventory.nodes.length > MOST_NODES) faults.push({ pointer: '/nodes', message: `more than ${MOST_NODES} entries` });
  if (inventory.dependencies.length > MOST_DEPENDENCIES)
    faults.push({ pointer: '/dependencies', message: `more than ${MOST_DEPENDENCIES} dependencies` });
  if (faults.length > 0) return err(faults);
  const file = fileOf(inventory);
  textFaults(file, '', faults);
  for (const list of ['nodes', 'teams'] as const)
    inventory[list].forEach(({ key }, n) => {
      if (key.length > LONGEST_KEY) faults.push({ pointer: `/${list}/${n}/id`, message: `longer than ${LONGEST_KEY} characters` });
    });
  const model = parseModel(file);
  if (!model.ok) faults.push(...model.error);
  return model.ok && faults.length === 0 ? model : err(faults);
}

const CIRCLE = 'causes go in a circle: ';

/** The first fault as a sentence that names things as people do, and a code that says what kind it is. */
export function sentenceOf(faults: readonly Fault[], inventory: Inventory): { readonly code: string; readonly sentence: string } {
  const [first] = faults;
  if (!first) return { code: 'model-not-valid', sentence: 'The model would not be valid.' };
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  if (first.message.startsWith(CIRCLE)) {
    const around = first.message.slice(CIRCLE.length).split(' → ');
    return {
      code: 'cause-circle',
      sentence: `Causes would go in a circle: ${around.map((key) => names.get(key) ?? key).join(' → ')}. Nothing was saved.`,
    };
  }
  const [, list = '', n = '', field = ''] = /^\/(\w+)\/(\d+)(\/.*)?$/.exec(first.pointer) ?? [];
  const item = list === 'nodes' ? inventory.nodes[Number(n)] : list === 'teams' ? inventory.teams[Number(n)] : undefined;
  const place = item ? `${item.name}${field}` : first.pointer || 'model';
  return { code: 'model-not-valid', sentence: `This would make the model invalid: ${place}: ${first.message}. Nothing was saved.` };
}
