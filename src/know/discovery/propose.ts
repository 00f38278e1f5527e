import type { Catalogue } from './catalogue/catalogue.ts';
import { de } from './discovery.texts.ts';
import type { Finding, Role, Status } from './finding.ts';

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
  /** The provider that carries it, as catalogue id. */
  readonly runsOn: string | null;
  readonly statusPage: string | null;
  /** An entry of this name is there already. */
  readonly existing: boolean;
};

/** A service of the company that breaks when its provider does. */
export type ProposedAsset = {
  readonly kind: 'asset';
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly status: Status;
  readonly confidence: number;
  /** Catalogue ids of the providers that are its cause. */
  readonly causedBy: readonly string[];
  readonly existing: boolean;
};

export type Proposal = { readonly providers: readonly ProposedProvider[]; readonly assets: readonly ProposedAsset[] };

/** Only what is in use becomes an entry; tokens, links and mentions are left for the user to confirm one by one. */
const IN_USE: ReadonlySet<Status> = new Set<Status>(['observed', 'after-consent']);

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
  const carriers = new Map(used.flatMap((one) => (one.runsOn === null ? [] : [[one.provider, one.runsOn] as const])));
  const ids = [...new Set(used.flatMap((one) => (one.runsOn === null ? [one.provider] : [one.provider, one.runsOn])))];
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
        runsOn: carriers.get(id) ?? null,
        statusPage: record.status_page_url ?? null,
        existing: there.has(same(name)) || there.has(same(record.legal_entity ?? name)),
      },
    ];
  });
  const assets = used.flatMap((one): ProposedAsset[] => {
    const record = catalogue.providers.get(one.provider);
    if (!record || one.role === 'subprocessor') return [];
    const name = `${de.roles[one.role]} (${shortName(record.name)})`;
    return [
      {
        kind: 'asset',
        key: `${one.role}:${one.provider}`,
        name,
        role: one.role,
        status: one.status,
        confidence: one.confidence,
        causedBy: [one.provider],
        existing: there.has(same(name)),
      },
    ];
  });
  return { providers, assets };
}

/** "Microsoft 365 / Exchange Online / …" as "Microsoft 365", "IONOS (Webhosting, Mail)" as "IONOS". */
export const shortName = (name: string): string =>
  name
    .split(' / ')[0]
    ?.replace(/\s*\([^)]*\)\s*$/, '')
    .trim() || name;
