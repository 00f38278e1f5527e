import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant, MINUTE, plus } from '../../kernel/instant.ts';
import { publicLine, publicLines } from './words.ts';

const At = z.number().transform((ms): Instant => instant(ms));

/** Where a component takes its state from. A business process stands as what it cannot do without. */
export const ComponentOf = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('check'), id: Id }),
  z.strictObject({ kind: z.literal('group'), name: z.string().min(1).max(60) }),
  z.strictObject({ kind: z.literal('process'), key: z.string().min(1).max(200) }),
]);
export type ComponentOf = z.infer<typeof ComponentOf>;

/** Names the component in addresses of badges; says nothing about what it is in the house. */
export const ComponentKey = z.string().regex(/^[0-9a-f]{8}$/);

export const Component = z.strictObject({ key: ComponentKey, of: ComponentOf, name: publicLine(60) });
export type Component = z.infer<typeof Component>;

export const MOST_COMPONENTS = 30;

/** The folder that an address means, with the slash at its end that relative addresses need. */
const folderOf = (address: string): string => address.replace(/\/index\.html$/, '/').replace(/(?<!\/)$/, '/');

/** What a person has chosen to show, and how. Nothing else of the house gets onto the page. */
export const StatusPageSettings = z.strictObject({
  version: z.literal(1).default(1),
  /** Where visitors find the page, as `https://status.firma.example/`; null while nobody has said it. */
  address: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .overwrite(folderOf)
    .nullable()
    .default(null),
  components: z.array(Component).max(MOST_COMPONENTS).default([]),
  intro: publicLines(600).nullable().default(null),
  /** Written anew at least so often, so that its stamp says that somebody still writes. */
  everyMinutes: z.int().min(1).max(1440).default(5),
  /** Search engines are asked to leave it out. */
  hidden: z.boolean().default(true),
  /** Outages without words of a person stand in the history too. */
  outages: z.boolean().default(true),
  /** Maintenance windows of what is shown are announced. */
  maintenance: z.boolean().default(true),
  /** What goes public on the emergency website stands here too. */
  emergency: z.boolean().default(true),
});
export type StatusPageSettings = z.infer<typeof StatusPageSettings>;

/** A place where the page is put: a kind of publisher (`../darksite/publisher.ts`) with its settings. */
export const Host = z.strictObject({ kind: z.string().max(40), settings: z.record(z.string(), z.unknown()) });
export type Host = z.infer<typeof Host>;

/** What lies at a place. `essence` null: something may lie there, but nothing that was read back. */
export const Reached = z.object({
  kind: z.string(),
  settings: z.record(z.string(), z.unknown()),
  essence: z.string().nullable(),
  at: At.nullable(),
  fault: z.string().nullable(),
  faultSince: At.nullable(),
  tries: z.int(),
  /** When it is tried again after a fault. */
  again: At.nullable(),
});
export type Reached = z.infer<typeof Reached>;

/** Two places are the same when their kind and settings are. */
export const placeOf = ({ kind, settings }: Host): string =>
  JSON.stringify([kind, Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))]);

const fresh = ({ kind, settings }: Host): Reached => ({
  kind,
  settings,
  essence: null,
  at: null,
  fault: null,
  faultSince: null,
  tries: 0,
  again: null,
});

export type Deed = { readonly host: Reached; readonly do: 'write' | 'remove' | 'wait' };

/** What shall lie at the places: the page as it is at this moment, or nothing. */
export type Wanted = { readonly hosts: readonly Host[]; readonly essence: string; readonly everyMinutes: number };

/**
 * What is to be done at each place that is wanted, or where something lies. Written where something has changed or the last time is
 * too long ago; removed where it is wanted no more. After a fault it waits its turn.
 */
export function deedsOf(wanted: Wanted | null, reached: readonly Reached[], now: Instant): Deed[] {
  const known = new Map(reached.map((one) => [placeOf(one), one]));
  const hosts = new Map((wanted?.hosts ?? []).map((host) => [placeOf(host), host]));
  const waits = ({ again }: Reached) => again !== null && now < again;
  const gone = reached.filter((one) => !hosts.has(placeOf(one)));
  return [
    ...[...hosts].map(([place, host]): Deed => {
      const there = known.get(place) ?? fresh(host);
      const old = there.at === null || now >= plus(there.at, (wanted?.everyMinutes ?? 0) * MINUTE);
      const due = (old || there.essence !== wanted?.essence || there.fault !== null) && !waits(there);
      return { host: there, do: due ? 'write' : 'wait' };
    }),
    ...gone.map((host): Deed => ({ host, do: waits(host) ? 'wait' : 'remove' })),
  ];
}

/** Somebody looks after a place this often, while nothing tells of a change. */
export const LOOK_EVERY = MINUTE;
const LONGEST_PAUSE = 5 * MINUTE;

export const written = (host: Reached, essence: string, at: Instant): Reached => ({ ...fresh(host), essence, at });

/** It did not work: 5 s, 10 s, 20 s … at most five minutes until the next try. */
export const failed = (host: Reached, fault: string, now: Instant): Reached => ({
  ...host,
  essence: null,
  fault,
  faultSince: host.faultSince ?? now,
  tries: host.tries + 1,
  again: plus(now, Math.min(5000 * 2 ** Math.min(host.tries, 10), LONGEST_PAUSE)),
});

/** When the worker must look again; null when there is nothing left to do. */
export function nextLook(wanted: boolean, reached: readonly Reached[], now: Instant): Instant | null {
  if (!wanted && reached.length === 0) return null;
  const tries = reached.flatMap(({ again }) => (again === null ? [] : [again]));
  return instant(Math.min(wanted ? plus(now, LOOK_EVERY) : Number.POSITIVE_INFINITY, ...tries));
}
