import { formatDuration } from '../../kernel/instant.ts';
import type { Inventory, InventoryNode } from '../inventory/inventory.ts';
import type { Assumption } from './assumption.ts';
import type { Input } from './influence.ts';
import type { SimulationResult } from './simulate.ts';

const ZERO = formatDuration(0);

const timeOf = (node: InventoryNode, field: 'restore' | 'rebuild' | 'replace'): Assumption[] => {
  const estimate = node[field];
  return estimate ? [{ kind: 'time', node: node.key, field, likely: estimate.likely }] : [];
};

/** The assumption that says of an input what the inventory says now; undefined when the inventory does not have it. */
export function assumptionOn(inventory: Inventory, input: Input): Assumption | undefined {
  if (input.field === 'response') return { kind: 'response', span: inventory.response ?? ZERO };
  const node = inventory.nodes.find(({ key }) => key === input.node);
  if (!node) return undefined;
  switch (input.field) {
    case 'restore':
    case 'rebuild':
    case 'replace':
      return timeOf(node, input.field)[0];
    case 'restart':
      return { kind: 'restart', node: node.key, span: node.restart ?? ZERO };
    case 'costPerHour':
      return node.costPerHour ? { kind: 'cost', node: node.key, likely: node.costPerHour.likely } : undefined;
    case 'buffer': {
      const found = inventory.dependencies.find(({ of, on }) => of === node.key && on.join('\n') === input.on.join('\n'));
      return found ? { kind: 'buffer', of: found.of, on: found.on, span: found.buffer ?? ZERO } : undefined;
    }
  }
}

/**
 * What may be thought otherwise about a failure, as it is now: times of what is broken, hands, buffers and alternatives of what is hit,
 * response and costs. `alternative`: how a new thing beside another is called.
 */
export function adjustable(
  inventory: Inventory,
  { nodes, restores }: Pick<SimulationResult, 'nodes' | 'restores'>,
  malicious: boolean,
  alternative: (name: string) => string,
): Assumption[] {
  const isHit = (key: string) => nodes[key] !== undefined && nodes[key].state !== 'up' && nodes[key].state !== 'unknown';
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  const teams = new Set(restores.flatMap((one) => one.teams));
  const hit = inventory.dependencies.filter(({ of, on, for: purpose }) => purpose !== 'recovery' && isHit(of) && on.some(isHit));
  return [
    ...inventory.nodes
      .filter(({ key }) => nodes[key]?.broken)
      .flatMap((node) => [...timeOf(node, malicious && node.rebuild ? 'rebuild' : 'restore'), ...timeOf(node, 'replace')]),
    ...inventory.teams
      .filter(({ key }) => teams.has(key))
      .map((team): Assumption => ({ kind: 'hands', team: team.key, slots: team.slots })),
    ...hit.map(({ of, on, buffer }): Assumption => ({ kind: 'buffer', of, on, span: buffer ?? ZERO })),
    ...hit.flatMap(({ of, on, any }): Assumption[] => {
      const [only] = on;
      return any || only === undefined ? [] : [{ kind: 'alternative', of, on: only, name: alternative(names.get(only) ?? only) }];
    }),
    { kind: 'response', span: inventory.response ?? ZERO },
    ...inventory.nodes
      .filter(({ key, kind }) => kind === 'process' && isHit(key))
      .flatMap((node): Assumption[] => (node.costPerHour ? [{ kind: 'cost', node: node.key, likely: node.costPerHour.likely }] : [])),
  ];
}
