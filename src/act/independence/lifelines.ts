import { z } from 'zod';
import { DAY, type Instant } from '../../kernel/instant.ts';
import type { Inventory, InventoryNode } from '../../know/inventory/inventory.ts';
import { causesAbove } from '../../know/sovereignty/services.ts';
import { ASPECTS, type Aspect, type Purpose, type Rests } from './independence.ts';

/** Why it is taken that a way rests on this: what shows it, when nobody has said. */
export const Why = z.enum(['host', 'own-mail', 'own-login', 'internet', 'role', 'machine', 'own-accounts', 'no-domain', 'no-site']);
export type Why = z.infer<typeof Why>;

/** Where an answer comes from. `stale`: said too long ago, or of things that the inventory has no more; it counts as unknown. */
export const Origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody') }),
  z.object({ kind: z.literal('said'), by: z.string(), at: z.number(), stale: z.boolean() }),
  z.object({ kind: z.literal('derived'), why: z.array(Why) }),
]);
export type Origin = z.infer<typeof Origin>;

/** One way of a purpose, or one aspect of krisenfest itself. Keys: `channel:<id>`, a purpose, `self:<aspect>`. */
export type Lifeline = {
  readonly key: string;
  readonly of: Purpose | 'self';
  readonly aspect: Aspect | null;
  /** Of a channel the name that somebody gave it; empty elsewhere. */
  readonly name: string;
  readonly kind: string | null;
  readonly rests: Rests;
  readonly origin: Origin;
};

/** What somebody has said. */
export type Answer = { readonly lifeline: string; readonly rests: Rests; readonly by: string; readonly at: Instant };

/** An alert channel as far as it shows what it rests on. `provider`: whom its host belongs to by the catalogue. */
export type ChannelFacts = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly shares: 'own-mail' | 'own-login' | 'nothing';
  readonly withoutInternet: 'yes' | 'no' | 'depends';
  readonly provider: string | null;
  /** The host it talks to; null where that is a secret or there is none. */
  readonly host: string | null;
};

/** What the machine shows of itself, as far as it can be read. */
export type MachineFacts = { readonly virtual: string | null; readonly inDomain: boolean | null };

export type Facts = {
  readonly inventory: Inventory;
  readonly channels: readonly ChannelFacts[];
  /** Something is set up that shows the emergency website to visitors. */
  readonly siteSetUp: boolean;
  readonly machine: MachineFacts;
  /** Role of a node, as somebody said or its name says. */
  readonly roleOf: (key: string) => string | null;
};

/** What somebody said is asked again after a year: firms move their mail. */
export const ANSWER_LASTS = 365 * DAY;

type Derived = { readonly rests: Rests; readonly why: readonly Why[] };
const NOTHING_SHOWS: Derived = { rests: { kind: 'unknown' }, why: [] };
const on = (nodes: readonly string[], why: readonly Why[]): Derived =>
  nodes.length === 0 ? NOTHING_SHOWS : { rests: { kind: 'on', nodes: [...new Set(nodes)] }, why: [...new Set(why)] };

const withRole = ({ inventory, roleOf }: Facts, role: string): string[] =>
  inventory.nodes.filter(({ key, kind }) => kind !== 'process' && kind !== 'cause' && roleOf(key) === role).map(({ key }) => key);

/** The way to the Internet: what is called so, what is put together from lines, or the one line there is. */
export function internetOf(facts: Facts): string[] {
  const { nodes, dependencies } = facts.inventory;
  const lines = new Set(nodes.filter(({ kind }) => kind === 'line').map(({ key }) => key));
  const over = dependencies.filter(({ any, on: needs }) => any && needs.every((key) => lines.has(key))).map(({ of }) => of);
  const named = withRole(facts, 'isp');
  if (over.length > 0) return over;
  if (named.length > 0) return named;
  return lines.size === 1 ? [...lines] : [];
}

const siteOf = (address: string): string => {
  const host = (URL.parse(address.includes('://') ? address : `https://${address}`)?.hostname ?? '').toLowerCase();
  return host.split('.').slice(-2).join('.');
};

/** The provider that a channel's host belongs to: by the catalogue, else by the provider's own website. */
function behindHost({ provider, host }: ChannelFacts, nodes: readonly InventoryNode[]): string[] {
  const known = nodes.filter((node) => provider !== null && node.provider?.catalogueId === provider);
  if (known.length > 0 || host === null) return known.map(({ key }) => key);
  return nodes
    .filter((node) => (node.provider?.website ?? '') !== '' && siteOf(node.provider?.website ?? '') === siteOf(host))
    .map(({ key }) => key);
}

function ofChannel(channel: ChannelFacts, facts: Facts): Derived {
  const byKey = new Map(facts.inventory.nodes.map((node) => [node.key, node]));
  const host = behindHost(channel, facts.inventory.nodes);
  const internet = channel.withoutInternet === 'no' ? internetOf(facts) : [];
  const net: Why[] = internet.length > 0 ? ['internet'] : [];
  switch (channel.shares) {
    case 'own-mail': {
      const mail = withRole(facts, 'mail');
      // Another company's server: unless the usual mail hangs on that company too, it is a second mail.
      const elsewhere = host.length > 0 && !mail.some((key) => causesAbove(byKey, key).some((cause) => host.includes(cause)));
      if (elsewhere) return on([...host, ...internetOf(facts)], ['host', 'internet']);
      return on([...mail, ...host], host.length > 0 ? ['own-mail', 'host'] : ['own-mail']);
    }
    case 'own-login': {
      const login = withRole(facts, 'identity');
      const found = [...login, ...host];
      const why: Why[] = [...(login.length > 0 ? ['own-login' as const] : []), ...(host.length > 0 ? ['host' as const] : []), ...net];
      return found.length === 0 ? NOTHING_SHOWS : on([...found, ...internet], why);
    }
    case 'nothing':
      return on([...host, ...internet], [...(host.length > 0 ? ['host' as const] : []), ...net]);
  }
}

function ofPurpose(purpose: Exclude<Purpose, 'alarm'>, facts: Facts, machine: Rests): Derived {
  switch (purpose) {
    case 'site': {
      if (!facts.siteSetUp) return { rests: { kind: 'unknown' }, why: ['no-site'] };
      if (machine.kind !== 'on') return NOTHING_SHOWS;
      const house = machine.nodes.length > 0 ? internetOf(facts) : [];
      return { rests: { kind: 'on', nodes: [...machine.nodes, ...house] }, why: ['machine'] };
    }
    case 'dns':
      return on(withRole(facts, 'dns'), ['role']);
    case 'mail':
      return on(withRole(facts, 'mail'), ['role']);
    case 'status':
      return on(withRole(facts, 'status-page'), ['role']);
  }
}

function ofAspect(aspect: Aspect, { machine }: Facts): Derived {
  // People log in to krisenfest with accounts of its own; a computer in no domain is in nobody's hands but its own.
  if (aspect === 'login') return { rests: { kind: 'on', nodes: [] }, why: ['own-accounts'] };
  if (aspect === 'domain' && machine.inDomain === false) return { rests: { kind: 'on', nodes: [] }, why: ['no-domain'] };
  return NOTHING_SHOWS;
}

/** What a person said goes before what shows by itself, as long as it is fresh and what it names is there. */
function settled(
  answer: Answer | undefined,
  derived: Derived,
  keys: ReadonlySet<string>,
  now: Instant,
): Pick<Lifeline, 'rests' | 'origin'> {
  if (!answer)
    return { rests: derived.rests, origin: derived.why.length === 0 ? { kind: 'nobody' } : { kind: 'derived', why: [...derived.why] } };
  const { rests, by, at } = answer;
  const stale = now - at > ANSWER_LASTS || (rests.kind === 'on' && rests.nodes.some((key) => !keys.has(key)));
  return { rests: stale ? { kind: 'unknown' } : rests, origin: { kind: 'said', by, at, stale } };
}

/** Every way and every aspect, with what it rests on and how that is known. */
export function lifelinesOf(facts: Facts, answers: readonly Answer[], now: Instant): Lifeline[] {
  const keys = new Set(facts.inventory.nodes.map(({ key }) => key));
  const said = new Map(answers.map((one) => [one.lifeline, one]));
  const settle = (key: string, derived: Derived) => ({ key, ...settled(said.get(key), derived, keys, now) });
  const itself = ASPECTS.map((aspect): Lifeline => {
    const key = `self:${aspect}`;
    return { of: 'self', aspect, name: '', kind: null, ...settle(key, ofAspect(aspect, facts)) };
  });
  const machine = itself[0]?.rests ?? { kind: 'unknown' };
  const channels = facts.channels.map((channel): Lifeline => {
    const { id, name, kind } = channel;
    return { of: 'alarm', aspect: null, name, kind, ...settle(`channel:${id}`, ofChannel(channel, facts)) };
  });
  const others = (['site', 'dns', 'mail', 'status'] as const).map(
    (purpose): Lifeline => ({ of: purpose, aspect: null, name: '', kind: null, ...settle(purpose, ofPurpose(purpose, facts, machine)) }),
  );
  return [...channels, ...others, ...itself];
}
