import { parseDuration } from '../../kernel/instant.ts';
import { NODE_KINDS, type NodeKind } from '../model/model.ts';
import type { Inventory, InventoryDependency, InventoryNode, Origin } from './inventory.ts';

/** The parts of the inventory that have a screen of their own. */
export type Section = 'processes' | 'resources' | 'providers';

export const RESOURCE_KINDS: readonly NodeKind[] = NODE_KINDS.filter((kind) => kind !== 'process' && kind !== 'cause');

export const sectionOf = ({ kind }: Pick<InventoryNode, 'kind'>): Section =>
  kind === 'process' ? 'processes' : kind === 'cause' ? 'providers' : 'resources';

/** Milliseconds of an ISO 8601 text, or null. */
export const msOf = (span: string | null | undefined): number | null => (span ? (parseDuration(span) ?? null) : null);

export const needsOf = (dependencies: readonly InventoryDependency[], key: string): InventoryDependency[] =>
  dependencies.filter(({ of }) => of === key);

/** Nobody has said what it depends on: the model calls it unknown (contracts/model.md 9). */
export const isUnasked = (node: InventoryNode, dependencies: readonly InventoryDependency[]): boolean =>
  !node.asked && !dependencies.some(({ of }) => of === node.key);

/** How many entries need it or break with it. */
export const dependantsOf = ({ nodes, dependencies }: Pick<Inventory, 'nodes' | 'dependencies'>, key: string): string[] => [
  ...new Set([
    ...dependencies.filter(({ on }) => on.includes(key)).map(({ of }) => of),
    ...nodes.filter(({ cause }) => cause.includes(key)).map((node) => node.key),
  ]),
];

/** The dependencies and causes that a removal takes along, as words. */
export function tiesOf(inventory: Pick<Inventory, 'nodes' | 'dependencies'>, key: string): string[] {
  const names = new Map(inventory.nodes.map((node) => [node.key, node.name]));
  const name = (one: string) => names.get(one) ?? one;
  return [
    ...inventory.dependencies
      .filter(({ of, on }) => of === key || on.includes(key))
      .map(({ of, on }) => `${name(of)} → ${on.map(name).join(' / ')}`),
    ...inventory.nodes.filter(({ cause }) => cause.includes(key)).map((node) => `${node.name} → ${name(key)}`),
  ];
}

/** The origin of a number, in the form a badge shows. */
export const originOf = (node: Pick<InventoryNode, 'origins'>, field: string): Origin | undefined => node.origins[field];
