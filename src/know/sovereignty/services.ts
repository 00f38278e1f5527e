import { de, en } from '../discovery/discovery.texts.ts';
import { Role } from '../discovery/finding.ts';
import type { Inventory, InventoryNode } from '../inventory/inventory.ts';
import { type Jurisdiction, weaker } from './reach.ts';
import type { Provider } from './standing.ts';

/** What somebody does for the company: who offers it, and whose infrastructure carries it (known only where it was seen or said). */
export type Service = {
  readonly key: string;
  readonly name: string;
  readonly role: Role | null;
  /** Providers it breaks with; the first is who offers it. */
  readonly partner: Provider | null;
  readonly carriers: readonly Provider[];
  /** By who offers it alone. */
  readonly direct: Jurisdiction;
  /** By the weakest of offerer and carriers. */
  readonly reach: Jurisdiction;
  /** Something of another parent can stand in for it. */
  readonly fallback: boolean;
  /** Processes that rest on it, directly or through others. */
  readonly processes: readonly string[];
  /** Euro per hour of those processes. */
  readonly costPerHour: number;
};

/** What a service does: as the scan or a person said, else by a name that says just that ("E-Mail", "Website (Hetzner)"). */
export function roleOf({ name, role }: Pick<InventoryNode, 'name' | 'role'>): Role | null {
  if (role !== null) return role;
  const plain = name
    .replace(/\s*\([^)]*\)\s*$/, '')
    .trim()
    .toLowerCase();
  return Role.options.find((one) => one !== 'other' && [de.roles[one], en.roles[one]].some((word) => word.toLowerCase() === plain)) ?? null;
}

/** The causes of a node, its own first, then theirs. */
export function causesAbove(nodes: ReadonlyMap<string, InventoryNode>, key: string): string[] {
  const found = new Set<string>();
  const open = [...(nodes.get(key)?.cause ?? [])];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(nodes.get(next)?.cause ?? []));
  }
  return [...found];
}

/** Everything that rests on a node through dependencies or causes. */
export function restingOn(inventory: Inventory, key: string): Set<string> {
  const above = new Set<string>([key]);
  for (const at of above) {
    for (const { of, on, for: purpose } of inventory.dependencies) if (purpose !== 'recovery' && on.includes(at)) above.add(of);
    for (const node of inventory.nodes) if (node.cause.includes(at)) above.add(node.key);
  }
  above.delete(key);
  return above;
}

/**
 * The services of an inventory: whatever breaks with a provider, and whatever is called a service. One that is only put together from
 * others that have providers (the Internet over two lines) is not counted again.
 */
export function servicesOf(inventory: Inventory, providers: readonly Provider[]): Service[] {
  const nodes = new Map(inventory.nodes.map((node) => [node.key, node]));
  const known = new Map(providers.map((one) => [one.key, one]));
  const behind = (key: string): Provider[] => causesAbove(nodes, key).flatMap((cause) => known.get(cause) ?? []);
  const needs = (key: string) => inventory.dependencies.filter((one) => one.of === key && one.for !== 'recovery').flatMap(({ on }) => on);
  const isPutTogether = (node: InventoryNode) =>
    node.role === null && node.asked && needs(node.key).some((key) => known.has(key) || behind(key).length > 0);

  const parents = (key: string) => new Set(behind(key).map(({ ultimateParent, key: own }) => ultimateParent || own));
  const hasFallback = (key: string): boolean =>
    inventory.dependencies.some(({ on, any, atLeast, for: purpose }) => {
      if (!any || purpose === 'recovery' || !on.includes(key)) return false;
      const mine = parents(key);
      return on.filter((other) => other !== key && [...parents(other)].every((parent) => !mine.has(parent))).length >= atLeast;
    });

  return inventory.nodes.flatMap((node): Service[] => {
    if (node.kind === 'process' || node.kind === 'cause') return [];
    const [partner = null, ...others] = behind(node.key);
    if (partner === null && (node.kind !== 'service' || isPutTogether(node))) return [];
    const rented = needs(node.key).flatMap((key) => known.get(key) ?? []);
    const carriers = [...others, ...rented.filter((one) => one !== partner && !others.includes(one))];
    const direct = partner?.jurisdiction ?? 'unknown';
    const above = [...restingOn(inventory, node.key)].flatMap((key) => {
      const process = nodes.get(key);
      return process?.kind === 'process' ? [process] : [];
    });
    return [
      {
        key: node.key,
        name: node.name,
        role: roleOf(node),
        partner,
        carriers,
        direct,
        reach: carriers.reduce((reach, one) => weaker(reach, one.jurisdiction), direct),
        fallback: hasFallback(node.key),
        processes: above.map(({ key }) => key),
        costPerHour: above.reduce((sum, { costPerHour }) => sum + (costPerHour?.likely ?? 0), 0),
      },
    ];
  });
}
