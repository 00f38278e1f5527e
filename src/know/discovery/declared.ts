import type { Catalogue } from './catalogue/catalogue.ts';
import type { ProviderRecord } from './catalogue/provider.ts';
import type { DomainFacts } from './facts.ts';
import type { Finding, Role } from './finding.ts';
import { isOnPage, roleAt } from './roles.ts';
import { evidence, type Sighting } from './sighting.ts';

/** Names of a product as policies write it. */
const namesOf = (provider: ProviderRecord): readonly string[] =>
  provider.names_in_policies ??
  provider.name
    .replace(/\s*\([^)]*\)/g, '')
    .split(' / ')
    .filter((name) => name.length >= 4);

/** Hyphens, quotes and spaces vary in such texts. */
const even = (text: string): string => ` ${text.replaceAll(/[\s\u00a0-]+/g, ' ').replaceAll(/[’´`]/g, "'")} `;
const WORD = /[\p{L}\p{N}]/u;

function mentions(text: string, lower: string, name: string): boolean {
  const wanted = even(name).trim();
  if (wanted === '') return false;
  // Short names only as written: "Make" is not "make".
  const loose = wanted.length >= 6;
  const where = loose ? lower : text;
  const what = loose ? wanted.toLowerCase() : wanted;
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
    if (!WORD.test(where[at - 1] ?? ' ') && !WORD.test(where[at + what.length] ?? ' ')) return true;
  }
  return false;
}

/** What the legal pages name. */
export type Declared = {
  readonly read: boolean;
  /** Providers named by the product. */
  readonly products: readonly ProviderRecord[];
  /** Is this provider named, by product or by a company that is named without any of its products? */
  covers(provider: ProviderRecord): boolean;
};

/** Reads the privacy policy for products and companies of the catalogue. A company's name alone does not tell the product. */
export function readDeclared(facts: DomainFacts, catalogue: Catalogue): Declared {
  const pages = facts.pages.filter((page) => page.text !== null && (page.kind === 'privacy' || page.kind === 'imprint'));
  const text = even(pages.map((page) => page.text).join(' '));
  const lower = text.toLowerCase();
  const providers = [...catalogue.providers.values()].filter((one) => one.kind === 'provider');
  const products = providers.filter((one) => namesOf(one).some((name) => mentions(text, lower, name)));
  const entity = (one: ProviderRecord) => one.legal_entity ?? '';
  const named = new Set(products.map((one) => one.id));
  const split = new Set(products.map(entity));
  const companies = new Set(providers.map(entity).filter((name) => name !== '' && mentions(text, lower, name)));
  return {
    read: pages.some((page) => page.kind === 'privacy'),
    products,
    covers: (provider) => named.has(provider.id) || (companies.has(entity(provider)) && !split.has(entity(provider))),
  };
}

/** A named product is a finding of its own kind; where it would be part of a page it has no role there, for it was not seen. */
export function recogniseDeclared(declared: Declared, facts: DomainFacts): Sighting[] {
  const page = facts.pages.find((one) => one.kind === 'privacy' && one.text !== null);
  if (!page) return [];
  return declared.products.map((provider) => {
    const role = roleAt(provider, 'service');
    return {
      provider,
      role: isOnPage(role) ? 'other' : role,
      status: 'declared',
      kind: 'declared',
      evidence: evidence('declared', page.url, provider.name, `curl -s ${page.url}`),
    };
  });
}

/** Services that meet visitors, customers or recipients and therefore belong into the privacy notice (GDPR Art. 13 (1) e). */
const MEETS_OTHERS: ReadonlySet<Role> = new Set<Role>(['newsletter', 'mail-sending', 'helpdesk', 'crm', 'booking', 'payment', 'shop']);
const SENDS = ['transactional-mail', 'newsletter', 'helpdesk', 'crm', 'booking', 'payment', 'shop', 'ticketing'];

/** Which providers are named but not seen, and which are seen but not named. Both empty when no policy was read. */
export function compareDeclared(
  declared: Declared,
  findings: readonly Finding[],
  catalogue: Catalogue,
): { declaredOnly: string[]; observedNotDeclared: string[] } {
  if (!declared.read) return { declaredOnly: [], observedNotDeclared: [] };
  const other = new Set(
    findings
      .filter((one) => one.status !== 'declared' && one.status !== 'linked' && one.role !== 'subprocessor')
      .map((one) => one.provider),
  );
  const declaredOnly = declared.products.map((one) => one.id).filter((id) => !other.has(id));
  const unnamed = findings.filter(({ provider, role, status, reach }) => {
    const record = catalogue.providers.get(provider);
    if (!record || record.kind !== 'provider' || reach === 'self-hosted' || record.in_privacy_notice === false) return false;
    if (status !== 'observed' && status !== 'after-consent') return false;
    const inPage = isOnPage(role) && role !== 'consent';
    return (inPage || (MEETS_OTHERS.has(role) && record.categories.some((one) => SENDS.includes(one)))) && !declared.covers(record);
  });
  const embeds = unnamed
    .filter((one) => isOnPage(one.role))
    .map((one) => one.provider)
    .sort();
  const rest = unnamed
    .filter((one) => !isOnPage(one.role))
    .map((one) => one.provider)
    .sort();
  return { declaredOnly: declaredOnly.sort(), observedNotDeclared: [...new Set([...embeds, ...rest])] };
}
