import { z } from 'zod';
import { DAY, formatDuration } from '../../kernel/instant.ts';
import { modelFrom } from '../inventory/checked.ts';
import { type Inventory, keyFor, NodeContents } from '../inventory/inventory.ts';
import type { Model } from '../model/model.ts';
import { plainly } from '../simulation/assess.ts';
import { type Horizons, horizonsOf } from '../simulation/horizons.ts';
import { type Service, servicesOf } from './services.ts';
import { type Provider, parentOf } from './standing.ts';

/** Who is switched off: all under US law by their parent, one group, or one provider (by key). */
export const SwitchOffScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('us'), investors: z.boolean() }),
  z.object({ kind: z.literal('parent'), parent: z.string() }),
  z.object({ kind: z.literal('provider'), key: z.string() }),
]);
export type SwitchOffScope = z.infer<typeof SwitchOffScope>;

/** At once, after a day, a week, a quarter. */
export const TIMES = [0, DAY, 7 * DAY, 90 * DAY] as const;

/** `expires`: goes on until a certificate or a domain must be renewed. */
export const CutState = z.enum(['stops', 'degraded', 'unknown', 'expires', 'runs']);
export type CutState = z.infer<typeof CutState>;

export const Cut = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['process', 'service']),
  role: z.string().nullable(),
  /** One state per time of `TIMES`. */
  states: z.array(CutState),
  /** When it first loses something, ISO 8601; null = never. */
  from: z.string().nullable(),
  /** Names from it to what is switched off. */
  because: z.array(z.string()),
});
export type Cut = z.infer<typeof Cut>;

/** The keys of the providers that a scope takes away. */
export function switchedOff(scope: SwitchOffScope, providers: readonly Provider[]): string[] {
  const hit = (one: Provider): boolean => {
    switch (scope.kind) {
      case 'us':
        return one.jurisdiction === 'us' || (scope.investors && one.jurisdiction === 'investors');
      case 'parent':
        return parentOf(one) === scope.parent;
      case 'provider':
        return one.key === scope.key;
    }
  };
  return providers.filter(hit).map(({ key }) => key);
}

/**
 * The inventory for a switch-off: who is gone does not come back by itself, and whether a service of somebody whom nobody has
 * named, or whose parent nobody knows, goes on is not known (where a jurisdiction or a group is asked about).
 */
function asked(inventory: Inventory, gone: ReadonlySet<string>, unsure: ReadonlySet<string>, nameless: readonly string[]): Inventory {
  const nodes = inventory.nodes.map((node) => {
    if (gone.has(node.key)) return { ...node, restore: null, replace: null };
    return unsure.has(node.key) ? { ...node, asked: false } : node;
  });
  const open = inventory.nodes.flatMap((node) =>
    node.cause
      .filter((cause) => unsure.has(cause))
      .map((cause) => ({ ...OPEN, id: `unsure ${node.key} ${cause}`, of: node.key, on: [cause] })),
  );
  const somebody = keyFor('somebody', new Set(nodes.map(({ key }) => key)));
  const unnamed = nameless.map((of) => ({ ...OPEN, id: `unsure ${of}`, of, on: [somebody] }));
  const behind = { ...NodeContents.parse({ kind: 'cause', name: somebody, asked: false }), key: somebody };
  return {
    ...inventory,
    nodes: nameless.length === 0 ? nodes : [...nodes, behind],
    dependencies: [...inventory.dependencies, ...open, ...unnamed],
  };
}

const OPEN = { any: false, atLeast: 1, for: 'run', buffer: null, loss: 1, note: '' } as const;

/** A switch-off as the engine computes it. */
export type Course = {
  readonly model: Model;
  readonly gone: readonly string[];
  readonly horizons: Horizons;
};

/** Lets a scope be switched off for good; what has a known exit comes back by it. Null = the inventory makes no model. */
export function courseOf(
  inventory: Inventory,
  providers: readonly Provider[],
  scope: SwitchOffScope,
  at: number | null,
  without: ReadonlySet<string> = new Set(),
): Course | null {
  const gone = new Set(switchedOff(scope, providers));
  const unsure = new Set(
    scope.kind === 'provider' ? [] : providers.filter((one) => !gone.has(one.key) && one.jurisdiction === 'unknown').map((one) => one.key),
  );
  const nameless = scope.kind === 'provider' ? [] : servicesOf(inventory, providers).filter(({ partner }) => partner === null);
  const open = asked(
    inventory,
    gone,
    unsure,
    nameless.map(({ key }) => key),
  );
  const read = modelFrom(moved(open, gone, without));
  if (!read.ok) return null;
  const fail = [...gone];
  return { model: read.value, gone: fail, horizons: horizonsOf(read.value, plainly(fail), TIMES, at) };
}

/** As if services had moved away from those who are gone before it happens. */
function moved(inventory: Inventory, gone: ReadonlySet<string>, services: ReadonlySet<string>): Inventory {
  if (services.size === 0) return inventory;
  const reached = reachedBy(inventory, gone);
  return {
    ...inventory,
    nodes: inventory.nodes.map((node) =>
      services.has(node.key) ? { ...node, cause: node.cause.filter((cause) => !reached.has(cause)) } : node,
    ),
    dependencies: inventory.dependencies.filter(({ of, on }) => !(services.has(of) && on.every((key) => reached.has(key)))),
  };
}

/** Those who are gone, and the causes that break with them. */
function reachedBy(inventory: Inventory, gone: ReadonlySet<string>): Set<string> {
  const reached = new Set(gone);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { key, kind, cause } of inventory.nodes)
      if (kind === 'cause' && !reached.has(key) && cause.some((one) => reached.has(one))) {
        reached.add(key);
        grew = true;
      }
  }
  return reached;
}

const END = TIMES[TIMES.length - 1] ?? 0;

/** What each process and service does at each time. Certificates and domains bite when they must be renewed, not before. */
export function cutsOf(inventory: Inventory, services: readonly Service[], course: Course): Cut[] {
  const { horizons, unknown, downFrom, because } = course.horizons;
  const nodes = new Map(inventory.nodes.map((node) => [node.key, node]));
  const lasting = new Set(inventory.nodes.filter(({ role }) => role === 'ca').map(({ key }) => key));
  /** How long the first of those that use a certificate goes on without the one who issues it. */
  const validUntil = (key: string): number => {
    const users = course.model.dependencies.filter(({ on, for: purpose }) => purpose !== 'recovery' && on.includes(key));
    return users.length === 0 ? END : Math.min(...users.map(({ buffer }) => buffer));
  };
  const stateAt = (key: string, n: number): CutState => {
    const at = TIMES[n] ?? 0;
    const lost = horizons[n]?.lost.get(key) ?? 0;
    if (lasting.has(key) && lost > 0) return at < validUntil(key) ? 'expires' : 'stops';
    if (lost >= 1) return 'stops';
    if (lost > 0) return 'degraded';
    const from = downFrom.get(key) ?? null;
    const chain = because.get(key) ?? [];
    if (from !== null && from > at && from <= END && chain.some((one) => lasting.has(one))) return 'expires';
    return unknown.has(key) ? 'unknown' : 'runs';
  };
  const cut = (key: string, kind: Cut['kind']): Cut => {
    const from = lasting.has(key) && (downFrom.get(key) ?? null) !== null ? validUntil(key) : (downFrom.get(key) ?? null);
    return {
      key,
      name: nodes.get(key)?.name ?? key,
      kind,
      role: nodes.get(key)?.role ?? null,
      states: TIMES.map((_, n) => stateAt(key, n)),
      from: from === null ? null : formatDuration(from),
      because: (because.get(key) ?? []).slice(1).map((one) => nodes.get(one)?.name ?? one),
    };
  };
  return [
    ...inventory.nodes.filter(({ kind }) => kind === 'process').map(({ key }) => cut(key, 'process')),
    ...services.map(({ key }) => cut(key, 'service')),
    // What is the company's own and still stops, such as its contact form.
    ...inventory.nodes
      .filter(({ key, kind }) => kind === 'service' && !services.some((one) => one.key === key))
      .map(({ key }) => cut(key, 'service')),
  ];
}
