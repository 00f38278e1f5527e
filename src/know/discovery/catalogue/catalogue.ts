import { getDomain } from 'tldts';
import { headerPattern, hostPattern, type Pattern, pathPattern, prefixPattern } from '../pattern.ts';
import { ProviderRecord } from './provider.ts';

/** What a pattern hit: the provider and the pattern's text. */
export type Hit = { readonly provider: ProviderRecord; readonly pattern: string };

/** The kinds of evidence that are host names in DNS answers. */
export type HostKind = 'mx' | 'spf' | 'ns' | 'cname' | 'srv' | 'autodiscover' | 'dkim_cname' | 'dmarc_rua';
/** The kinds that are matched as texts. */
export type TextKind =
  | 'txt'
  | 'dkim_selector'
  | 'subdomain'
  | 'tls_issuer'
  | 'caa'
  | 'generator'
  | 'meta'
  | 'element'
  | 'inline'
  | 'mail_domains'
  | 'ip';

type Entry = { readonly provider: ProviderRecord; readonly pattern: Pattern };

/** The catalogue, ready to be asked. */
export type Catalogue = {
  readonly providers: ReadonlyMap<string, ProviderRecord>;
  /** Who is behind a host name of a DNS answer: by the patterns of this kind, else by any host name known of a provider. */
  host(kind: HostKind, name: string): Hit | undefined;
  /** Everybody whose pattern of this kind matches the text. */
  text(kind: TextKind, value: string): readonly Hit[];
  /** Everybody behind something a page loads: `host/path` in lower case. */
  resource(hostAndPath: string): readonly Hit[];
  link(host: string): readonly Hit[];
  headers(headers: Readonly<Record<string, string>>): readonly Hit[];
  /** Everybody with this autonomous system. */
  network(asn: number): readonly ProviderRecord[];
};

const HOST_KINDS: readonly HostKind[] = ['mx', 'spf', 'ns', 'cname', 'srv', 'autodiscover', 'dkim_cname', 'dmarc_rua'];
const TEXT_KINDS: readonly TextKind[] = [
  'txt',
  'dkim_selector',
  'subdomain',
  'tls_issuer',
  'caa',
  'generator',
  'meta',
  'element',
  'inline',
  'mail_domains',
  'ip',
];

/** Longer patterns say more: `gtag/js` below googletagmanager.com before the host alone. */
const longestFirst = (a: Entry, b: Entry) => b.pattern.text.length - a.pattern.text.length;

const domainOf = (host: string): string | null => getDomain(host, { allowPrivateDomains: false });

/** Registrable domains that belong to one provider alone, taken from all its host patterns. */
function ownedDomains(providers: readonly ProviderRecord[]): Map<string, Hit> {
  const owners = new Map<string, Hit | null>();
  for (const provider of providers) {
    const { detection: d } = provider;
    const texts = [...HOST_KINDS.flatMap((kind) => d[kind] ?? []), ...(d.script_hosts ?? []), ...(d.link_hosts ?? [])];
    for (const text of texts) {
      const domain = text.startsWith('~') ? null : domainOf(text);
      if (!domain) continue;
      const known = owners.get(domain);
      owners.set(domain, known === undefined || known?.provider.id === provider.id ? { provider, pattern: text } : null);
    }
  }
  return new Map([...owners].filter((entry): entry is [string, Hit] => entry[1] !== null));
}

/** Builds the catalogue from its records. Throws when a pattern does not compile. */
export function catalogueOf(records: readonly ProviderRecord[]): Catalogue {
  const entries = (pick: (record: ProviderRecord) => readonly string[] | undefined, compile: (text: string) => Pattern): Entry[] =>
    records.flatMap((provider) => (pick(provider) ?? []).map((text) => ({ provider, pattern: compile(text) }))).sort(longestFirst);
  const hosts = new Map(HOST_KINDS.map((kind) => [kind, entries((r) => r.detection[kind], hostPattern)]));
  const exact = (text: string): Pattern =>
    text.startsWith('~') ? prefixPattern(text) : { text, matches: (value) => value.toLowerCase() === text.toLowerCase() };
  const whole = new Set<TextKind>(['dkim_selector', 'subdomain', 'element', 'meta', 'ip', 'mail_domains']);
  const texts = new Map(TEXT_KINDS.map((kind) => [kind, entries((r) => r.detection[kind], whole.has(kind) ? exact : prefixPattern)]));
  const resources = [
    ...entries((r) => r.detection.script_paths, pathPattern),
    ...entries((r) => r.detection.script_hosts, pathPatternOfHost),
  ];
  const links = entries((r) => r.detection.link_hosts, hostPattern);
  const headers = records.flatMap((provider) =>
    (provider.detection.headers ?? []).map((text) => ({ provider, pattern: headerPattern(text) })),
  );
  const owned = ownedDomains(records.filter((record) => record.kind === 'provider'));
  const networks = new Map<number, ProviderRecord[]>();
  for (const record of records) for (const asn of record.detection.asn ?? []) networks.set(asn, [...(networks.get(asn) ?? []), record]);

  const all = (list: readonly Entry[], value: string): Hit[] => {
    const found = new Map<string, Hit>();
    for (const { provider, pattern } of list)
      if (!found.has(provider.id) && pattern.matches(value)) found.set(provider.id, { provider, pattern: pattern.text });
    return [...found.values()];
  };

  return {
    providers: new Map(records.map((record) => [record.id, record])),
    host: (kind, name) => {
      const direct = hosts.get(kind)?.find(({ pattern }) => pattern.matches(name));
      if (direct) return { provider: direct.provider, pattern: direct.pattern.text };
      const domain = domainOf(name);
      return domain === null ? undefined : owned.get(domain);
    },
    text: (kind, value) => all(texts.get(kind) ?? [], value),
    // Host and path may name two: the product, and the network that delivers it.
    resource: (value) => all(resources, value),
    link: (host) => all(links, host),
    headers: (sent) =>
      headers
        .filter(({ pattern }) => sent[pattern.name]?.toLowerCase().includes(pattern.part) === true)
        .map(({ provider, pattern }) => ({ provider, pattern: pattern.text })),
    network: (asn) => networks.get(asn) ?? [],
  };
}

/** A host pattern over `host/path`. */
function pathPatternOfHost(text: string): Pattern {
  const host = hostPattern(text);
  return { text, matches: (value) => host.matches(value.slice(0, Math.max(0, value.indexOf('/')))) };
}

/** A fault in the catalogue file: line (from 1) and what is wrong. */
export type CatalogueFault = { readonly line: number; readonly message: string };

/** Reads the catalogue's lines; every faulty line is named instead of thrown. */
export function readCatalogue(jsonl: string): { readonly records: readonly ProviderRecord[]; readonly faults: readonly CatalogueFault[] } {
  const records: ProviderRecord[] = [];
  const faults: CatalogueFault[] = [];
  for (const [index, line] of jsonl.split('\n').entries()) {
    if (line.trim() === '') continue;
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      faults.push({ line: index + 1, message: 'This line is not JSON.' });
      continue;
    }
    const record = ProviderRecord.safeParse(parsed);
    if (record.success) records.push(record.data);
    else
      faults.push({ line: index + 1, message: record.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') });
  }
  return { records, faults };
}
