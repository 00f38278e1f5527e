import type { Catalogue, Hit } from './catalogue/catalogue.ts';
import type { DomainFacts, PageFacts } from './facts.ts';
import type { Embed } from './html.ts';
import { under } from './pattern.ts';
import { roleAt } from './roles.ts';
import { evidence, type Kind, type Sighting } from './sighting.ts';

const KIND: Readonly<Record<Embed['via'], Kind>> = {
  script: 'html',
  frame: 'html',
  image: 'html',
  style: 'html',
  media: 'html',
  form: 'html',
  preconnect: 'preconnect',
  prefetch: 'preconnect',
  inline: 'inline',
};

/** Where a page lets the browser report violations to: those hosts are really used, unlike those it merely allows. */
function reportsTo(policy: string): string[] {
  return [...policy.matchAll(/report-uri\s+([^;]{1,1000})/gi)].flatMap(([, list = '']) => list.trim().split(/\s+/));
}
/** Hosts that a policy allows. */
const allows = (policy: string): string[] =>
  [...policy.matchAll(/(?:^|\s)(?:https?:\/\/)?(?:\*\.)?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?=[\s;/:]|$)/gi)]
    .slice(0, 200)
    .map(([, host = '']) => host.toLowerCase());

const target = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  return `${hostname}${pathname}`.toLowerCase();
};

/** What a page of the company loads, allows, links to and says. */
function recognisePage(page: PageFacts, domain: string, catalogue: Catalogue): Sighting[] {
  const found: Sighting[] = [];
  const check = `curl -s ${page.url}`;
  const add = (hit: Hit, blocked: boolean, kind: Kind, what: string, more: Partial<Sighting> = {}) =>
    found.push({
      provider: hit.provider,
      role: roleAt(hit.provider, 'embed', hit.pattern),
      status: blocked ? 'after-consent' : 'observed',
      kind,
      evidence: evidence(blocked ? 'html-blocked' : kind === 'css' ? 'css' : 'html', page.url, what, check),
      ...more,
    });

  for (const url of page.loads) for (const hit of catalogue.resource(target(url) ?? '')) add(hit, false, 'css', url);

  const policies = [
    page.headers['content-security-policy'],
    page.headers['content-security-policy-report-only'],
    ...(page.reading?.policies ?? []),
  ].filter((one) => one !== undefined);
  for (const policy of policies) {
    for (const url of reportsTo(policy))
      for (const hit of catalogue.resource(target(url) ?? '')) add(hit, false, 'csp', `report-uri ${url}`);
    for (const host of allows(policy))
      for (const hit of catalogue.resource(`${host}/`)) add(hit, false, 'csp', `content security policy allows ${host}`, { support: true });
  }

  const { reading } = page;
  if (!reading || page.kind === 'privacy' || page.kind === 'imprint') return found;
  for (const embed of reading.embeds) {
    const at = target(embed.url);
    if (at === undefined) continue;
    const own = under(at.slice(0, at.indexOf('/')), domain);
    for (const hit of catalogue.resource(at))
      add(hit, embed.blocked, KIND[embed.via], embed.url, {
        ...(own ? { own } : {}),
        ...(embed.via === 'prefetch' ? { support: true } : {}),
      });
  }
  for (const script of reading.inline) {
    for (const hit of catalogue.text('inline', script.text)) {
      const at = script.text.search(/\S/);
      const ownHost = hit.provider.id === 'matomo' && !/matomo\.cloud/.test(script.text);
      add(hit, script.blocked, 'inline', `script: ${script.text.slice(at, at + 80)}…`, ownHost ? { own: true } : {});
    }
  }
  for (const element of reading.elements)
    for (const hit of catalogue.text('element', element)) add(hit, false, 'html', `<${element}>`, { support: true });
  for (const meta of reading.metas) {
    for (const hit of catalogue.text('meta', meta.name)) {
      found.push({
        provider: hit.provider,
        role: roleAt(hit.provider, 'txt'),
        status: 'verified-once',
        kind: 'token',
        evidence: evidence('html', page.url, `meta ${meta.name}`, check),
      });
    }
  }
  for (const link of reading.links) {
    for (const hit of catalogue.link(new URL(link.url).hostname)) {
      found.push({
        provider: hit.provider,
        role: roleAt(hit.provider, 'service', hit.pattern),
        status: 'linked',
        kind: 'link',
        evidence: evidence('link', page.url, link.url, check),
      });
    }
  }
  return found;
}

/** Everything the company's pages hang on. */
export function recognisePages(facts: DomainFacts, catalogue: Catalogue): Sighting[] {
  const found = facts.pages
    .filter((page) => under(new URL(page.url).hostname, facts.domain))
    .flatMap((page) => recognisePage(page, facts.domain, catalogue));
  for (const page of facts.pages) {
    for (const mail of page.reading?.mails ?? []) {
      for (const hit of catalogue.text('mail_domains', mail.split('@').at(-1) ?? '')) {
        found.push({
          provider: hit.provider,
          role: 'mail',
          status: 'linked',
          kind: 'mailto',
          evidence: evidence('mailto', page.url, mail, `curl -s ${page.url}`),
        });
      }
    }
    const cloud = catalogue.providers.get('nextcloud-selfhost');
    if (
      cloud &&
      page.url.endsWith('/status.php') &&
      /"installed"\s*:\s*true/.test(page.text ?? '') &&
      /"productname"/.test(page.text ?? '')
    ) {
      found.push({
        provider: cloud,
        role: 'storage',
        status: 'observed',
        kind: 'probe',
        evidence: evidence('probe', page.url, (page.text ?? '').slice(0, 150), `curl -s ${page.url}`),
      });
    }
  }
  return found;
}
