import type { FileContents } from './file.ts';
import type { Inventory, InventoryDependency, InventoryNode } from './inventory.ts';

/** What an import would do, by name. */
export type Changes = {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly same: number;
};

/** A text that is the same for the same contents, in whatever order they were written down. */
const told = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const identity = (one: Pick<InventoryDependency, 'of' | 'on' | 'any'>) => JSON.stringify([one.of, one.on, one.any]);

function mergedBy<T>(before: readonly T[], after: readonly T[], key: (item: T) => string): T[] {
  const news = new Map(after.map((item) => [key(item), item]));
  const kept = before.map((item) => news.get(key(item)) ?? item);
  const known = new Set(before.map(key));
  return [...kept, ...after.filter((item) => !known.has(key(item)))];
}

/** A file of another program says nothing of providers and notes; what is known of them stays. */
const withKnown = (nodes: readonly InventoryNode[], before: readonly InventoryNode[]): InventoryNode[] => {
  const known = new Map(before.map((node) => [node.key, node]));
  return nodes.map((node) => ({
    ...node,
    provider: node.provider ?? known.get(node.key)?.provider ?? null,
    role: node.role ?? known.get(node.key)?.role ?? null,
    note: node.note || (known.get(node.key)?.note ?? ''),
  }));
};

/** The inventory with the file put into it: `merge` adds and changes, `replace` removes what the file does not have too. */
export function combined(inventory: Inventory, file: FileContents, how: 'merge' | 'replace'): Inventory {
  const company =
    how === 'replace'
      ? { ...inventory.company, ...Object.fromEntries(Object.entries(file.company).filter(([, value]) => value !== null && value !== '')) }
      : inventory.company;
  const nodes = withKnown(file.nodes, inventory.nodes);
  // What leads from and to the same stays the same dependency.
  const ids = new Map(inventory.dependencies.map((one) => [identity(one), one.id]));
  const dependencies = file.dependencies.map((one) => ({ ...one, id: ids.get(identity(one)) ?? `new ${one.id}` }));
  if (how === 'replace') return { company, response: file.response, teams: file.teams, nodes, dependencies };
  return {
    company,
    response: file.response ?? inventory.response,
    teams: mergedBy(inventory.teams, file.teams, (team) => team.key),
    nodes: mergedBy(inventory.nodes, nodes, (node) => node.key),
    dependencies: mergedBy(inventory.dependencies, dependencies, identity),
  };
}

/** What differs between two inventories: nodes, teams and dependencies, in words a person recognises. */
export function changesBetween(before: Inventory, after: Inventory): Changes {
  const named = (inventory: Inventory) => {
    const names = new Map(inventory.nodes.map((node) => [node.key, node.name]));
    const name = (key: string) => names.get(key) ?? key;
    return new Map<string, { label: string; text: string }>([
      // The age of a number is no change of it; its source is told by the number itself.
      ...inventory.nodes.map(({ origins: _origins, ...node }): [string, { label: string; text: string }] => [
        `node ${node.key}`,
        { label: node.name, text: told(node) },
      ]),
      ...inventory.teams.map((team): [string, { label: string; text: string }] => [
        `team ${team.key}`,
        { label: team.name, text: told(team) },
      ]),
      ...inventory.dependencies.map(({ id: _id, ...one }): [string, { label: string; text: string }] => [
        `dependency ${identity(one)}`,
        { label: `${name(one.of)} → ${one.on.map(name).join(' / ')}`, text: told(one) },
      ]),
    ]);
  };
  const [old, fresh] = [named(before), named(after)];
  const labels = (entries: Iterable<[string, { label: string; text: string }]>, keep: (key: string, text: string) => boolean) =>
    [...entries].filter(([key, { text }]) => keep(key, text)).map(([, { label }]) => label);
  return {
    added: labels(fresh, (key) => !old.has(key)),
    changed: labels(fresh, (key, text) => old.has(key) && old.get(key)?.text !== text),
    removed: labels(old, (key) => !fresh.has(key)),
    same: [...fresh].filter(([key, { text }]) => old.get(key)?.text === text).length,
  };
}
