import { parseDuration } from '../../kernel/instant.ts';
import type { Model } from '../../know/model/model.ts';
import type { de } from './measures.texts.ts';
import type { MeasureEdit } from './measures.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);

/** A span of a field: a plain duration, or the likely point of an estimate. */
function spanOf(value: unknown): number | undefined {
  const text = typeof value === 'object' && value !== null && 'likely' in value ? value.likely : value;
  return typeof text === 'string' ? parseDuration(text) : undefined;
}

/** What a change says, line by line, by the names of the model. `say`: a span in words. */
export function wordsOfEdit(edit: MeasureEdit, model: Model, t: typeof de.edit, say: (ms: number) => string): string[] {
  const names = new Map([...model.nodes, ...model.teams].map(({ id, name }) => [id, name]));
  for (const node of edit.addNodes) names.set(textOf(node['id']), textOf(node['name']) || textOf(node['id']));
  const name = (id: string) => names.get(id) ?? id;
  const added = new Set(edit.addNodes.map((node) => textOf(node['id'])));
  const replaced = new Set<string>();
  const needs = edit.addDependencies.flatMap((one): string[] => {
    const of = textOf(one['of']);
    const group = listOf(one['onAny']);
    for (const on of [...group, textOf(one['on'])]) replaced.add(`${of}\n${on}`);
    // What the new one needs itself is said by its name.
    if (added.has(of)) return [];
    if (group.length > 0) return [t.group(name(of), group.map(name).join(', '))];
    const on = textOf(one['on']);
    const buffer = spanOf(one['buffer']);
    if (one['for'] === 'run') return [t.needsToRun(name(of), name(on))];
    return [buffer === undefined ? t.needs(name(of), name(on)) : t.buffer(name(of), name(on), say(buffer))];
  });
  const sets = Object.entries(edit.set).map(([id, fields]) => {
    const said = Object.entries(fields).map(([field, value]) => {
      const span = spanOf(value);
      if (field === 'slots') return t.fields.slots(String(value));
      if (field === 'backups') return t.fields.backups(String(Array.isArray(value) ? value.length : 0));
      if (field === 'replace' && span !== undefined) return t.fields.replace(say(span));
      if (field === 'restore' && span !== undefined) return t.fields.restore(say(span));
      return t.other(field);
    });
    return t.set(name(id), said.join(', '));
  });
  return [
    ...edit.addNodes.map((node) => t.node(name(textOf(node['id'])))),
    ...needs,
    ...edit.removeDependencies.filter(({ of, on }) => !replaced.has(`${of}\n${on}`)).map(({ of, on }) => t.frees(name(of), name(on))),
    ...sets,
  ];
}
