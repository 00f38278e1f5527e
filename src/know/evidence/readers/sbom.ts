import type { Catalogue } from '../../discovery/catalogue/catalogue.ts';
import { type Contents, Rejections } from '../evidence.ts';
import { Gathered, hostMatcher, nameMatcher, packageMatcher } from '../match.ts';

const MOST_COMPONENTS = 500_000;

/** `pkg:npm/%40sentry/node@7.1?x=y` → `pkg:npm/@sentry/node`; undefined when it is no package URL. */
export function packageOf(purl: string): string | undefined {
  const bare = purl.split(/[?#]/, 1)[0] ?? '';
  if (!/^pkg:[a-z.+-]+\/./i.test(bare)) return undefined;
  const plain = bare.replaceAll(/%40/gi, '@').replaceAll(/%2f/gi, '/');
  const at = plain.lastIndexOf('@');
  return (at > plain.lastIndexOf('/') && at > 0 ? plain.slice(0, at) : plain).toLowerCase();
}

/** What a list of components says about services outside: packages that exist to talk to one, and services it names itself. */
export class Components {
  readonly #gathered = new Gathered();
  readonly #package: ReturnType<typeof packageMatcher>;
  readonly #host: ReturnType<typeof hostMatcher>;
  readonly #name: ReturnType<typeof nameMatcher>;
  readonly #seen = new Set<string>();
  readonly rejections = new Rejections();
  rows = 0;
  #unlicensed = 0;

  constructor(catalogue: Catalogue) {
    this.#package = packageMatcher(catalogue);
    this.#host = hostMatcher(catalogue);
    this.#name = nameMatcher(catalogue);
  }
  /** False when there are more than can be meant. */
  component(purl: string | undefined, licensed: boolean): boolean {
    this.rows++;
    if (!licensed) this.#unlicensed++;
    const name = purl === undefined ? undefined : packageOf(purl);
    if (name !== undefined && !this.#seen.has(name)) {
      this.#seen.add(name);
      const provider = this.#package(name);
      if (provider) this.#gathered.provider(provider, 'hint', { kind: 'package', name: name.slice(0, 200) });
    }
    return this.rows <= MOST_COMPONENTS;
  }
  service(name: string, provider: string, endpoints: readonly string[]): void {
    this.rows++;
    const hosts = endpoints.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname.toLowerCase()] : []));
    const hit =
      hosts.map((host) => this.#host(host)?.provider).find((one) => one !== undefined) ?? this.#name(provider) ?? this.#name(name);
    if (hit) this.#gathered.provider(hit, 'used', { kind: 'endpoint', name: (name || provider).slice(0, 150) });
    else if (name || provider)
      this.#gathered.named(provider || name, 'unknown', { kind: 'endpoint', name: (name || provider).slice(0, 150) });
  }
  contents(): Contents {
    const notes = [
      { code: 'components' as const, count: this.rows },
      { code: 'no-licence' as const, count: this.#unlicensed },
    ].filter(({ count }) => count > 0);
    const { rows, rejections } = this;
    return {
      items: this.#gathered.items,
      report: { rows, rejected: rejections.count, rejects: rejections.first, from: null, to: null, notes },
    };
  }
}
