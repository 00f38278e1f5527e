import type { Catalogue } from './catalogue/catalogue.ts';
import { de } from './discovery.texts.ts';
import type { Finding, Role, Status } from './finding.ts';
import { CONTACT_FORM, type NeedKind, needsAmong } from './needs.ts';

/** A provider as it would enter the inventory. */
export type ProposedProvider = {
  readonly kind: 'provider';
  /** Catalogue id; stable, so that a second scan finds it again. */
  readonly provider: string;
  readonly name: string;
  readonly legalEntity: string | null;
  readonly ultimateParent: string | null;
  readonly country: string | null;
  readonly parentCountry: string | null;
  readonly reach: string;
  readonly statusPage: string | null;
  /** An entry of this name is there already. */
  readonly existing: boolean;
};

/** A service of the company that breaks when its provider does, or whose infrastructure. */
export type ProposedAsset = {
  readonly kind: 'asset';
  readonly key: string;
  readonly name: string;
  /** Null: a thing of the company's own, such as its contact form. */
  readonly role: Role | null;
  /** Catalogue ids of the providers that are its cause: who offers it, and who carries it. */
  readonly causedBy: readonly string[];
  /** Catalogue id of a carrier without which the service is only half as good; null = none. */
  readonly halfOn: string | null;
  /** False: the provider is known to rent from others, and for this service nothing was seen of it. */
  readonly asked: boolean;
  readonly existing: boolean;
};

/** One service needs another, or one of several; durations ISO 8601, null = at once. By the keys of the services. */
export type ProposedNeed = {
  readonly of: string;
  readonly on: readonly string[];
  readonly buffer: string | null;
  readonly why: NeedKind;
};

export type Proposal = {
  readonly providers: readonly ProposedProvider[];
  readonly assets: readonly ProposedAsset[];
  readonly needs: readonly ProposedNeed[];
};

/** Only what is in use becomes an entry; tokens, links and mentions are left for the user to confirm one by one. */
const IN_USE: ReadonlySet<Status> = new Set<Status>(['observed', 'after-consent']);

/**
 * What a firm bridges for a while by telephone and paper: when only the infrastructure under such a service is gone, half of it is.
 * Mail, sites and shops stop with it at once.
 */
const BRIDGED: ReadonlySet<Role> = new Set<Role>([
  'hr',
  'booking',
  'crm',
  'helpdesk',
  'newsletter',
  'e-signature',
  'reviews',
  'chat',
  'status-page',
  'monitoring',
]);

const same = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Proposes inventory entries for findings: each provider once, and one asset per role and provider, named in German as in
 * "E-Mail (Microsoft 365)". `names` are the names the inventory has already: such entries are marked, not left out.
 */
export function propose(findings: readonly Finding[], catalogue: Catalogue, names: readonly string[]): Proposal {
  const there = new Set(names.map(same));
  const used = findings.filter((one) => IN_USE.has(one.status));
  const carrierOf = (one: Finding) => one.runsOn ?? (BRIDGED.has(one.role) ? onlyCarrier(catalogue, one.provider) : null);
  const ids = [...new Set(used.flatMap((one) => [one.provider, carrierOf(one) ?? one.provider]))];
  const providers = ids.flatMap((id): ProposedProvider[] => {
    const record = catalogue.providers.get(id);
    if (!record) return [];
    const name = shortName(record.name);
    return [
      {
        kind: 'provider',
        provider: id,
        name,
        legalEntity: record.legal_entity ?? null,
        ultimateParent: record.ultimate_parent ?? null,
        country: record.hq_country ?? null,
        parentCountry: record.parent_country ?? null,
        reach: record.jurisdiction_risk,
        statusPage: record.status_page_url ?? null,
        existing: there.has(same(name)) || there.has(same(record.legal_entity ?? name)),
      },
    ];
  });
  const assets = used.flatMap((one): ProposedAsset[] => {
    const record = catalogue.providers.get(one.provider);
    if (!record || one.role === 'subprocessor') return [];
    const name = `${de.roles[one.role]} (${shortName(record.name)})`;
    const carrier = carrierOf(one);
    const half = carrier !== null && BRIDGED.has(one.role);
    return [
      {
        kind: 'asset',
        key: `${one.role}:${one.provider}`,
        name,
        role: one.role,
        causedBy: carrier === null || half ? [one.provider] : [one.provider, carrier],
        halfOn: half ? carrier : null,
        asked: carrier !== null || (record.runs_on_observed ?? []).length === 0,
        existing: there.has(same(name)),
      },
    ];
  });
  const form = contactForm(assets, there);
  const all = form ? [...assets, form] : assets;
  return { providers, assets: all, needs: needsAmong(all) };
}

/** The one infrastructure on which a provider was ever seen; null when there are several or none. */
function onlyCarrier(catalogue: Catalogue, provider: string): string | null {
  const [only, more] = catalogue.providers.get(provider)?.runs_on_observed ?? [];
  return more === undefined ? (only ?? null) : null;
}

/** A form that asks a third party whether somebody is human cannot be sent without it. */
function contactForm(assets: readonly ProposedAsset[], there: ReadonlySet<string>): ProposedAsset | undefined {
  const has = (role: Role) => assets.some((one) => one.role === role);
  if (!has('captcha') || !has('web')) return undefined;
  const name = de.contactForm;
  return { kind: 'asset', key: CONTACT_FORM, name, role: null, causedBy: [], halfOn: null, asked: true, existing: there.has(same(name)) };
}

/** "Microsoft 365 / Exchange Online / …" as "Microsoft 365", "IONOS (Webhosting, Mail)" as "IONOS". */
export const shortName = (name: string): string =>
  name
    .split(' / ')[0]
    ?.replace(/\s*\([^)]*\)\s*$/, '')
    .trim() || name;
