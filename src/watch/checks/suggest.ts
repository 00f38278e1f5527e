/** What of the inventory matters for a suggestion. */
export type SuggestNode = { readonly key: string; readonly kind: string; readonly name: string };

/** A check that is worth having and is not there yet; what a person must add is left empty. */
export type Suggestion = {
  readonly kind: 'http' | 'tcp' | 'dns' | 'tls';
  readonly config: Readonly<Record<string, string>>;
  readonly nodeId: string | null;
  /** What it is about: a domain or the name of a resource. */
  readonly about: string;
};

type Existing = { readonly kind: string; readonly target: string; readonly nodeId: string | null };

/** What runs on a machine or with a provider and can be asked over the network. */
const ASKABLE: ReadonlySet<string> = new Set(['system', 'service', 'line', 'device']);

const ofDomain = (domain: string): Suggestion[] => [
  { kind: 'http', config: { url: `https://www.${domain}/` }, nodeId: null, about: domain },
  { kind: 'dns', config: { name: domain, type: 'MX' }, nodeId: null, about: domain },
  { kind: 'dns', config: { name: domain, type: 'NS' }, nodeId: null, about: domain },
];

/** What the suggested check would be called in the list of targets. */
const targetOf = ({ config }: Suggestion): string =>
  config['url']?.replace(/^https:\/\/|\/$/g, '') ?? `${config['name']} ${config['type']}`;

/**
 * Checks to begin with: website, mail and name servers of the domains that were scanned, then the resources that no check
 * watches. Domains as the scan writes them (`muehlhaus.example`).
 */
export function suggestions(nodes: readonly SuggestNode[], domains: readonly string[], existing: readonly Existing[]): Suggestion[] {
  const targets = new Set(existing.map(({ target }) => target));
  const watched = new Set(existing.map(({ nodeId }) => nodeId));
  const forDomains = [...new Set(domains)].flatMap(ofDomain).filter((one) => !targets.has(targetOf(one)));
  const forNodes = nodes
    .filter(({ key, kind }) => ASKABLE.has(kind) && !watched.has(key))
    .map(({ key, name, kind }): Suggestion => ({ kind: kind === 'service' ? 'http' : 'tcp', config: {}, nodeId: key, about: name }));
  return [...forDomains, ...forNodes];
}
