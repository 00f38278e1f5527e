import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Policy } from '../../../outbound/address.ts';
import { type DnsClient, dnsClient } from '../../../outbound/dns.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import type { AsnTable } from '../asn.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DomainName } from '../domain.ts';
import { type DomainFacts, noFacts } from '../facts.ts';
import type { Asked, Finding, ScanReport } from '../finding.ts';
import { githubChallenges } from '../names.ts';
import type { NotChecked, Reason } from '../notchecked.ts';
import { under } from '../pattern.ts';
import { recognise } from '../recognise.ts';
import { isWildcardAnswer } from '../wildcard.ts';
import { type Asker, asker } from './ask.ts';
import { addressesIn, MOST_ORIGINS, ownersFromCymru } from './cymru.ts';
import { gatherDns, star } from './dns.ts';
import type { Fetcher } from './hop.ts';
import { liveFetcher } from './live.ts';
import { gatherPages, type Pages } from './pages.ts';
import { type OpenRecording, recordedFetcher, recorder } from './recorded.ts';
import type { Recording } from './recording.ts';
import { askRegistrar, askTenant, tenantOf } from './thirdparties.ts';

/** DNS questions of one scan (contracts: at most 200). */
export const MOST_QUESTIONS = 200;
const AT_ONCE = 48;
/** A scan ends within a minute (contracts); what was not reached by then is named. */
const LONGEST_MS = 50_000;

export type ScanOptions = {
  readonly catalogue: Catalogue;
  readonly networks: AsnTable;
  readonly now: Instant;
  /** A random label nobody has entered, for finding wildcards. */
  readonly label: string;
  /** IP or IP:PORT of the resolver; default: the machine's own. */
  readonly resolver?: string;
  /** Answers from a file; nothing is then connected to. */
  readonly recorded?: OpenRecording;
  readonly policy?: Policy;
  /** Where HTTP answers come from otherwise: another way out than straight from this machine. */
  readonly fetcher?: Fetcher;
  /** Questions to third parties, each off until switched on. */
  readonly tenantProbe?: boolean;
  readonly rdap?: boolean;
  readonly cymru?: boolean;
  /** Longest time of the whole scan. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Called whenever a finding is new or has changed, while the scan runs. */
  readonly onFinding?: (finding: Finding) => void;
};

/** What a scan gives: the report, the facts it rests on, and the recording that repeats it. */
export type Scan = { readonly report: ScanReport; readonly facts: DomainFacts; readonly recording: Recording };

/**
 * Scans a domain. Never throws for what the network does: what was not answered stands in `notChecked`. Throws
 * `OutboundError` only when `resolver` is not an address.
 */
export async function scan(name: DomainName, options: ScanOptions): Promise<Scan> {
  const { domain, unicode } = name;
  const client: DnsClient = dnsClient({
    ...(options.resolver === undefined ? {} : { servers: [options.resolver] }),
    atOnce: AT_ONCE,
    timeoutMs: 2000,
    tries: 2,
    policy: { kind: 'configured' },
  });
  const longest = options.timeoutMs ?? LONGEST_MS;
  const over = AbortSignal.timeout(longest);
  const signal = options.signal ? AbortSignal.any([options.signal, over]) : over;
  const ask = asker(client, MOST_QUESTIONS, signal);
  let owners: AsnTable = options.networks;
  let origins = 0;
  const tell = teller(options, () => owners);
  let facts: DomainFacts = noFacts(domain, unicode);
  const heard = (part: Partial<DomainFacts>) => {
    facts = { ...facts, ...part };
    tell(facts);
  };

  const reserve = (options.cymru ? MOST_ORIGINS : 0) + (options.tenantProbe ? 6 : 0) + (options.rdap ? 6 : 0);
  heard(await gatherDns(ask, domain, unicode, options.label, heard, reserve));
  if (options.cymru) {
    const before = ask.asked();
    owners = await ownersFromCymru(ask, addressesIn(facts), options.networks);
    origins = ask.asked() - before;
    heard({});
  }
  const gaps: NotChecked[] = [...facts.notChecked];
  if (facts.exists === null) gaps.push({ what: { code: 'dns' }, why: { code: 'nobody-answered' } });
  if (facts.exists === false) gaps.push({ what: { code: 'everything' }, why: { code: 'no-domain' } });

  const { policy, recorded } = options;
  const source: Fetcher = recorded
    ? recordedFetcher(recorded)
    : (options.fetcher ??
      liveFetcher({
        policy: policy ?? { kind: 'public' },
        resolver: throughMemo(client, ask),
        signal,
      }));
  const kept = recorder(source);
  const asked: Asked[] = [];
  let pages: Pages = { pages: [], notChecked: [], mtaStsPolicy: null, requests: 0 };
  if (facts.exists !== false && !signal.aborted) {
    pages = await gatherPages(kept.fetch, domain, facts.hosts, facts.mtaSts.announced);
    gaps.push(...pages.notChecked);
    heard({ pages: pages.pages, mtaSts: { ...facts.mtaSts, policy: pages.mtaStsPolicy } });
    if (facts.exists === true) heard(await namesFromPages(facts, ask, options.label));
  }

  const leftOut: Reason = { code: recorded ? 'not-in-recording' : 'not-asked-for' };
  let realm: string | null = recorded?.recording.m365_tenant_probe?.NameSpaceType ?? null;
  if (realm !== null) heard({ tenant: tenantOf(realm) });
  else if (!options.tenantProbe || recorded) gaps.push({ what: { code: 'tenant' }, why: leftOut });
  else {
    const answer = await askTenant(source, domain);
    realm = answer.raw;
    if (answer.why !== null) gaps.push({ what: { code: 'tenant' }, why: answer.why });
    asked.push({ party: 'login.microsoftonline.com', queries: 1 });
    heard({ tenant: answer.tenant });
  }

  let registrar: string | null = recorded?.recording.rdap?.registrar ?? null;
  if (recorded?.recording.rdap) heard({ registrar });
  else if (!options.rdap || recorded) gaps.push({ what: { code: 'registrar' }, why: leftOut });
  else {
    const answer = await askRegistrar(source, domain);
    registrar = answer.registrar;
    if (answer.why !== null) gaps.push({ what: { code: 'registrar' }, why: answer.why });
    asked.push({ party: 'registry (RDAP)', queries: 1 });
    heard({ registrar });
  }

  if (options.signal?.aborted) gaps.push({ what: { code: 'rest' }, why: { code: 'stopped' } });
  else if (over.aborted) gaps.push({ what: { code: 'rest' }, why: { code: 'time-over', seconds: longest / 1000 } });
  if (!options.cymru) gaps.push({ what: { code: 'network-owners' }, why: { code: 'not-asked-for' } });
  asked.unshift({
    party: options.resolver === undefined ? 'system resolver' : (client.servers[0] ?? options.resolver),
    queries: ask.asked() - origins,
  });
  if (options.cymru) asked.push({ party: 'Team Cymru, through the name server', queries: origins });
  if (!recorded) asked.push(...parties(pages, domain));
  facts = { ...facts, notChecked: [...gaps, ...ask.gaps()].slice(0, 200), asked };
  const result = recognise(facts, options.catalogue, owners);
  return {
    facts,
    report: {
      domain,
      unicode,
      scannedAt: toIso(options.now),
      findings: [...result.findings],
      facts: result.facts,
      notChecked: [...facts.notChecked],
      asked,
    },
    recording: {
      note: `krisenfest scan of ${domain}`,
      responses: kept.responses(),
      ...(realm === null ? {} : { m365_tenant_probe: { NameSpaceType: realm } }),
      rdap: { registrar },
    },
  };
}

/** Names for HTTP are asked like all others: once in a scan, counted, within its limit. */
const throughMemo = (client: DnsClient, ask: Asker): DnsClient => ({
  ...client,
  addresses: async (name) => {
    const both = await Promise.all([ask.host(name), ask.host(name, 'AAAA')]);
    const addresses = both.flatMap((host) => host.addresses);
    if (addresses.length === 0) throw new OutboundError('dns-failed', `The name ${name} has no address.`);
    return addresses;
  },
});

/** Tells the caller of findings that are new or changed. */
function teller(options: ScanOptions, owners: () => AsnTable): (facts: DomainFacts) => void {
  const told = new Map<string, string>();
  return (facts) => {
    if (!options.onFinding || options.signal?.aborted) return;
    for (const finding of recognise(facts, options.catalogue, owners()).findings) {
      const key = `${finding.provider} ${finding.role}`;
      const now = JSON.stringify(finding);
      if (told.get(key) === now) continue;
      told.set(key, now);
      options.onFinding(finding);
    }
  };
}

/** Names of the company that its pages and certificates show, and what the page's title suggests. */
async function namesFromPages(facts: DomainFacts, ask: Asker, label: string): Promise<Partial<DomainFacts>> {
  const { domain } = facts;
  const wild = await star(ask, domain, label);
  const known = new Set(facts.hosts.map((host) => host.name));
  const readings = facts.pages.flatMap((page) => (page.reading ? [page.reading] : []));
  const shown = [
    ...readings.flatMap((reading) => [
      ...reading.embeds.map((embed) => new URL(embed.url).hostname),
      ...reading.links.map((link) => new URL(link.url).hostname),
    ]),
    ...facts.pages.flatMap((page) => page.tls?.san ?? []),
  ].map((host) => host.toLowerCase());
  const fresh = [...new Set(shown)]
    .filter((host) => under(host, domain) && host !== domain && !known.has(host) && !host.startsWith('*'))
    .slice(0, 12);
  const title = readings[0]?.title ?? null;
  const challenges = githubChallenges(domain, title)
    .map((label) => `${label}.${domain}`)
    .filter((name) => !facts.txtNames.some((one) => one.name === name));
  const [hosts, tokens] = await Promise.all([
    Promise.all(fresh.map((host) => ask.host(host))),
    Promise.all(
      challenges.map(async (name) => ({
        name,
        texts: (await ask.records(name, 'TXT')).map((record) => record.text).filter((text) => !wild.texts.includes(text)),
      })),
    ),
  ]);
  return {
    hosts: [...facts.hosts, ...hosts.filter((host) => host.state !== 'missing' && !isWildcardAnswer(host, wild))],
    txtNames: [...facts.txtNames, ...tokens.filter((one) => one.texts.length > 0)],
  };
}

function parties(pages: Pages, domain: string): Asked[] {
  if (pages.requests === 0) return [];
  return [{ party: `web servers of ${domain}`, queries: pages.requests }];
}
