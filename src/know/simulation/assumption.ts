import { z } from 'zod';
import { DAY, formatDuration, parseDuration } from '../../kernel/instant.ts';
import { type Inventory, type InventoryNode, Key, keyFor, NodeContents } from '../inventory/inventory.ts';

const Span = z
  .string()
  .max(40)
  .refine((text) => {
    const ms = parseDuration(text);
    return ms !== undefined && ms <= 3660 * DAY;
  }, 'not an ISO 8601 duration');
const Time = Span.refine((text) => parseDuration(text) !== 0, 'takes some time');
const On = z.array(Key).min(1).max(50);

/** One number of the inventory, thought otherwise. Times ISO 8601; of an estimate the likely value, best and worst move with it. */
export const Assumption = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('time'), node: Key, field: z.enum(['restore', 'rebuild', 'replace']), likely: Time }),
  z.object({ kind: z.literal('restart'), node: Key, span: Span }),
  z.object({ kind: z.literal('cost'), node: Key, likely: z.number().min(0).max(1e12) }),
  z.object({ kind: z.literal('buffer'), of: Key, on: On, span: Span }),
  z.object({ kind: z.literal('hands'), team: Key, slots: z.number().int().min(1).max(1000) }),
  z.object({ kind: z.literal('response'), span: Span }),
  /** `of` no longer needs `on`, but one of `on` and something new called `name`. */
  z.object({ kind: z.literal('alternative'), of: Key, on: Key, name: z.string().trim().min(1).max(200) }),
]);
export type Assumption = z.infer<typeof Assumption>;

/** What an assumption is about: two about the same thing replace each other. */
export const subjectOf = (one: Assumption): string => {
  switch (one.kind) {
    case 'time':
      return JSON.stringify([one.kind, one.node, one.field]);
    case 'restart':
    case 'cost':
      return JSON.stringify([one.kind, one.node]);
    case 'buffer':
      return JSON.stringify([one.kind, one.of, one.on]);
    case 'hands':
      return JSON.stringify([one.kind, one.team]);
    case 'response':
      return one.kind;
    case 'alternative':
      return JSON.stringify([one.kind, one.of, one.on]);
  }
};

const ms = (text: string): number => parseDuration(text) ?? 0;
const sameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one, n) => one === b[n]);

function withTime(node: InventoryNode, field: 'restore' | 'rebuild' | 'replace', likely: string): InventoryNode {
  const before = node[field];
  if (before && before.likely === likely) return node;
  const ratio = before && ms(before.likely) > 0 ? ms(likely) / ms(before.likely) : 1;
  const scaled = (text: string) => formatDuration(Math.max(1000, ms(text) * ratio));
  const estimate = before
    ? { best: scaled(before.best), likely, worst: scaled(before.worst), source: 'guess' as const }
    : { best: likely, likely, worst: likely, source: 'guess' as const };
  const { [field]: _known, ...origins } = node.origins;
  return { ...node, [field]: estimate, origins };
}

function withCost(node: InventoryNode, likely: number): InventoryNode {
  const before = node.costPerHour;
  const ratio = before && before.likely > 0 ? likely / before.likely : 1;
  const costPerHour = before ? { low: before.low * ratio, likely, high: before.high * ratio } : { low: likely, likely, high: likely };
  return { ...node, costPerHour };
}

/** The inventory with one thing thought otherwise; undefined when what it is about is not there (any more). */
function assumed(inventory: Inventory, one: Assumption): Inventory | undefined {
  const changeNode = (key: string, change: (node: InventoryNode) => InventoryNode): Inventory | undefined =>
    inventory.nodes.some((node) => node.key === key)
      ? { ...inventory, nodes: inventory.nodes.map((node) => (node.key === key ? change(node) : node)) }
      : undefined;
  switch (one.kind) {
    case 'time':
      return changeNode(one.node, (node) => withTime(node, one.field, one.likely));
    case 'restart':
      return changeNode(one.node, (node) => ({ ...node, restart: one.span }));
    case 'cost':
      return changeNode(one.node, (node) => (node.kind === 'process' ? withCost(node, one.likely) : node));
    case 'response':
      return { ...inventory, response: one.span };
    case 'hands':
      if (!inventory.teams.some(({ key }) => key === one.team)) return undefined;
      return { ...inventory, teams: inventory.teams.map((team) => (team.key === one.team ? { ...team, slots: one.slots } : team)) };
    case 'buffer': {
      const fits = ({ of, on }: Inventory['dependencies'][number]) => of === one.of && sameList(on, one.on);
      if (!inventory.dependencies.some(fits)) return undefined;
      const buffer = ms(one.span) === 0 ? null : one.span;
      return { ...inventory, dependencies: inventory.dependencies.map((other) => (fits(other) ? { ...other, buffer } : other)) };
    }
    case 'alternative': {
      const fits = ({ of, on, for: purpose }: Inventory['dependencies'][number]) =>
        of === one.of && sameList(on, [one.on]) && purpose !== 'recovery';
      const model = inventory.nodes.find(({ key }) => key === one.on);
      if (!model || !inventory.dependencies.some(fits)) return undefined;
      const key = keyFor(one.name, new Set(inventory.nodes.map((node) => node.key)));
      const kind = model.kind === 'cause' || model.kind === 'process' ? 'service' : model.kind;
      // Only its name is known; it hangs on nothing, as far as was said.
      const added: InventoryNode = { ...NodeContents.parse({ kind, name: one.name, asked: true }), key };
      return {
        ...inventory,
        nodes: [...inventory.nodes, added],
        dependencies: inventory.dependencies.map((other) => (fits(other) ? { ...other, on: [one.on, key], any: true, atLeast: 1 } : other)),
      };
    }
  }
}

/** The inventory as it would be; `gone` are the assumptions about things that are not there (any more). Pure; times stay ISO 8601. */
export function withAssumptions(
  inventory: Inventory,
  assumptions: readonly Assumption[],
): { readonly inventory: Inventory; readonly gone: readonly Assumption[] } {
  const gone: Assumption[] = [];
  let changed = inventory;
  for (const one of assumptions) {
    const next = assumed(changed, one);
    if (next) changed = next;
    else gone.push(one);
  }
  return { inventory: changed, gone };
}
