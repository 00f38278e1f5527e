import { z } from 'zod';
import type { Inventory, InventoryNode } from '../../know/inventory/inventory.ts';

/** What must work while the rest does not; each may have several ways of which one is enough. */
export const PURPOSES = ['alarm', 'site', 'dns', 'mail', 'status'] as const;
export const Purpose = z.enum(PURPOSES);
export type Purpose = z.infer<typeof Purpose>;

/** In what krisenfest itself must share nothing with what it watches: the machine or hypervisor, the domain, the admin account, the login, the backup. */
export const ASPECTS = ['machine', 'domain', 'admin', 'login', 'backup'] as const;
export const Aspect = z.enum(ASPECTS);
export type Aspect = z.infer<typeof Aspect>;

/** What a way rests on. `on` with no nodes: on nothing that the inventory has. `absent`: there is no such thing here. */
export const Rests = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('on'), nodes: z.array(z.string()) }),
]);
export type Rests = z.infer<typeof Rests>;

/** What a failure is, for whoever reads the list. A site or a power supply is shared by everything in one house; the rest need not be. */
export const Group = z.enum(['provider', 'login', 'network', 'system', 'place']);
export type Group = z.infer<typeof Group>;

/** Something whose failure stops the business, and takes along what should go on then. */
export const Shared = z.object({ node: z.string(), name: z.string(), group: Group });
export type Shared = z.infer<typeof Shared>;

/**
 * `shared`: a failure that stops the business takes it along. `place`: only the loss of the site or its power does. `unknown`: nobody
 * has said what it rests on. `absent`: there is none.
 */
export const Standing = z.enum(['independent', 'place', 'shared', 'unknown', 'absent']);
export type Standing = z.infer<typeof Standing>;

/** `vague`: what it rests on and nobody has been asked about; then nobody knows what takes it along. */
export type Found = { readonly standing: Standing; readonly shared: readonly Shared[]; readonly vague: readonly string[] };

/** A failure worth asking about: its node, and whether it takes along one of a list of nodes. */
export type Failure = Shared & { takes(nodes: readonly string[]): boolean };

/** What an emergency here may be about. */
export type Ground = {
  readonly failures: readonly Failure[];
  /** Names of those below these nodes of whom nobody has said what they depend on. */
  vagueBelow(nodes: readonly string[]): string[];
};

/** A way that has lost half of its capacity or more is no way to rely on. */
const HALF = 0.5;

const ORDER: readonly Group[] = Group.options;

/** Which sort of thing a node is. A cause without a company behind it is a login, an owner or a person that many hang on. */
export function groupOf({ kind, provider, role }: Pick<InventoryNode, 'kind' | 'provider' | 'role'>): Group {
  if (kind === 'cause') return provider === null ? 'login' : 'provider';
  if (role === 'identity') return 'login';
  if (kind === 'line' || role === 'isp') return 'network';
  return kind === 'site' || kind === 'power' ? 'place' : 'system';
}

type LossFor = (failed: readonly string[]) => (node: string) => number;

/**
 * Every single failure that costs some process capacity, or of something watched, or of where backups lie; providers, logins and
 * networks first. `lossFor`: see `lastingLoss`. Undefined while the inventory names no process: then nobody can say what an emergency is.
 */
export function groundOf(inventory: Inventory, watched: ReadonlySet<string>, lossFor: LossFor): Ground | undefined {
  const { nodes, dependencies } = inventory;
  const processes = nodes.filter(({ kind }) => kind === 'process').map(({ key }) => key);
  if (processes.length === 0) return undefined;
  const backups = nodes.flatMap((node) => node.backups.flatMap(({ needs }) => needs));
  const counts = new Set([...watched, ...backups]);
  const failures = nodes
    .flatMap((node): Failure[] => {
      if (node.kind === 'process' || node.kind === 'person') return [];
      const lossOf = lossFor([node.key]);
      if (!counts.has(node.key) && processes.every((process) => lossOf(process) === 0)) return [];
      const { key, name } = node;
      return [{ node: key, name, group: groupOf(node), takes: (keys) => keys.some((one) => lossOf(one) >= HALF) }];
    })
    .sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group));
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const below = (key: string) => [
    ...(byKey.get(key)?.cause ?? []),
    ...dependencies.filter((one) => one.of === key && one.for !== 'recovery').flatMap((one) => one.on),
  ];
  const vagueBelow = (keys: readonly string[]): string[] => {
    const all = new Set(keys);
    for (const key of all) for (const one of below(key)) all.add(one);
    return [...all].flatMap((key) => {
      const node = byKey.get(key);
      return node && !node.asked && below(key).length === 0 ? [node.name] : [];
    });
  };
  return { failures, vagueBelow };
}

type Fate = 'taken' | 'safe' | 'unknown';

/** What becomes of one way in one failure. Nobody knows it of a way that stands on unasked ground. */
const fateOf = (nodes: readonly string[] | null, vague: boolean, failure: Failure): Fate => {
  if (nodes === null) return 'unknown';
  if (failure.takes(nodes)) return 'taken';
  return vague ? 'unknown' : 'safe';
};

const plain = ({ node, name, group }: Failure): Shared => ({ node, name, group });
const grave = (failures: readonly Failure[]) => failures.filter(({ group }) => group !== 'place');

/**
 * How a purpose stands with its ways, of which one is enough: shared is a failure that leaves none. While a failure leaves only ways
 * that nobody knows enough about, it is unknown.
 */
export function standingOf(ways: readonly Rests[], ground: Ground | undefined): Found {
  const there = ways.filter(({ kind }) => kind !== 'absent');
  if (there.length === 0) return { standing: 'absent', shared: [], vague: [] };
  const known = there.flatMap((one) => (one.kind === 'on' ? [one.nodes] : []));
  if (known.length === 0 || !ground) return { standing: 'unknown', shared: [], vague: [] };
  const { failures, vagueBelow } = ground;
  const grounds = there.map((one) => (one.kind === 'on' ? { nodes: one.nodes, vague: vagueBelow(one.nodes) } : { nodes: null, vague: [] }));
  const vague = [...new Set(grounds.flatMap((one) => one.vague))];
  const fates = failures.map((failure) => ({
    failure,
    fates: grounds.map((one) => fateOf(one.nodes, one.vague.length > 0, failure)),
  }));
  const lost = fates.filter(({ fates: all }) => all.every((fate) => fate === 'taken')).map(({ failure }) => failure);
  const open = fates.filter(({ fates: all }) => !all.includes('safe')).map(({ failure }) => failure);
  const unsaved = open.filter((failure) => known.every((nodes) => failure.takes(nodes))).map(plain);
  if (grave(lost).length > 0) return { standing: 'shared', shared: unsaved, vague };
  if (open.length > lost.length) return { standing: 'unknown', shared: unsaved, vague };
  return { standing: lost.length > 0 ? 'place' : 'independent', shared: unsaved, vague };
}

/** Red as soon as one thing is shared, or nobody can be alerted at all; not ready either while something is unknown. */
export type Verdict = 'ready' | 'unknown' | 'not-ready';

export function verdictOf(purposes: Readonly<Record<Purpose, Standing>>, itself: readonly Standing[]): Verdict {
  const all = [...Object.values(purposes), ...itself];
  if (all.includes('shared') || purposes.alarm === 'absent') return 'not-ready';
  return all.includes('unknown') ? 'unknown' : 'ready';
}
