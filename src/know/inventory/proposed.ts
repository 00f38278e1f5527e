import { de } from '../discovery/discovery.texts.ts';
import type { Proposal } from '../discovery/propose.ts';
import {
  type DependencyContents,
  type Inventory,
  type InventoryDependency,
  type InventoryNode,
  keyFor,
  NodeContents,
  ProviderDetails,
} from './inventory.ts';

const plain = (name: string) => name.trim().toLocaleLowerCase('de');

/** The node that stands for a provider of the catalogue: by its id there, else by name among the causes. */
export const providerNode = (
  nodes: readonly InventoryNode[],
  { id, name }: { readonly id: string; readonly name: string },
): InventoryNode | undefined =>
  nodes.find((node) => node.provider?.catalogueId === id) ??
  nodes.find((node) => node.kind === 'cause' && plain(node.name) === plain(name));

export type Entered = { readonly inventory: Inventory; readonly added: readonly string[] };

/**
 * The inventory with what a scan proposes: each provider as a shared cause, each service as a resource that breaks with who offers
 * it and with whose infrastructure carries it, and what the services need of each other.
 * What is there already is not doubled; a known service gets the cause it lacks. `seen` says where it was seen, per service key.
 */
export function withProposal(inventory: Inventory, proposal: Proposal, seen: ReadonlyMap<string, string>): Entered {
  const nodes = [...inventory.nodes];
  const added: string[] = [];
  const keys = new Map<string, string>();
  const add = (contents: NodeContents): string => {
    const key = keyFor(contents.name, new Set(nodes.map((node) => node.key)));
    nodes.push({ ...contents, key });
    added.push(contents.name);
    return key;
  };
  const link = (key: string, causes: readonly string[]) => {
    const at = nodes.findIndex((node) => node.key === key);
    const node = nodes[at];
    const fresh = causes.filter((cause) => cause !== key && !node?.cause.includes(cause));
    if (node && fresh.length > 0) nodes[at] = { ...node, cause: [...node.cause, ...fresh] };
  };
  for (const one of proposal.providers) {
    const known = providerNode(nodes, { id: one.provider, name: one.name });
    const provider = ProviderDetails.parse({
      legalEntity: one.legalEntity ?? '',
      ultimateParent: one.ultimateParent ?? '',
      country: one.country ?? '',
      reach: one.reach,
      website: one.statusPage ?? '',
      catalogueId: one.provider,
    });
    if (known) {
      keys.set(one.provider, known.key);
      if (known.provider === null) nodes[nodes.indexOf(known)] = { ...known, provider };
    } else keys.set(one.provider, add(NodeContents.parse({ kind: 'cause', name: one.name, asked: true, provider })));
  }
  const keysOf = (ids: readonly string[]) => ids.flatMap((id) => keys.get(id) ?? []);
  const services = new Map<string, string>();
  for (const asset of proposal.assets) {
    const at = nodes.findIndex((node) => node.kind !== 'cause' && plain(node.name) === plain(asset.name));
    const known = nodes[at];
    const causes = keysOf(asset.causedBy);
    if (known) {
      services.set(asset.key, known.key);
      if (known.role === null) nodes[at] = { ...known, role: asset.role };
      link(known.key, causes);
    } else {
      const { name, role, asked } = asset;
      const note = seen.get(asset.key) ?? '';
      services.set(asset.key, add(NodeContents.parse({ kind: 'service', name, role, cause: causes, asked, note })));
    }
  }
  const needs: DependencyContents[] = [
    ...proposal.assets.flatMap(({ key, halfOn }) =>
      halfOn === null ? [] : [{ ...NEED, of: services.get(key) ?? '', on: keysOf([halfOn]), loss: 0.5, note: de.carried }],
    ),
    ...proposal.needs.map(({ of, on, buffer, why }) => ({
      ...NEED,
      of: services.get(of) ?? '',
      on: on.flatMap((key) => services.get(key) ?? []),
      buffer,
      note: de.needs[why],
    })),
  ];
  return { inventory: { ...inventory, nodes, dependencies: withNeeds(inventory.dependencies, needs) }, added };
}

const NEED = { any: false, atLeast: 1, for: 'run', buffer: null, loss: 1 } as const;

/** What is said already stays as it was said; a group that a second one of its kind can stand in for grows by it. */
function withNeeds(before: readonly InventoryDependency[], needs: readonly DependencyContents[]): InventoryDependency[] {
  const all = [...before];
  for (const need of needs) {
    if (need.of === '' || need.on.length === 0 || need.on.includes(need.of)) continue;
    const at = all.findIndex((one) => one.of === need.of && one.on.some((key) => need.on.includes(key)));
    const known = all[at];
    if (!known) all.push({ ...need, any: need.on.length > 1, id: `new ${all.length}` });
    else {
      const on = [...new Set([...known.on, ...need.on])];
      if (on.length > known.on.length && known.atLeast === 1) all[at] = { ...known, on, any: true };
    }
  }
  return all;
}
