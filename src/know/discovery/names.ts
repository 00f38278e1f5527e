/**
 * Names that companies use, most telling first: guessed when the zone cannot be walked. German and English words for
 * what a small firm hangs on, then mail and remote access, then the rest.
 */
export const SUBDOMAINS: readonly string[] = `
autodiscover mail webmail shop cloud vpn remote portal status hilfe support help karriere jobs erp crm telefon newsletter ftp origin
owa exchange enterpriseregistration enterpriseenrollment lyncdiscover sip lieferanten kunden kundenportal partner account konto
statistik matomo stats analytics app api blog kampagne preview staging dev test termin termine buchung booking bewerbung career
ticket service desk nextcloud files share daten storage login sso auth id meet konferenz webinar
direct server extranet intranet wiki git gitlab jira confluence cdn static media images assets data sst metrics track go link click em email
smtp imap relay mailgate mx gateway fernwartung rds ts citrix gw nas home pbx akademie learning lms demo beta aktion landing lp events
info news b2b store checkout pay faq docs hr zeit doku monitor grafana n8n chat ai ki`
  .trim()
  .split(/\s+/);

/** DKIM selectors in use by the services of the catalogue and by German hosters, most frequent first. */
export const DKIM_SELECTORS: readonly string[] = `
selector1 selector2 google default k1 k2 k3 s1 s2 dkim mail mailjet kl pm mandrill hse1 hse2 mbo0001 mbo0002
protonmail sig1 zendesk1 fm1 brevo1 sib mta smtp cm ml litesrv dk key1 s1-ionos x fd`
  .trim()
  .split(/\s+/);

/** Service records that name mail, telephony and chat servers. */
export const SERVICES: readonly string[] = [
  '_autodiscover._tcp',
  '_sipfederationtls._tcp',
  '_sip._tls',
  '_sip._udp',
  '_sip._tcp',
  '_sips._tcp',
  '_matrix._tcp',
  '_matrix-fed._tcp',
];

/** Names that only exist to prove to a vendor that the domain is owned; the catalogue knows whose they are. */
export const TOKEN_NAMES: readonly string[] = [
  'zendeskverification',
  '_amazonses',
  'asuid',
  'asuid.www',
  '_gitlab-pages-verification-code',
];

/** Names behind which the real server of a proxied site is often forgotten. */
export const ORIGIN_NAMES: ReadonlySet<string> = new Set([
  'origin',
  'direct',
  'server',
  'ftp',
  'sftp',
  'backend',
  'cpanel',
  'plesk',
  'dev',
  'staging',
  'test',
  'old',
  'beta',
  'host',
  'web',
  'ssh',
  'direkt',
  'ursprung',
]);

/** GitHub asks for `_github-challenge-ORGANISATION`: the domain's own label and the words of the page's title are tried. */
export function githubChallenges(domain: string, title: string | null): string[] {
  const label = domain.split('.')[0] ?? '';
  const words = (title ?? '')
    .split(/\s[–—|·:-]\s|[|–—]/)
    .map((part) => part.trim().toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss'))
    .filter((part) => part.length > 1 && part.length < 40)
    .slice(0, 2);
  const slugs = [label, ...words.map((part) => part.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, ''))];
  return [...new Set(slugs.filter((slug) => slug !== ''))].slice(0, 3).map((slug) => `_github-challenge-${slug}`);
}
