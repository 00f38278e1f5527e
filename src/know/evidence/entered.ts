import type { Catalogue } from '../discovery/catalogue/catalogue.ts';
import type { Finding } from '../discovery/finding.ts';
import { propose } from '../discovery/propose.ts';
import { roleAt } from '../discovery/roles.ts';
import { type Inventory, keyFor, NodeContents } from '../inventory/inventory.ts';
import { type Entered, withProposal } from '../inventory/proposed.ts';
import type { Chosen } from './findings.ts';

/** A chosen product as a scan would have found it, so that it enters the inventory in the same way and under the same name. */
function asFinding(provider: string, catalogue: Catalogue): Finding[] {
  const record = catalogue.providers.get(provider);
  if (!record) return [];
  const role = roleAt(record, 'service');
  return [{ provider, role, status: 'observed', confidence: 0.8, reach: record.jurisdiction_risk, runsOn: null, evidence: [] }];
}

/**
 * The inventory with what was confirmed. A provider of the catalogue becomes a cause and a service that hangs on it; what runs in
 * the house becomes a system; a name in no catalogue becomes a cause and a service, to be filled in by hand. `note` says where it was seen.
 */
export function withEvidence(
  inventory: Inventory,
  chosen: readonly Chosen[],
  catalogue: Catalogue,
  note: (one: Chosen) => string,
): Entered {
  const providers = chosen.flatMap((one) => {
    const id = one.as ?? one.finding.provider;
    return id === null ? [] : asFinding(id, catalogue).map((finding) => ({ one, finding }));
  });
  const names = inventory.nodes.map(({ name }) => name);
  const proposal = propose(
    providers.map(({ finding }) => finding),
    catalogue,
    names,
  );
  const seen = new Map(providers.map(({ one, finding }) => [`${finding.role}:${finding.provider}`, note(one)]));
  const entered = withProposal(inventory, proposal, seen);
  const nodes = [...entered.inventory.nodes];
  const added = [...entered.added];
  const add = (contents: NodeContents): string => {
    const key = keyFor(contents.name, new Set(nodes.map((node) => node.key)));
    nodes.push({ ...contents, key });
    added.push(contents.name);
    return key;
  };
  for (const one of chosen) {
    const { finding, as } = one;
    if (as !== undefined || finding.provider !== null || nodes.some(({ name }) => name === finding.name)) continue;
    if (finding.strength === 'own') {
      add(NodeContents.parse({ kind: 'system', name: finding.name, note: note(one) }));
      continue;
    }
    const cause = add(NodeContents.parse({ kind: 'cause', name: finding.name, asked: true }));
    add(NodeContents.parse({ kind: 'service', name: `Dienst von ${finding.name}`, cause: [cause], asked: true, note: note(one) }));
  }
  return { inventory: { ...entered.inventory, nodes }, added };
}
