import type { Fault } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Model } from '../model/model.ts';
import { parseModel } from '../model/parse.ts';
import { writeModel } from '../model/write.ts';

type Json = Readonly<Record<string, unknown>>;

/** A change to a model, in the words of its file. A field that is set to null is taken away. */
export type Edit = {
  readonly addNodes: readonly unknown[];
  readonly addDependencies: readonly unknown[];
  readonly removeDependencies: readonly { readonly of: string; readonly on: string }[];
  /** Fields of nodes, or of teams where no node has the id. */
  readonly set: readonly { readonly id: string; readonly fields: Json }[];
};

export const NO_EDIT: Edit = { addNodes: [], addDependencies: [], removeDependencies: [], set: [] };

/** Both changes; what both add or remove counts once. */
export function together(a: Edit, b: Edit): Edit {
  const both = <T>(first: readonly T[], second: readonly T[]): T[] => {
    const seen = new Set(first.map((one) => JSON.stringify(one)));
    return [...first, ...second.filter((one) => !seen.has(JSON.stringify(one)))];
  };
  return {
    addNodes: both(a.addNodes, b.addNodes),
    addDependencies: both(a.addDependencies, b.addDependencies),
    removeDependencies: both(a.removeDependencies, b.removeDependencies),
    set: [...a.set, ...b.set],
  };
}

const idOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : '';

function withFields(list: readonly unknown[], { id, fields }: Edit['set'][number]): unknown[] | undefined {
  if (!list.some((one) => idOf(one) === id)) return undefined;
  return list.map((one) => {
    if (idOf(one) !== id) return one;
    const all = new Map<string, unknown>(Object.entries(one as Json));
    for (const [name, value] of Object.entries(fields)) if (name !== 'id') all.set(name, value);
    return Object.fromEntries([...all].filter(([, value]) => value !== null));
  });
}

/** A model file after a change, with how much of it was there before; and what the change named that is not there. */
type Changed = {
  readonly file: Json;
  readonly nodes: readonly unknown[];
  readonly teams: readonly unknown[];
  readonly keptDependencies: number;
  readonly faults: readonly Fault[];
};

const listIn = (file: Json, name: string): unknown[] => {
  const list = file[name];
  return Array.isArray(list) ? (list as unknown[]) : [];
};

function changedFile(file: Json, edit: Edit, place: string): Changed {
  const faults: Fault[] = [];
  let dependencies = listIn(file, 'dependencies');
  edit.removeDependencies.forEach(({ of, on }, n) => {
    const left = dependencies.filter((one) => !(isPair(one) && one.of === of && one.on === on));
    if (left.length === dependencies.length)
      faults.push({ pointer: `${place}/removeDependencies/${n}`, message: `"${of}" has no dependency on "${on}"` });
    dependencies = left;
  });
  const keptDependencies = dependencies.length;
  let nodes: unknown[] = [...listIn(file, 'nodes'), ...edit.addNodes];
  let teams = listIn(file, 'teams');
  for (const change of edit.set) {
    const changedNodes = withFields(nodes, change);
    const changedTeams = changedNodes ? undefined : withFields(teams, change);
    if (changedNodes) nodes = changedNodes;
    else if (changedTeams) teams = changedTeams;
    else faults.push({ pointer: `${place}/set/${escaped(change.id)}`, message: `there is no node or team "${change.id}"` });
  }
  const next = { ...file, nodes, teams, dependencies: [...dependencies, ...edit.addDependencies] };
  return { file: next, nodes, teams, keptDependencies, faults };
}

/** A model file after the change, not yet read; or what the change names that is not there. */
export function editedFile(file: Json, edit: Edit, place: string): Result<Json, readonly Fault[]> {
  const { file: next, faults } = changedFile(file, edit, place);
  return faults.length > 0 ? err(faults) : ok(next);
}

/** The model after the change, or what is wrong with the change: faults with places under `place`. */
export function edited(model: Model, edit: Edit, place: string): Result<Model, Fault[]> {
  const { file, nodes, teams, keptDependencies, faults: missing } = changedFile(writeModel(model), edit, place);
  const faults = [...missing];
  const before = model.nodes.length;
  const parsed = parseModel(file);
  if (!parsed.ok) {
    const ids = nodes.map(idOf);
    const teamIds = teams.map(idOf);
    for (const { pointer, message } of parsed.error) {
      const [, list = '', index = '', ...rest] = pointer.split('/');
      const at = Number(index);
      const tail = rest.map((part) => `/${part}`).join('');
      const id = (list === 'nodes' ? ids : teamIds)[at] ?? '';
      const where =
        list === 'dependencies'
          ? `/addDependencies/${at - keptDependencies}`
          : list === 'nodes' && at >= before
            ? `/addNodes/${at - before}`
            : `/set/${escaped(id)}`;
      faults.push({ pointer: `${place}${where}${tail}`, message });
    }
  }
  return faults.length > 0 || !parsed.ok ? err(faults) : ok(parsed.value);
}

const isPair = (value: unknown): value is { of: unknown; on: unknown } =>
  typeof value === 'object' && value !== null && 'of' in value && 'on' in value;
const escaped = (id: string): string => id.replaceAll('~', '~0').replaceAll('/', '~1');
