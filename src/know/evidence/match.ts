import type { Catalogue } from '../discovery/catalogue/catalogue.ts';
import type { ProviderRecord } from '../discovery/catalogue/provider.ts';
import { shortName } from '../discovery/propose.ts';
import { isOnPage, roleAt } from '../discovery/roles.ts';
import type { Item, Strength, Trace } from './evidence.ts';
import { firmOf } from './invoicenames.ts';

/** A host that belongs to a provider; `pattern` is the catalogue's name for it. `firm`: people work with it, not only pages load it. */
export type HostHit = { readonly provider: ProviderRecord; readonly pattern: string; readonly firm: boolean };

/** RFC 1035 §2.3.4. */
const LONGEST_HOST = 253;

/** Finds the provider behind a host name: the `dns_log` patterns by their longest suffix, else whoever owns the domain alone. */
export function hostMatcher(catalogue: Catalogue): (host: string) => HostHit | undefined {
  const suffixes = new Map<string, ProviderRecord>();
  for (const provider of catalogue.providers.values())
    for (const pattern of provider.detection.dns_log ?? []) suffixes.set(pattern.toLowerCase(), provider);
  return (host) => {
    if (host.length > LONGEST_HOST) return undefined;
    for (let rest = host; ; ) {
      const provider = suffixes.get(rest);
      if (provider) return { provider, pattern: rest, firm: !isOnPage(roleAt(provider, 'service')) };
      const dot = rest.indexOf('.');
      if (dot < 0) break;
      rest = rest.slice(dot + 1);
    }
    const owner = catalogue.host('cname', host);
    return owner && { provider: owner.provider, pattern: owner.pattern, firm: false };
  };
}

/** Finds the provider behind a package of a program (package URL without version), by the catalogue's `package` prefixes. */
export function packageMatcher(catalogue: Catalogue): (purl: string) => ProviderRecord | undefined {
  const prefixes = [...catalogue.providers.values()]
    .flatMap((provider) => (provider.detection.package ?? []).map((prefix) => ({ provider, prefix })))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  return (purl) => prefixes.find(({ prefix }) => purl === prefix || (/[/.-]$/.test(prefix) && purl.startsWith(prefix)))?.provider;
}

/** Finds the provider of an application by its name: "Slack", "Slack for Enterprise", "DocuSign eSignature". */
export function nameMatcher(catalogue: Catalogue): (name: string) => ProviderRecord | undefined {
  const named = [...catalogue.providers.values()]
    .filter((record) => record.kind === 'provider' && !isOnPage(roleAt(record, 'service')))
    .flatMap((provider) => [shortName(provider.name), ...(provider.names_in_policies ?? [])].map((name) => ({ provider, name })))
    .map(({ provider, name }) => ({ provider, tokens: firmOf(name).tokens }))
    // The longest first: "Microsoft Azure" before "Microsoft".
    .sort((a, b) => b.tokens.length - a.tokens.length);
  return (name) => {
    const { tokens } = firmOf(name);
    return named.find((one) => one.tokens.length > 0 && one.tokens.every((token, n) => token === tokens[n]))?.provider;
  };
}

export const providerSubject = (id: string): string => `provider:${id}`;
export const nameSubject = (name: string): string =>
  `name:${name
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()
    .slice(0, 150)}`;

const MOST_TRACES = 20;

/** Gathers what was seen: one item for each subject, the strongest word about it, all its traces. */
export class Gathered {
  readonly #items = new Map<string, Item>();

  #add(item: Item): void {
    const known = this.#items.get(item.subject);
    if (!known) {
      this.#items.set(item.subject, item);
      return;
    }
    const order: readonly Strength[] = ['used', 'own', 'question', 'hint', 'unknown'];
    const strength = order.find((one) => one === known.strength || one === item.strength) ?? known.strength;
    this.#items.set(item.subject, { ...known, strength, traces: [...known.traces, ...item.traces].slice(0, MOST_TRACES) });
  }
  provider(record: ProviderRecord, strength: Strength, trace: Trace): void {
    this.#add({
      subject: providerSubject(record.id),
      provider: record.id,
      name: shortName(record.name),
      role: roleAt(record, 'service'),
      strength,
      candidates: [],
      traces: [trace],
    });
  }
  named(name: string, strength: Strength, trace: Trace, more: Partial<Pick<Item, 'subject' | 'role' | 'candidates'>> = {}): void {
    const short = name.slice(0, 150);
    this.#add({
      subject: nameSubject(short),
      provider: null,
      name: short,
      role: 'other',
      strength,
      candidates: [],
      traces: [trace],
      ...more,
    });
  }
  get items(): Item[] {
    return [...this.#items.values()];
  }
}
