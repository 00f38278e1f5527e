import type { Catalogue } from '../discovery/catalogue/catalogue.ts';
import type { Role } from '../discovery/finding.ts';
import { shortName } from '../discovery/propose.ts';
import type { InventoryNode } from '../inventory/inventory.ts';
import { providerNode } from '../inventory/proposed.ts';
import type { Item, Kind, Strength, Trace } from './evidence.ts';
import { nameSubject, providerSubject } from './match.ts';

/** An item, and the import it came with. */
export type Brought = { readonly importId: string; readonly kind: Kind; readonly at: number; readonly item: Item };
/** What a scan saw from outside of the same provider. */
export type Outside = { readonly domain: string; readonly role: Role };
export type Said = 'confirmed' | 'rejected';

/**
 * One thing the house hangs on, with everything that speaks for it. `known`: it is in the inventory · `open`: nobody has entered
 * it (shadow IT, where people work with it) · `rejected`: a person said it is none.
 */
export type InsideFinding = Omit<Item, 'traces'> & {
  readonly state: 'known' | 'open' | 'rejected';
  readonly nodeKey: string | null;
  /** Newest import of each kind, with what it saw. */
  readonly sources: readonly { readonly kind: Kind; readonly at: number; readonly traces: readonly Trace[] }[];
  readonly outside: readonly Outside[];
};

const ORDER: readonly Strength[] = ['used', 'question', 'own', 'hint', 'unknown'];

/** Traces of one kind put together: the same domain in two logs is one trace, and of a day told twice the larger number counts. */
function joined(traces: readonly Trace[]): Trace[] {
  const domains = new Map<string, Map<string, number>>();
  const others = new Map<string, Trace>();
  for (const trace of traces) {
    if (trace.kind !== 'dns') {
      others.set(JSON.stringify(trace), trace);
      continue;
    }
    const days = domains.get(trace.domain) ?? new Map<string, number>();
    for (const [day, clients] of trace.days) days.set(day, Math.max(clients, days.get(day) ?? 0));
    domains.set(trace.domain, days);
  }
  return [
    ...[...domains].map(([domain, days]): Trace => ({ kind: 'dns', domain, days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)) })),
    ...others.values(),
  ];
}

const plain = (name: string) => name.trim().toLocaleLowerCase('de');

/** The node that stands for what was found: by the catalogue where it is known there, else by its name. */
function nodeOf(item: Pick<Item, 'provider' | 'name' | 'candidates'>, nodes: readonly InventoryNode[], catalogue: Catalogue) {
  const ids = item.provider === null ? item.candidates : [item.provider];
  for (const id of ids) {
    const record = catalogue.providers.get(id);
    const node = record && providerNode(nodes, { id, name: shortName(record.name) });
    if (node) return node;
  }
  return item.provider === null ? nodes.find(({ name }) => plain(name) === plain(item.name)) : undefined;
}

/** Puts the items of all imports together: one finding for each subject, what matters most first. */
export function findingsOf(
  brought: readonly Brought[],
  said: ReadonlyMap<string, Said>,
  nodes: readonly InventoryNode[],
  catalogue: Catalogue,
  outside: ReadonlyMap<string, readonly Outside[]>,
): InsideFinding[] {
  const findings = [...Map.groupBy(brought, ({ item }) => item.subject)].map(([subject, all]): InsideFinding => {
    const newest = [...all].sort((a, b) => b.at - a.at);
    const { traces: _traces, ...item } = (newest[0] as Brought).item;
    const strength = ORDER.find((one) => all.some((each) => each.item.strength === one)) ?? item.strength;
    const node = nodeOf(item, nodes, catalogue);
    const sources = [...Map.groupBy(newest, ({ kind }) => kind)].map(([kind, of]) => ({
      kind,
      at: Math.max(...of.map(({ at }) => at)),
      traces: joined(of.flatMap((one) => one.item.traces)),
    }));
    return {
      ...item,
      strength,
      state: node ? 'known' : said.get(subject) === 'rejected' ? 'rejected' : 'open',
      nodeKey: node?.key ?? null,
      sources,
      outside: item.provider === null ? [] : (outside.get(item.provider) ?? []),
    };
  });
  return findings.sort(
    (a, b) =>
      Number(a.state !== 'open') - Number(b.state !== 'open') ||
      ORDER.indexOf(a.strength) - ORDER.indexOf(b.strength) ||
      b.sources.length - a.sources.length ||
      a.name.localeCompare(b.name, 'de'),
  );
}

/** What a person chose to enter: the thing itself, or which of several products it is. */
export type Chosen = { readonly finding: InsideFinding; readonly as: string | undefined };

/** Subjects that are answered with it: a seller's question, and the product that was meant. */
export const subjectsOf = ({ finding, as }: Chosen): string[] =>
  as === undefined ? [finding.subject] : [finding.subject, providerSubject(as), nameSubject(finding.name)];
