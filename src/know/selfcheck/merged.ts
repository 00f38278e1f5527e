import { z } from 'zod';
import type { Inventory, InventoryDependency, InventoryNode } from '../inventory/inventory.ts';

/** What the guided page wrote the last time, as texts to compare with: only what still reads the same may be changed without asking. */
export const Applied = z.object({
  nodes: z.record(z.string(), z.string()).default({}),
  teams: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  response: z.string().nullable().default(null),
});
export type Applied = z.infer<typeof Applied>;

export type Merged = {
  readonly inventory: Inventory;
  readonly applied: Applied;
  readonly added: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  /** Entered or changed by a person and different from the proposal: kept, unless their key is in `overwrite`. */
  readonly kept: readonly { readonly key: string; readonly name: string }[];
};

const plain = (name: string) => name.trim().toLocaleLowerCase('de');
const sorted = (value: unknown): unknown =>
  typeof value !== 'object' || value === null
    ? value
    : Array.isArray(value)
      ? value.map(sorted)
      : Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        );
/** The age of a number is no change of it. */
const toldNode = ({ origins: _origins, ...node }: InventoryNode): string => JSON.stringify(sorted(node));
const told = (value: unknown): string => JSON.stringify(sorted(value));
const identity = ({ of, on, any, for: purpose }: InventoryDependency) => JSON.stringify([of, on, any, purpose]);
const toldDependency = ({ id: _id, ...one }: InventoryDependency) => told(one);

/** The proposal with the keys of what is there already, so that nothing comes in twice. */
function renamed(inventory: Inventory, proposal: Inventory): Inventory {
  const taken = new Set(inventory.nodes.map(({ key }) => key));
  const keys = new Map<string, string>();
  for (const node of proposal.nodes) {
    const known = inventory.nodes.find(
      (one) =>
        one.kind === node.kind &&
        (plain(one.name) === plain(node.name) ||
          (node.provider?.catalogueId != null && one.provider?.catalogueId === node.provider.catalogueId)),
    );
    let key = known?.key ?? node.key;
    if (!known) for (let n = 2; taken.has(key); n++) key = `${node.key}-${n}`;
    taken.add(key);
    keys.set(node.key, key);
  }
  const to = (key: string) => keys.get(key) ?? key;
  return {
    ...proposal,
    nodes: proposal.nodes.map((node) => ({
      ...node,
      key: to(node.key),
      cause: node.cause.map(to),
      backups: node.backups.map((backup) => ({ ...backup, needs: backup.needs.map(to) })),
    })),
    dependencies: proposal.dependencies.map((one) => ({ ...one, of: to(one.of), on: one.on.map(to) })),
  };
}

/**
 * Puts what the guided page proposes into the inventory. What a person entered or changed stays as it is and is named in `kept`, unless
 * its key is in `overwrite`; what this page wrote itself and nobody touched follows the answers, also when they take it out again.
 */
export function merged(inventory: Inventory, proposal: Inventory, before: Applied, overwrite: ReadonlySet<string>): Merged {
  const next = renamed(inventory, proposal);
  const [added, updated, removed]: [string[], string[], string[]] = [[], [], []];
  const kept: { key: string; name: string }[] = [];
  const wanted = new Map(next.nodes.map((node) => [node.key, node]));
  const untouched = (node: InventoryNode) => Object.hasOwn(before.nodes, node.key) && before.nodes[node.key] === toldNode(node);

  const nodes = inventory.nodes.flatMap((node) => {
    const want = wanted.get(node.key);
    if (!want) {
      if (!untouched(node)) return [node];
      removed.push(node.name);
      return [];
    }
    if (toldNode(want) === toldNode(node)) return [node];
    if (untouched(node) || overwrite.has(node.key)) {
      updated.push(node.name);
      return [want];
    }
    kept.push({ key: node.key, name: node.name });
    return [node];
  });
  const there = new Set(inventory.nodes.map(({ key }) => key));
  for (const node of next.nodes)
    if (!there.has(node.key)) {
      nodes.push(node);
      added.push(node.name);
    }
  const has = new Set(nodes.map(({ key }) => key));

  const ours = (one: InventoryDependency) => before.dependencies[identity(one)] === toldDependency(one);
  const want = new Map(next.dependencies.map((one) => [identity(one), one]));
  const dependencies = inventory.dependencies.flatMap((one) => {
    const fresh = want.get(identity(one));
    if (!one.on.every((key) => has.has(key)) || !has.has(one.of)) return [];
    if (fresh) return ours(one) || overwrite.has(one.of) ? [{ ...fresh, id: one.id }] : [one];
    return ours(one) ? [] : [one];
  });
  const said = new Set(dependencies.map(identity));
  dependencies.push(...next.dependencies.filter((one) => !said.has(identity(one))));

  const teamThere = new Map(inventory.teams.map((team) => [team.key, team]));
  const teams = [
    ...inventory.teams.map((team) => {
      const fresh = next.teams.find(({ key }) => key === team.key);
      return fresh && before.teams[team.key] === told(team) ? fresh : team;
    }),
    ...next.teams.filter(({ key }) => !teamThere.has(key)),
  ];
  const response = inventory.response === null || inventory.response === before.response ? next.response : inventory.response;
  const after: Inventory = { company: inventory.company, response, teams, nodes: nodes.map(withoutLost(has)), dependencies };
  const mine = <T>(items: readonly T[], key: (item: T) => string, tell: (item: T) => string) =>
    Object.fromEntries(items.map((item) => [key(item), tell(item)]));
  return {
    inventory: after,
    applied: {
      nodes: mine(
        after.nodes.filter((node) => {
          const one = wanted.get(node.key);
          return one !== undefined && toldNode(one) === toldNode(node);
        }),
        ({ key }) => key,
        toldNode,
      ),
      teams: mine(
        after.teams.filter((team) => next.teams.some((one) => told(one) === told(team))),
        ({ key }) => key,
        told,
      ),
      dependencies: mine(
        after.dependencies.filter((one) => {
          const fresh = want.get(identity(one));
          return fresh !== undefined && toldDependency(fresh) === toldDependency(one);
        }),
        identity,
        toldDependency,
      ),
      response: response === next.response ? response : before.response,
    },
    added,
    updated,
    removed,
    kept,
  };
}

/** What a kept node named and is gone now is let go of. */
const withoutLost =
  (has: ReadonlySet<string>) =>
  (node: InventoryNode): InventoryNode => ({
    ...node,
    cause: node.cause.filter((key) => has.has(key)),
    backups: node.backups.map((backup) => ({ ...backup, needs: backup.needs.filter((key) => has.has(key)) })),
  });
