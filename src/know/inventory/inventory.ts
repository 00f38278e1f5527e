import { z } from 'zod';
import { Role } from '../discovery/finding.ts';
import { FORMAT, NODE_KINDS, SOURCES } from '../model/model.ts';

/** A key stands in addresses of the interface. */
export const LONGEST_KEY = 90;
/** The stable name of a node in the model file and across rooms: a slug, unique in the organisation. */
export const Key = z.string().min(1).max(LONGEST_KEY);

const Span = z.string().max(40);
const Money = z.number().min(0).max(1e12);
export const Source = z.enum(SOURCES);

const Estimate = z.object({ best: Span, likely: Span, worst: Span, source: Source });
const Calendar = z.object({ tz: z.string().max(60), open: z.array(z.string().max(60)).max(50) });

/** Who stands behind a cause: the company, its owner, and whose law reaches it. Dates and sources beside it. */
export const ProviderDetails = z.object({
  legalEntity: z.string().max(200).default(''),
  ultimateParent: z.string().max(200).default(''),
  country: z.string().max(60).default(''),
  /** Class of reach as in the catalogue (`US-CLOUD-Act`, `DE`, …); empty = not known. */
  reach: z.string().max(60).default(''),
  phone: z.string().max(60).default(''),
  contract: z.string().max(500).default(''),
  website: z.string().max(300).default(''),
  catalogueId: z.string().max(120).nullable().default(null),
});
export type ProviderDetails = z.infer<typeof ProviderDetails>;

/** Where a number of a node comes from and when it was last confirmed; `field` is the model's field. */
export const Origin = z.object({ source: Source, at: z.number().int(), evidence: z.string().max(500).default('') });
export type Origin = z.infer<typeof Origin>;

/**
 * A node as people keep it: the fields of the model file (durations ISO 8601) and what only people read. What is left out has the
 * model's default. Kinds: processes, resources, causes (providers are causes with `provider`).
 */
export const NodeContents = z.object({
  kind: z.enum(NODE_KINDS),
  name: z.string().trim().min(1).max(200),
  cause: z.array(Key).max(50).default([]),
  rto: Span.nullable().default(null),
  mtpd: Span.nullable().default(null),
  rpo: Span.nullable().default(null),
  minimum: z.number().min(0).max(1).default(1),
  costPerHour: z.object({ low: Money, likely: Money, high: Money }).nullable().default(null),
  hours: Calendar.nullable().default(null),
  restore: Estimate.nullable().default(null),
  replace: Estimate.nullable().default(null),
  rebuild: Estimate.nullable().default(null),
  restart: Span.nullable().default(null),
  restoredBy: z.array(Key).max(20).default([]),
  backups: z
    .array(z.object({ every: Span, needs: z.array(Key).max(50) }))
    .max(20)
    .default([]),
  /** False: nobody has said yet what it depends on. */
  asked: z.boolean().default(false),
  provider: ProviderDetails.nullable().default(null),
  /** What a service does for the company, in the words of the scan; null = nobody has said. */
  role: Role.nullable().default(null),
  note: z.string().max(5000).default(''),
  origins: z.record(z.string().max(40), Origin).default({}),
});
export type NodeContents = z.infer<typeof NodeContents>;
export type InventoryNode = NodeContents & { readonly key: string };

export const DependencyContents = z.object({
  of: Key,
  /** One node; or several, of which `atLeast` must work (`any`). */
  on: z.array(Key).min(1).max(50),
  any: z.boolean().default(false),
  atLeast: z.number().int().min(1).max(50).default(1),
  for: z.enum(['run', 'recovery', 'both']).default('both'),
  buffer: Span.nullable().default(null),
  loss: z.number().min(0).max(1).default(1),
  note: z.string().max(1000).default(''),
});
export type DependencyContents = z.infer<typeof DependencyContents>;
export type InventoryDependency = DependencyContents & { readonly id: string };

export const TeamContents = z.object({
  name: z.string().trim().min(1).max(200),
  slots: z.number().int().min(1).max(1000).default(1),
  hours: Calendar.nullable().default(null),
});
export type TeamContents = z.infer<typeof TeamContents>;
export type InventoryTeam = TeamContents & { readonly key: string };

/** Everything that the organisation says about what it depends on. */
export type Inventory = {
  readonly company: { readonly name: string; readonly employees: number; readonly hourlyRate: number };
  /** Detection, decision, mobilisation: no restore starts before. ISO 8601 or null for none. */
  readonly response: string | null;
  readonly teams: readonly InventoryTeam[];
  readonly nodes: readonly InventoryNode[];
  readonly dependencies: readonly InventoryDependency[];
};

const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));

/** The inventory as a `krisenfest-model@1` file. What only people read travels in fields that the engine leaves alone. */
export function fileOf({ company, response, teams, nodes, dependencies }: Inventory): Record<string, unknown> {
  return {
    format: FORMAT,
    company,
    ...given({ response }),
    teams: teams.map(({ key, name, slots, hours }) => ({ id: key, name, slots, ...given({ hours }) })),
    nodes: nodes.map(({ key, kind, name, minimum, asked, provider, note, origins, ...rest }) => ({
      id: key,
      kind,
      name,
      ...given(rest),
      ...(minimum === 1 ? {} : { minimum }),
      ...(asked ? {} : { asked: false }),
      ...given({ provider }),
      ...(note === '' ? {} : { note }),
      ...(Object.keys(origins).length === 0 ? {} : { origins }),
    })),
    dependencies: dependencies.map(({ of, on, any, atLeast, buffer, loss, note, for: purpose }) => ({
      of,
      ...(any ? { onAny: on, ...(atLeast === 1 ? {} : { atLeast }) } : { on: on[0] }),
      ...(purpose === 'both' ? {} : { for: purpose }),
      ...given({ buffer }),
      ...(loss === 1 ? {} : { loss }),
      ...(note === '' ? {} : { note }),
    })),
  };
}

/** `Warenwirtschaft (ERP)` → `warenwirtschaft-erp`, with a number behind it when that is taken. */
export function keyFor(name: string, taken: ReadonlySet<string>): string {
  const base =
    name
      .toLowerCase()
      .replaceAll('ä', 'ae')
      .replaceAll('ö', 'oe')
      .replaceAll('ü', 'ue')
      .replaceAll('ß', 'ss')
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'x';
  let key = base;
  for (let n = 2; taken.has(key); n++) key = `${base}-${n}`;
  return key;
}

/** The inventory without this node: what depends on it or names it lets go of it. */
export function without(inventory: Inventory, key: string): Inventory {
  const keep = (keys: readonly string[]) => keys.filter((one) => one !== key);
  return {
    ...inventory,
    nodes: inventory.nodes
      .filter((node) => node.key !== key)
      .map((node) => ({
        ...node,
        cause: keep(node.cause),
        backups: node.backups.map((backup) => ({ ...backup, needs: keep(backup.needs) })),
      })),
    dependencies: inventory.dependencies.flatMap((one) => {
      if (one.of === key) return [];
      const on = keep(one.on);
      return on.length === 0 ? [] : [{ ...one, on, atLeast: Math.min(one.atLeast, on.length) }];
    }),
  };
}
