import { type DkimFacts, type DomainFacts, type HostAnswer, noFacts, relative } from '../facts.ts';
import { DKIM_SELECTORS, SERVICES, SUBDOMAINS, TOKEN_NAMES } from '../names.ts';
import { under } from '../pattern.ts';
import { spfGaps } from '../spf.ts';
import { isWildcardAnswer, type Star } from '../wildcard.ts';
import type { Asker } from './ask.ts';
import { spfTree } from './spf.ts';
import { walkZone, type ZoneWalk } from './walk.ts';

/** Questions kept back for the names that the home page and the certificate show, and for IPv6 addresses of sites. */
const KEPT_BACK = 22;
const MOST_WALKED = 90;

type Dns = Omit<DomainFacts, 'pages' | 'tenant' | 'registrar' | 'asked'>;

/** Told after each stage with what is known so far. */
export type Heard = (facts: Partial<DomainFacts>) => void;

/** What the zone answers for a name nobody has entered. */
export async function star(ask: Asker, domain: string, label: string): Promise<Star> {
  const name = `${label}.${domain}`;
  const [host, texts] = await Promise.all([ask.host(name), ask.records(name, 'TXT')]);
  return { host: host.state === 'found' || host.state === 'dangling' ? host : null, texts: texts.map((record) => record.text) };
}

/** DKIM keys: a CNAME names the service that signs; a key of its own only says that the selector is there. */
async function dkim(ask: Asker, domain: string, selector: string, wild: Star): Promise<DkimFacts | undefined> {
  const name = `${selector}._domainkey.${domain}`;
  const first = await ask.reply(name, 'TXT');
  const alias = first?.answers.find((record) => record.type === 'CNAME' && record.name === name);
  if (alias?.type === 'CNAME') {
    if (alias.target === wild.host?.chain[0]) return undefined;
    const end = await ask.records(name, 'TXT');
    if (end.length > 0) return { selector, target: alias.target, dangling: false };
    const gone = await ask.reply(alias.target, 'TXT');
    return { selector, target: alias.target, dangling: gone?.rcode === 'NXDOMAIN' };
  }
  const key = (await ask.records(name, 'TXT')).some(({ text }) => /^\s*v=DKIM1|(?:^|;)\s*p=/i.test(text) && !wild.texts.includes(text));
  return key ? { selector, target: null, dangling: false } : undefined;
}

async function token(ask: Asker, name: string, wild: Star): Promise<{ name: string; texts: string[] } | undefined> {
  const texts = (await ask.records(name, 'TXT')).map((record) => record.text).filter((text) => !wild.texts.includes(text));
  return texts.length > 0 ? { name, texts } : undefined;
}

/** The zone's own names sorted by what they are for; without a walk, the names to try. */
function candidates(walk: ZoneWalk, domain: string, left: number, keptBack: number) {
  const label = (name: string) => name.slice(0, -domain.length - 1);
  const has = (types: readonly string[], ...wanted: string[]) => wanted.some((type) => types.includes(type));
  if (!walk.complete) {
    const room = Math.max(0, left - keptBack - DKIM_SELECTORS.length - SERVICES.length - TOKEN_NAMES.length);
    return {
      hosts: SUBDOMAINS.slice(0, room),
      selectors: DKIM_SELECTORS,
      services: SERVICES,
      tokens: TOKEN_NAMES,
      tlsa: ['_443._tcp', '_443._tcp.www'],
      wild: [] as string[],
      skipped: Math.max(0, SUBDOMAINS.length - room),
    };
  }
  const names = walk.names.map(({ name, types }) => ({ label: label(name), types }));
  const isKey = (one: { label: string }) => one.label.endsWith('._domainkey');
  return {
    hosts: names.filter((one) => has(one.types, 'A', 'AAAA', 'CNAME') && !isKey(one) && !one.label.startsWith('*')).map((one) => one.label),
    selectors: names.filter(isKey).map((one) => one.label.replace(/\._domainkey$/, '')),
    services: names.filter((one) => has(one.types, 'SRV')).map((one) => one.label),
    tokens: names
      .filter((one) => has(one.types, 'TXT') && !isKey(one) && !/^(?:_dmarc|_mta-sts|_smtp\._tls|\*)/.test(one.label))
      .map((one) => one.label),
    tlsa: names.filter((one) => has(one.types, 'TLSA')).map((one) => one.label),
    wild: names.filter((one) => one.label.startsWith('*.') || one.label === '*').map((one) => one.label),
    skipped: 0,
  };
}

/** The name that stands for this one, if any. */
async function aliasOf(ask: Asker, name: string): Promise<string | null> {
  const alias = (await ask.reply(name, 'TXT'))?.answers.find((record) => record.type === 'CNAME' && record.name === name);
  return alias?.type === 'CNAME' ? alias.target : null;
}

/** Both kinds of address of a name. */
async function both(ask: Asker, name: string): Promise<HostAnswer> {
  const [v4, v6] = await Promise.all([ask.host(name), ask.host(name, 'AAAA')]);
  const chain = v4.chain.length >= v6.chain.length ? v4.chain : v6.chain;
  const addresses = [...v4.addresses, ...v6.addresses];
  return { name, chain, addresses, state: addresses.length > 0 ? 'found' : v4.state };
}

/**
 * Everything DNS says about a domain that can be asked without knowing more: records of the domain, mail, certificates'
 * rules, the names below it. `label` is a random label for finding wildcards; `reserve` questions are left for others. Never throws; gaps are in the asker.
 */
export async function gatherDns(ask: Asker, domain: string, unicode: string, label: string, heard: Heard, reserve = 0): Promise<Dns> {
  const blank = noFacts(domain, unicode);
  const [soa, nsRecords] = await Promise.all([ask.reply(domain, 'SOA'), ask.records(domain, 'NS')]);
  if (!soa && nsRecords.length === 0) return { ...blank, exists: null };
  if (soa?.rcode === 'NXDOMAIN') return { ...blank, exists: false };

  const ns = nsRecords.map((record) => record.target).slice(0, 20);
  heard({ exists: true, ns });
  const [mxRecords, txtRecords, apex, www, caaRecords, ds, dmarcTexts, stsTexts, wild] = await Promise.all([
    ask.records(domain, 'MX'),
    ask.records(domain, 'TXT'),
    both(ask, domain),
    both(ask, `www.${domain}`),
    ask.records(domain, 'CAA'),
    ask.reply(domain, 'DS'),
    ask.records(`_dmarc.${domain}`, 'TXT'),
    ask.records(`_mta-sts.${domain}`, 'TXT'),
    star(ask, domain, label),
  ]);
  const dmarcAlias = await aliasOf(ask, `_dmarc.${domain}`);
  const mx = mxRecords
    .filter((record) => record.exchange !== '' && record.exchange !== '.')
    .map((record) => ({ preference: record.preference, host: record.exchange }))
    .sort((a, b) => a.preference - b.preference)
    .slice(0, 20);
  const txt = txtRecords.map((record) => record.text).slice(0, 200);
  const base = {
    exists: true,
    ns,
    mx,
    txt,
    dmarc: dmarcTexts.find((record) => /^v=DMARC1\b/i.test(record.text))?.text ?? null,
    dmarcAlias: dmarcAlias !== null && dmarcAlias !== wild.host?.chain[0] ? dmarcAlias : null,
    caa: caaRecords.map((record) => ({ tag: record.tag, value: record.value })).slice(0, 50),
    dnssec: ds === undefined ? null : ds.answers.some((record) => record.type === 'DS'),
    mtaSts: { announced: stsTexts.some((record) => /^v=STSv1\b/i.test(record.text)), policy: null },
    hosts: [apex, www].filter((host) => host.state !== 'missing'),
    wildcards: wild.host ? [{ ...wild.host, name: `*.${domain}` }] : [],
  };
  heard(base);

  const foreign = mx.slice(0, 5).map(({ host }) => host);
  const [spf, walk, mailHosts] = await Promise.all([
    spfTree(ask, domain, txt),
    walkZone(ask, domain, MOST_WALKED),
    Promise.all([...foreign, ...ns.slice(0, 2)].map((host) => ask.host(host))),
  ]);
  const addressesOf = Object.fromEntries(mailHosts.map((host) => [host.name, host.addresses]));
  heard({ ...base, spf, addressesOf });

  // DANE for mail (RFC 7672 §2.2): senders use it where the zone with the MX is signed. A zone that lists its names has told its own.
  const mailTlsa = foreign
    .filter((host) => (under(host, domain) ? !walk.complete : base.dnssec === true))
    .map((host) => `_25._tcp.${host}`);
  const tries = candidates(walk, domain, ask.left(), KEPT_BACK + reserve + mailTlsa.length);
  const own = foreign.filter((host) => under(host, domain)).map((host) => host.slice(0, -domain.length - 1));
  const [keys, services, tokens, tlsaFound, hosts, stars] = await Promise.all([
    Promise.all(tries.selectors.map((selector) => dkim(ask, domain, selector, wild))),
    Promise.all(tries.services.map(async (name) => ({ name, records: await ask.records(`${name}.${domain}`, 'SRV') }))),
    Promise.all(tries.tokens.map((name) => token(ask, `${name}.${domain}`, wild))),
    Promise.all(
      [...tries.tlsa.map((name) => `${name}.${domain}`), ...mailTlsa].map(async (name) =>
        (await ask.records(name, 'TLSA')).length > 0 ? relative(name, domain) : undefined,
      ),
    ),
    Promise.all(
      [...new Set([...own, ...(base.mtaSts.announced ? ['mta-sts'] : []), ...tries.hosts])]
        .filter((name) => name !== 'www')
        .map((name) => ask.host(`${name}.${domain}`)),
    ),
    Promise.all(tries.wild.map((name) => ask.host(`${name}.${domain}`))),
  ]);
  const found = hosts.filter((host) => host.state !== 'missing' && !isWildcardAnswer(host, wild));
  // A name that is there without an address often only carries names below it, perhaps every name.
  const carriers = walk.complete ? [] : found.filter((host) => host.state === 'empty' && host.chain.length === 0).slice(0, 6);
  const below = await Promise.all(carriers.map(async (host) => ({ ...(await ask.host(`${label}.${host.name}`)), name: `*.${host.name}` })));
  const wildcards = [
    ...base.wildcards,
    ...stars.filter((one) => one.name !== `*.${domain}` || base.wildcards.length === 0),
    ...below,
  ].filter((one) => one.state === 'found' || one.state === 'dangling');
  return {
    ...blank,
    ...base,
    spf,
    addressesOf,
    dkim: keys.filter((key) => key !== undefined),
    srv: services
      .flatMap(({ name, records }) =>
        records
          .filter((record) => record.target !== '' && record.target !== '.')
          .map((record) => ({ name, target: record.target, port: record.port })),
      )
      .slice(0, 50),
    txtNames: tokens.filter((one) => one !== undefined),
    tlsa: tlsaFound.filter((name) => name !== undefined),
    hosts: [...base.hosts, ...found],
    wildcards,
    notChecked: [
      ...(tries.skipped > 0 ? [{ what: { code: 'usual-names', count: tries.skipped }, why: { code: 'questions-limited' } } as const] : []),
      ...(spf ? spfGaps(spf) : []),
    ],
  };
}
