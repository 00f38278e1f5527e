import type { DnsRecord } from '../../../outbound/dns-record.ts';
import type { DomainDetail, ServerFault } from '../domaindetail.ts';
import { isNamedBy, type Key, signatureState } from './dnssec.ts';
import { asciiHost, DAY_MS } from './fields.ts';

/** What is wanted of a zone; `warnDays` before the end of the signatures. */
export type ZoneRules = {
  readonly expectNs?: readonly string[] | undefined;
  readonly partial: 'warn' | 'down';
  readonly dnssec: 'if-signed' | 'must' | 'off';
  readonly warnDays: number;
};

/** What one server said of the top of the zone: SOA, NS and DNSKEY with their signatures. */
export type ServerSeen = { readonly server: string; readonly fault: ServerFault | null; readonly records: readonly DnsRecord[] };

/** Everything a run has found. `ds`: what the parent zone says of the keys. */
export type ZoneSeen = { readonly domain: string; readonly servers: readonly ServerSeen[]; readonly ds: readonly DnsRecord[] };

type Judgement = { readonly as: 'up' | 'warned' | 'down'; readonly detail: DomainDetail };
const isDown = (detail: DomainDetail): Judgement => ({ as: 'down', detail });

const plainName = (name: string): string => asciiHost(name).toLowerCase().replace(/\.$/, '');
const targets = (domain: string, records: readonly DnsRecord[]): string[] =>
  records.flatMap((one) => (one.type === 'NS' && one.name === domain ? [one.target] : [])).toSorted();
const serialOf = (domain: string, { records }: ServerSeen): number =>
  records.flatMap((one) => (one.type === 'SOA' && one.name === domain ? [one.serial] : []))[0] ?? 0;
const keysOf = (domain: string, records: readonly DnsRecord[]): Key[] =>
  records.filter((one): one is Key => one.type === 'DNSKEY' && one.name === domain);

/** The end of the signature that ends first on this server, or what is wrong with it. */
function signedUntil(domain: string, { server, records }: ServerSeen, ds: ZoneSeen['ds'], now: number): number | DomainDetail {
  const keys = keysOf(domain, records);
  const named = ds.filter((one): one is Extract<DnsRecord, { type: 'DS' }> => one.type === 'DS');
  const anchored = named.length === 0 ? keys : keys.filter((key) => named.some((one) => isNamedBy(key, one)));
  if (keys.length > 0 && anchored.length === 0) return { code: 'dnssec-ds-different' };
  let first = Number.POSITIVE_INFINITY;
  for (const covers of ['DNSKEY', 'SOA', 'NS'] as const) {
    // The set of keys itself must be signed by a key that the parent names; the rest by any of them.
    const state = signatureState(domain, covers, records, covers === 'DNSKEY' ? anchored : keys, now);
    switch (state.kind) {
      case 'missing':
        return { code: 'dnssec-missing', server };
      case 'wrong':
        return { code: 'dnssec-wrong', server, covers };
      case 'expired':
        return { code: 'dnssec-expired', server, until: state.until };
      case 'not-yet':
        return { code: 'dnssec-not-yet', server, from: state.from };
      case 'valid':
        first = Math.min(first, state.until);
    }
  }
  return first;
}

/** Null: not signed, and it need not be. A number: until when all signatures are valid. Else what is wrong. */
function judgeSignatures(
  rules: ZoneRules,
  { domain, ds }: ZoneSeen,
  good: readonly ServerSeen[],
  now: number,
): number | null | DomainDetail {
  if (rules.dnssec === 'off') return null;
  const anchored = ds.some(({ type }) => type === 'DS');
  const signed = good.some(({ records }) => records.some(({ type }) => type === 'RRSIG'));
  if (!signed && !anchored && rules.dnssec === 'if-signed') return null;
  if (signed && !anchored && rules.dnssec === 'must') return { code: 'dnssec-no-ds' };
  const each = good.map((one) => signedUntil(domain, one, ds, now));
  const fault = each.find((one) => typeof one !== 'number');
  return fault ?? Math.min(...each.filter((one) => typeof one === 'number'));
}

/**
 * What was found, worst first: nobody answers, other name servers than expected, a signature that resolvers refuse; then what is only
 * redundancy lost, then what is coming. A domain that is signed for the parent (DS) and not in fact is unreachable for whoever checks.
 */
export function judgeZone(rules: ZoneRules, seen: ZoneSeen, now: number): Judgement {
  const { domain, servers } = seen;
  const good = servers.filter(({ fault }) => fault === null);
  const faults = servers.flatMap(({ server, fault }) => (fault === null ? [] : [{ server, fault }]));
  if (good.length === 0 && faults.every(({ fault }) => fault === 'no-zone')) return isDown({ code: 'zone-none', name: domain });
  if (good.length === 0) return isDown({ code: 'zone-servers', answering: 0, faults });

  const expected = (rules.expectNs ?? [])
    .map(plainName)
    .filter((name) => name !== '')
    .toSorted();
  const odd = good.map(({ records }) => targets(domain, records)).find((found) => found.join() !== expected.join());
  if (expected.length > 0 && odd) return isDown({ code: 'zone-ns-different', found: odd, expected });

  const until = judgeSignatures(rules, seen, good, now);
  if (until !== null && typeof until !== 'number') return isDown(until);

  const partly = (detail: DomainDetail): Judgement => ({ as: rules.partial === 'down' ? 'down' : 'warned', detail });
  if (faults.length > 0) return partly({ code: 'zone-servers', answering: good.length, faults });
  const serials = good.map((one) => ({ server: one.server, serial: serialOf(domain, one) }));
  if (new Set(serials.map(({ serial }) => serial)).size > 1) return partly({ code: 'zone-serials', serials });

  if (until !== null && until - now < rules.warnDays * DAY_MS)
    return { as: 'warned', detail: { code: 'dnssec-expires', until, days: Math.floor((until - now) / DAY_MS) } };
  return { as: 'up', detail: { code: 'zone-fine', servers: good.length, serial: serials[0]?.serial ?? 0, signedUntil: until } };
}
