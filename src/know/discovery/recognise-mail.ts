import { firstOf } from './asn.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { ProviderRecord } from './catalogue/provider.ts';
import type { DomainFacts } from './facts.ts';
import type { Role } from './finding.ts';
import type { Networks } from './network.ts';
import { under } from './pattern.ts';
import { roleAt } from './roles.ts';
import { evidence, type Sighting } from './sighting.ts';
import { spfNetworks, spfTargets } from './spf.ts';

const isMail = (provider: ProviderRecord): boolean => provider.categories.includes('mail');
/** Hosters write their SPF include into every zone: it lets the web server send, and says little about mailboxes. */
const isHoster = (provider: ProviderRecord): boolean =>
  ['hosting', 'isp', 'cloud', 'registrar', 'dns', 'cms-saas', 'cdn'].includes(provider.categories[0] ?? '');

/** Services that send mail in the company's name from networks of their own. */
const SENDS_ITSELF: ReadonlySet<string> = new Set(['mail', 'mail-gateway', 'crm', 'helpdesk', 'hr', 'erp', 'accounting', 'booking']);

/** Who receives, keeps and sends the company's mail: MX with gateways looked through, SPF, DKIM, DMARC, autodiscover, tenant. */
export function recogniseMail(facts: DomainFacts, catalogue: Catalogue, networks: Networks): Sighting[] {
  const { domain } = facts;
  const found: Sighting[] = [];
  const boxes = new Set<string>();
  let gateway = false;
  let ownServer = false;

  for (const { host, preference } of facts.mx) {
    const proof = evidence('mx', domain, `${preference} ${host}`, `dig +short MX ${domain}`);
    const addresses = facts.addressesOf[host] ?? [];
    if (under(host, domain)) {
      ownServer = true;
      const network = networks.host(host, addresses);
      if (network) {
        found.push({ provider: network.provider, role: 'mail', status: 'observed', kind: 'asn', evidence: network.carrier.evidence });
        found.push({ provider: network.provider, role: 'mail', status: 'observed', kind: 'asn', evidence: proof });
      }
      continue;
    }
    const hit = catalogue.host('mx', host);
    if (!hit) {
      // A mail server of an agency or a reseller: what can be said is whose network it stands in.
      const network = networks.host(host, addresses);
      if (network)
        found.push({ provider: network.provider, role: 'mail', status: 'observed', kind: 'asn', evidence: network.carrier.evidence });
      continue;
    }
    const role = roleAt(hit.provider, 'mx', hit.pattern);
    if (role === 'mail-gateway') gateway = true;
    else boxes.add(hit.provider.id);
    const carrier = networks.under(hit.provider, host, addresses);
    found.push({ provider: hit.provider, role, status: 'observed', kind: 'mx', evidence: proof, ...(carrier ? { carrier } : {}) });
  }

  // Where mailboxes are is open when nothing receives mail, or only a gateway or a server of the company's own does.
  const open = boxes.size === 0 || gateway || ownServer;

  /** What a right to send or a signing key means for this provider. */
  const sender = (provider: ProviderRecord, pattern: string, strong: boolean): Role => {
    if (!isMail(provider)) return roleAt(provider, 'spf', pattern);
    if (boxes.has(provider.id)) return 'mail';
    if (isHoster(provider)) return strong ? 'mail' : 'mail-sending';
    return strong || open ? 'mail' : 'mail-sending';
  };

  /**
   * What a range in the record means, when somebody wrote addresses instead of an include: the line the office hangs on, or
   * a service whose network carries nothing else. A hoster's or a cloud's network does not tell the product.
   */
  const rangeRole = (brand: ProviderRecord, brands: number): Role | undefined => {
    const [first] = brand.categories;
    if (first === 'isp') return 'isp';
    if (brand.categories.some((one) => one === 'transactional-mail' || one === 'newsletter')) return roleAt(brand, 'spf');
    if (brands > 1 || isHoster(brand) || first === undefined || !SENDS_ITSELF.has(first)) return undefined;
    return sender(brand, '', false);
  };

  for (const { selector, target, dangling } of facts.dkim) {
    const name = `${selector}._domainkey.${domain}`;
    if (target === null) {
      for (const hit of catalogue.text('dkim_selector', selector)) {
        found.push({
          provider: hit.provider,
          role: sender(hit.provider, hit.pattern, true),
          status: 'observed',
          kind: 'dkim-selector',
          evidence: evidence('dkim', name, 'a key of its own under this selector', `dig +short TXT ${name}`),
        });
      }
      continue;
    }
    const hit = catalogue.host('dkim_cname', target);
    if (!hit) continue;
    const proof = evidence('dkim', name, dangling ? `${target} (does not exist)` : target, `dig +short CNAME ${name}`);
    found.push({
      provider: hit.provider,
      role: sender(hit.provider, hit.pattern, true),
      status: dangling ? 'dangling' : 'observed',
      kind: 'dkim',
      evidence: proof,
      ...(dangling ? { support: true } : {}),
    });
  }

  if (facts.spf) {
    for (const target of spfTargets(facts.spf, domain, (host) => catalogue.host('spf', host) !== undefined)) {
      if (under(target.host, domain)) continue;
      const hit = catalogue.host('spf', target.host);
      if (!hit) continue;
      const proof = evidence('spf', target.in, `${target.kind}:${target.host}`, `dig +short TXT ${target.in}`);
      const above = [...boxes].map((id) => catalogue.providers.get(id)).find((one) => one?.runs_on_observed?.includes(hit.provider.id));
      const carries = above !== undefined && isMail(hit.provider);
      found.push({
        provider: hit.provider,
        role: carries ? 'subprocessor' : sender(hit.provider, hit.pattern, false),
        status: 'observed',
        kind: 'spf',
        evidence: proof,
      });
    }
    for (const network of spfNetworks(facts.spf, domain).slice(0, 50)) {
      const address = firstOf(network);
      const brands = address === undefined ? [] : networks.brands(address);
      for (const brand of brands) {
        const role = rangeRole(brand, brands.length);
        if (role)
          found.push({
            provider: brand,
            role,
            status: 'observed',
            kind: 'spf',
            evidence: evidence('spf', domain, `ip:${network}`, `dig +short TXT ${domain}`),
          });
      }
    }
  }

  const auto = facts.hosts.find((host) => host.name === `autodiscover.${domain}`);
  for (const target of auto?.chain ?? []) {
    const hit = catalogue.host('autodiscover', target);
    if (hit && isMail(hit.provider))
      found.push({
        provider: hit.provider,
        role: 'mail',
        status: auto?.state === 'dangling' ? 'dangling' : 'observed',
        kind: 'autodiscover',
        evidence: evidence('autodiscover', `autodiscover.${domain}`, target, `dig +short CNAME autodiscover.${domain}`),
      });
  }

  for (const { name, target } of facts.srv) {
    if (under(target, domain)) continue;
    const hit = catalogue.host('srv', target) ?? catalogue.host('srv', name);
    if (!hit) continue;
    const role: Role =
      name.startsWith('_autodiscover') && isMail(hit.provider)
        ? 'mail'
        : hit.provider.categories.includes('telephony') && name.startsWith('_sip') && hit.provider.roles?.[hit.pattern] === undefined
          ? 'telephony'
          : roleAt(hit.provider, 'service', hit.pattern);
    found.push({
      provider: hit.provider,
      role,
      status: 'observed',
      kind: 'srv',
      evidence: evidence('srv', `${name}.${domain}`, target, `dig +short SRV ${name}.${domain}`),
    });
  }

  for (const [, host = ''] of (facts.dmarc ?? '').matchAll(/mailto:[^@,;\s]{1,200}@([a-z0-9.-]{3,253})/gi)) {
    const reports = host.toLowerCase();
    const hit = under(reports, domain) ? undefined : catalogue.host('dmarc_rua', reports);
    if (hit)
      found.push({
        provider: hit.provider,
        role: 'dmarc-reports',
        status: 'observed',
        kind: 'dmarc',
        evidence: evidence('dmarc', `_dmarc.${domain}`, host, `dig +short TXT _dmarc.${domain}`),
      });
  }

  if (facts.dmarcAlias !== null && !under(facts.dmarcAlias, domain)) {
    const hit = catalogue.host('dmarc_rua', facts.dmarcAlias);
    if (hit)
      found.push({
        provider: hit.provider,
        role: 'dmarc-reports',
        status: 'observed',
        kind: 'cname',
        evidence: evidence('cname', `_dmarc.${domain}`, facts.dmarcAlias, `dig +short CNAME _dmarc.${domain}`),
      });
  }

  const microsoft = catalogue.providers.get('microsoft-365');
  if (microsoft && (facts.tenant === 'managed' || facts.tenant === 'federated')) {
    const proof = evidence(
      'tenant',
      domain,
      `NameSpaceType ${facts.tenant}`,
      `curl -s 'https://login.microsoftonline.com/getuserrealm.srf?login=x@${domain}&json=1'`,
    );
    // A tenant proves that Entra, Teams or Office are in use, not that mail lives there.
    for (const role of ['identity', 'office'] as const)
      found.push({ provider: microsoft, role, status: 'observed', kind: 'tenant', evidence: proof });
    // Behind a gateway it speaks for mailboxes there, beside something else that does.
    if (open) found.push({ provider: microsoft, role: 'mail', status: 'observed', kind: 'tenant', evidence: proof, support: true });
  }
  return found;
}
