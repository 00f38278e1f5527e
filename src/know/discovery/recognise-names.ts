import type { Catalogue } from './catalogue/catalogue.ts';
import type { ProviderRecord } from './catalogue/provider.ts';
import { type DomainFacts, type HostAnswer, relative } from './facts.ts';
import type { Role, Status } from './finding.ts';
import type { Networks } from './network.ts';
import { under } from './pattern.ts';
import { roleAt } from './roles.ts';
import { evidence, type Sighting } from './sighting.ts';

const MAIL_LABELS = new Set([
  'mail',
  'webmail',
  'email',
  'imap',
  'smtp',
  'pop',
  'pop3',
  'autodiscover',
  'autoconfig',
  'owa',
  'exchange',
  'relay',
  'mx',
  'mailgate',
]);
const firstLabel = (label: string): string => label.split('.').at(-1) ?? label;

/** The provider a CNAME chain leads to: the first that the catalogue knows. Inside the own domain nothing is known. */
function service(host: HostAnswer, domain: string, catalogue: Catalogue) {
  for (const target of host.chain) {
    const hit = under(target, domain) && !target.includes(`${domain}.`) ? undefined : catalogue.host('cname', target);
    if (hit) return { ...hit, target };
  }
  return undefined;
}

function roleOf(provider: ProviderRecord, pattern: string, label: string, receives: boolean): Role {
  const role = roleAt(provider, 'service', pattern);
  // A hoster's webmail name is written into every zone; it means mail only where the hoster receives it.
  if (MAIL_LABELS.has(firstLabel(label)) && (receives || role !== 'web')) return provider.categories.includes('mail') ? 'mail' : role;
  return role === 'mail' ? 'office' : role === 'isp' ? 'telephony' : role;
}

/** DNS host, tokens, and what every name of the company leads to. The site's own addresses are read in `recogniseSite`. */
export function recogniseNames(facts: DomainFacts, catalogue: Catalogue, networks: Networks): Sighting[] {
  const { domain } = facts;
  const found: Sighting[] = [];

  for (const ns of facts.ns) {
    const proof = evidence('ns', domain, ns, `dig +short NS ${domain}`);
    const hit = under(ns, domain) ? undefined : catalogue.host('ns', ns);
    // Name servers of an agency, or under the company's own name: what can be said is whose network they stand in.
    const network = hit ? undefined : networks.host(ns, facts.addressesOf[ns] ?? []);
    if (hit) found.push({ provider: hit.provider, role: 'dns', status: 'observed', kind: 'ns', evidence: proof });
    else if (network)
      found.push({ provider: network.provider, role: 'dns', status: 'observed', kind: 'asn', evidence: network.carrier.evidence });
  }
  for (const text of facts.txt) {
    for (const hit of catalogue.text('txt', text)) {
      found.push({
        provider: hit.provider,
        role: roleAt(hit.provider, 'txt', hit.pattern),
        status: 'verified-once',
        kind: 'txt',
        evidence: evidence('txt', domain, text, `dig +short TXT ${domain}`),
      });
    }
  }
  for (const { name, texts } of facts.txtNames) {
    const label = relative(name, domain);
    for (const hit of [...catalogue.text('subdomain', label), ...catalogue.text('subdomain', label.split('.')[0] ?? '')].slice(0, 1)) {
      found.push({
        provider: hit.provider,
        role: roleAt(hit.provider, 'txt', hit.pattern),
        status: 'verified-once',
        kind: 'token',
        evidence: evidence('txt', name, texts[0] ?? '', `dig +short TXT ${name}`),
      });
    }
  }

  const receivers = new Set(facts.mx.map(({ host }) => catalogue.host('mx', host)?.provider.id));
  for (const host of [...facts.hosts, ...facts.wildcards]) {
    const label = relative(host.name, domain);
    const site = label === '@' || label === 'www';
    if (site) continue;
    const hit = service(host, domain, catalogue);
    const status: Status = host.state === 'dangling' ? 'dangling' : 'observed';
    if (hit) {
      const kind = label.startsWith('*') ? 'catch-all ' : '';
      const value = `${kind}${host.chain.join(' → ')}${status === 'dangling' ? ' (does not exist)' : ''}`;
      const carrier = networks.under(hit.provider, host.name, host.addresses);
      const dynamic = hit.provider.categories.includes('dyndns');
      const shownAs = label === 'autodiscover' ? undefined : roleOf(hit.provider, hit.pattern, label, receivers.has(hit.provider.id));
      if (shownAs)
        found.push({
          provider: hit.provider,
          role: shownAs,
          status,
          kind: 'cname',
          evidence: evidence('cname', host.name, value, `dig +short ${host.name}`),
          ...(carrier && !dynamic ? { carrier } : {}),
        });
      if (!dynamic) continue;
    }
    if (label.startsWith('*') || (host.chain.length > 0 && !hit)) continue;
    const network = networks.host(host.name, host.addresses);
    if (!network) continue;
    const line = network.provider.categories[0] === 'isp';
    if (line) found.push({ provider: network.provider, role: 'isp', status: 'observed', kind: 'asn', evidence: network.carrier.evidence });
    else if (!hit && !MAIL_LABELS.has(firstLabel(label)))
      found.push({
        provider: network.provider,
        role: roleAt(network.provider, 'web'),
        status: 'observed',
        kind: 'asn',
        evidence: network.carrier.evidence,
      });
  }
  return found;
}

/** Who carries the website: CNAME, headers, generator, and the owner of the network its addresses lie in. */
export function recogniseSite(facts: DomainFacts, catalogue: Catalogue, networks: Networks): Sighting[] {
  const { domain } = facts;
  const found: Sighting[] = [];
  const hosts = facts.hosts.filter((host) => host.name === domain || host.name === `www.${domain}`);
  const direct: HostAnswer[] = [];
  for (const host of hosts) {
    const hit = service(host, domain, catalogue);
    if (!hit) {
      direct.push(host);
      continue;
    }
    const carrier = networks.under(hit.provider, host.name, host.addresses);
    found.push({
      provider: hit.provider,
      role: hit.provider.roles?.[hit.pattern] ?? roleAt(hit.provider, 'web'),
      status: host.state === 'dangling' ? 'dangling' : 'observed',
      kind: 'cname',
      evidence: evidence('cname', host.name, host.chain.join(' → '), `dig +short ${host.name}`),
      ...(carrier ? { carrier } : {}),
    });
  }
  for (const page of facts.pages) {
    if (page.kind !== 'home' && page.kind !== 'probe') continue;
    const host = new URL(page.url).hostname;
    if (!under(host, domain)) continue;
    for (const hit of catalogue.headers(page.headers)) {
      const role = roleAt(hit.provider, 'web');
      if (page.kind === 'probe' && role === 'web-proxy') continue;
      found.push({
        provider: hit.provider,
        role,
        status: 'observed',
        kind: 'header',
        evidence: evidence('header', page.url, hit.pattern, `curl -sI ${page.url}`),
      });
    }
    for (const hit of page.reading?.generator == null ? [] : catalogue.text('generator', page.reading.generator)) {
      found.push({
        provider: hit.provider,
        role: roleAt(hit.provider, 'web'),
        status: 'observed',
        kind: 'generator',
        evidence: evidence('html', page.url, `generator: ${page.reading?.generator}`, `curl -s ${page.url} | grep -i generator`),
      });
    }
  }
  // A site built on a platform hangs on the platform; the network below is the platform's choice.
  const platform = found.find(
    (one) => one.role === 'web' && one.provider.categories.some((category) => category === 'cms-saas' || category === 'shop'),
  );
  for (const host of direct) {
    for (const address of host.addresses) {
      for (const hit of catalogue.text('ip', address)) {
        const proof = evidence('a', host.name, address, `dig +short A ${host.name}`);
        found.push({ provider: hit.provider, role: roleAt(hit.provider, 'web'), status: 'observed', kind: 'ip', evidence: proof });
      }
    }
    const network = networks.host(host.name, host.addresses);
    if (!network) continue;
    const carrier = platform ? networks.under(platform.provider, host.name, host.addresses) : undefined;
    if (platform && carrier) {
      found.push({ ...platform, kind: 'asn', evidence: carrier.evidence, support: true, carrier });
      found.push({ provider: carrier.provider, role: 'subprocessor', status: 'observed', kind: 'asn', evidence: carrier.evidence });
    } else
      found.push({
        provider: network.provider,
        role: roleAt(network.provider, 'web'),
        status: 'observed',
        kind: 'asn',
        evidence: network.carrier.evidence,
      });
  }
  for (const page of facts.pages) {
    if (!page.tls || page.tls.problem !== null || !under(new URL(page.url).hostname, domain)) continue;
    const issuer = [page.tls.issuerO, page.tls.issuerCn].filter((one) => one !== null);
    const [hit] = issuer.flatMap((one) => catalogue.text('tls_issuer', one));
    const host = new URL(page.url).hostname;
    if (hit)
      found.push({
        provider: hit.provider,
        role: 'ca',
        status: 'observed',
        kind: 'tls',
        evidence: evidence(
          'tls',
          host,
          issuer.join(' / '),
          `openssl s_client -connect ${host}:443 -servername ${host} </dev/null | openssl x509 -noout -issuer`,
        ),
      });
  }
  const seen = found.some((one) => one.role === 'ca');
  for (const { tag, value } of facts.caa) {
    const issuer = value.split(';')[0]?.trim().toLowerCase() ?? '';
    for (const hit of tag.startsWith('issue') ? catalogue.text('caa', issuer).slice(0, 1) : []) {
      found.push({
        provider: hit.provider,
        role: 'ca',
        status: 'declared',
        kind: 'caa',
        evidence: evidence('caa', domain, `${tag} ${value}`, `dig +short CAA ${domain}`),
        ...(seen ? { support: true } : {}),
      });
    }
  }
  return found;
}
