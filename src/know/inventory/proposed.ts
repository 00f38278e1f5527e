import type { Proposal } from '../discovery/propose.ts';
import { type Inventory, type InventoryNode, keyFor, NodeContents, ProviderDetails } from './inventory.ts';

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
 * The inventory with what a scan proposes: each provider as a shared cause, each service as a resource that breaks with it.
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
  for (const { provider, runsOn } of proposal.providers) {
    const [key] = keysOf([provider]);
    // Two that run at each other would be a circle of causes.
    const carrier = nodes.find((node) => node.key === (runsOn === null ? undefined : keys.get(runsOn)));
    if (key !== undefined && carrier && !reaches(nodes, carrier.key, key)) link(key, [carrier.key]);
  }
  for (const asset of proposal.assets) {
    const known = nodes.find((node) => node.kind !== 'cause' && plain(node.name) === plain(asset.name));
    const causes = keysOf(asset.causedBy);
    if (known) link(known.key, causes);
    else
      add(
        // What it hangs on is its provider, and that has been said.
        NodeContents.parse({ kind: 'service', name: asset.name, cause: causes, asked: true, note: seen.get(asset.key) ?? '' }),
      );
  }
  return { inventory: { ...inventory, nodes }, added };
}

/** Does one thing have the other among its causes, directly or through others? */
function reaches(nodes: readonly InventoryNode[], from: string, to: string): boolean {
  const open = [from];
  const seen = new Set<string>();
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === to) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    open.push(...(nodes.find((node) => node.key === key)?.cause ?? []));
  }
  return false;
}
