import { getDomain } from 'tldts';
import type { AsnTable } from './asn.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { compareDeclared, readDeclared, recogniseDeclared } from './declared.ts';
import { type DomainFacts, relative } from './facts.ts';
import { type Finding, Role, type ScanFacts } from './finding.ts';
import { ORIGIN_NAMES } from './names.ts';
import { type Networks, networksOf } from './network.ts';
import { recogniseMail } from './recognise-mail.ts';
import { recogniseNames, recogniseSite } from './recognise-names.ts';
import { recognisePages } from './recognise-page.ts';
import { gather, type Sighting } from './sighting.ts';
import { countLookups, effectiveAll } from './spf.ts';

/** What was recognised. */
export type Recognised = { readonly findings: readonly Finding[]; readonly facts: ScanFacts };

const order = (a: Finding, b: Finding): number =>
  Role.options.indexOf(a.role) - Role.options.indexOf(b.role) || b.confidence - a.confidence || a.provider.localeCompare(b.provider);

/**
 * Turns facts about a domain into findings: which provider in which role, how sure, with the evidence. Pure; may be
 * called with the facts of a scan that is still running.
 */
export function recognise(facts: DomainFacts, catalogue: Catalogue, table: AsnTable): Recognised {
  const none = networksOf(table, catalogue, new Set());
  const direct = [...recogniseNames(facts, catalogue, none), ...recogniseMail(facts, catalogue, none)].filter((one) => one.kind !== 'asn');
  // Networks that carry several brands are told apart by what else was seen.
  const networks = networksOf(table, catalogue, new Set(direct.map((one) => one.provider.id)));
  const declared = readDeclared(facts, catalogue);
  const sightings: Sighting[] = [
    ...recogniseMail(facts, catalogue, networks),
    ...recogniseNames(facts, catalogue, networks),
    ...recogniseSite(facts, catalogue, networks),
    ...recognisePages(facts, catalogue),
    ...recogniseDeclared(declared, facts),
  ];
  const findings = joinDeclared(gather(sightings, catalogue)).sort(order);
  return { findings, facts: { ...scanFacts(facts, networks), ...compareDeclared(declared, findings, catalogue) } };
}

/** A product that is named and was also seen is one finding, not two. */
function joinDeclared(findings: readonly Finding[]): Finding[] {
  const only = (one: Finding) => one.status === 'declared' && one.evidence.every((piece) => piece.kind === 'declared');
  const seen = new Map(
    findings.filter((one) => !only(one) && one.role !== 'subprocessor' && one.status !== 'linked').map((one) => [one.provider, one]),
  );
  const extra = new Map(findings.filter(only).map((one) => [one.provider, one.evidence]));
  return findings.flatMap((one) => {
    if (only(one)) return seen.has(one.provider) ? [] : [one];
    return seen.get(one.provider) === one ? [{ ...one, evidence: [...one.evidence, ...(extra.get(one.provider) ?? [])] }] : [one];
  });
}

/**
 * DKIM names whose target is gone. Services that rotate keys have the company enter two names and keep the second empty
 * until the change: a name is only dangling when no other name leads to a living key of the same service.
 */
function danglingKeys({ dkim }: DomainFacts): string[] {
  const service = (target: string | null) => (target === null ? null : getDomain(target, { allowPrivateDomains: false }));
  const alive = new Set(dkim.filter((key) => !key.dangling).map((key) => service(key.target)));
  return dkim.filter((key) => key.dangling && !alive.has(service(key.target))).map((key) => key.selector);
}

function scanFacts(facts: DomainFacts, networks: Networks): ScanFacts {
  const { domain } = facts;
  const site = facts.hosts.filter((host) => (host.name === domain || host.name === `www.${domain}`) && host.addresses.length > 0);
  const lookups = facts.spf ? countLookups(facts.spf) : null;
  const policy = /(?:^|;)\s*p\s*=\s*(none|quarantine|reject)/i.exec(facts.dmarc ?? '')?.[1]?.toLowerCase() ?? null;
  const mode = /^\s*mode\s*:\s*(none|testing|enforce)\s*$/im.exec(facts.mtaSts.policy ?? '')?.[1]?.toLowerCase();
  const issuers = (tag: string) =>
    facts.caa
      .filter((one) => one.tag === tag)
      .map((one) => one.value.split(';')[0]?.trim().toLowerCase() || ';')
      .sort();
  const isProxy = (name: string, addresses: readonly string[]) => {
    const categories = networks.host(name, addresses)?.provider.categories ?? [];
    return categories[0] === 'cdn';
  };
  const hidden = site.length > 0 && site.every((host) => isProxy(host.name, host.addresses));
  const exposed = hidden
    ? facts.hosts.filter(
        (host) =>
          ORIGIN_NAMES.has(relative(host.name, domain)) &&
          host.addresses.length > 0 &&
          networks.host(host.name, host.addresses) !== undefined &&
          !isProxy(host.name, host.addresses),
      )
    : [];
  return {
    spfLookups: lookups,
    spfOverLimit: lookups === null ? (facts.exists === true ? false : null) : lookups > 10,
    spfAll: facts.spf ? effectiveAll(facts.spf) : null,
    dmarcPolicy: policy,
    dnssec: facts.dnssec,
    caa: [...new Set([...issuers('issue'), ...issuers('issuewild')])],
    mtaSts: facts.mtaSts.announced && (mode === 'none' || mode === 'testing' || mode === 'enforce') ? mode : null,
    wildcards: facts.wildcards.map((host) => relative(host.name, domain)),
    dangling: [
      ...[...facts.hosts, ...facts.wildcards].filter((host) => host.state === 'dangling').map((host) => relative(host.name, domain)),
      ...danglingKeys(facts).map((selector) => `${selector}._domainkey`),
    ],
    ipv6Web: site.length === 0 ? null : site.some((host) => host.addresses.some((address) => address.includes(':'))),
    tlsa: [...facts.tlsa],
    originExposed: exposed.map((host) => relative(host.name, domain)),
    declaredOnly: [],
    observedNotDeclared: [],
  };
}
