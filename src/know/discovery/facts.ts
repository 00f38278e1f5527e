import type { Asked } from './finding.ts';
import type { PageReading } from './html.ts';
import type { Failure, NotChecked } from './notchecked.ts';
import type { SpfNode } from './spf.ts';

/** What DNS said about one name of the company. `chain` = CNAME targets in order; addresses are those at its end. */
export type HostAnswer = {
  readonly name: string;
  readonly chain: readonly string[];
  readonly addresses: readonly string[];
  /** `dangling`: the name points to something that does not exist. `empty`: the name is there, but has no address. */
  readonly state: 'found' | 'empty' | 'dangling' | 'missing' | 'unanswered';
};

export type TlsFacts = {
  readonly issuerO: string | null;
  readonly issuerCn: string | null;
  readonly san: readonly string[];
  /** Why it may not be believed, else null. */
  readonly problem: string | null;
};

/** One HTTP question and what came of it. */
export type PageFacts = {
  readonly kind: 'home' | 'style' | 'privacy' | 'imprint' | 'probe';
  readonly url: string;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsFacts | null;
  readonly error: Failure | null;
  readonly reading: PageReading | null;
  /** Plain text of a legal page, or the body of a probe. */
  readonly text: string | null;
  /** Addresses that a style sheet loads. */
  readonly loads: readonly string[];
};

export type DkimFacts = { readonly selector: string; readonly target: string | null; readonly dangling: boolean };

/** Everything the resolvers found out about a domain, as plain JSON; `recognise` needs nothing else. Names in lower case. */
export type DomainFacts = {
  readonly domain: string;
  readonly unicode: string;
  /** `null`: nobody answered. */
  readonly exists: boolean | null;
  readonly ns: readonly string[];
  readonly mx: readonly { readonly preference: number; readonly host: string }[];
  readonly txt: readonly string[];
  /** TXT records below the domain, wildcard answers taken away. */
  readonly txtNames: readonly { readonly name: string; readonly texts: readonly string[] }[];
  readonly spf: SpfNode | null;
  readonly dkim: readonly DkimFacts[];
  readonly dmarc: string | null;
  /** Where `_dmarc` points to when a service keeps the policy. */
  readonly dmarcAlias: string | null;
  readonly srv: readonly { readonly name: string; readonly target: string; readonly port: number }[];
  readonly caa: readonly { readonly tag: string; readonly value: string }[];
  readonly dnssec: boolean | null;
  readonly tlsa: readonly string[];
  readonly mtaSts: { readonly announced: boolean; readonly policy: string | null };
  /** The apex, `www` and every other name of the company that was found, wildcard answers taken away. */
  readonly hosts: readonly HostAnswer[];
  /** `*` and `*.preview` with what they answer. */
  readonly wildcards: readonly HostAnswer[];
  /** Addresses of mail exchangers and of name servers not in the catalogue, for the question whose network carries them. */
  readonly addressesOf: Readonly<Record<string, readonly string[]>>;
  readonly pages: readonly PageFacts[];
  readonly tenant: 'managed' | 'federated' | 'none' | null;
  readonly registrar: string | null;
  readonly notChecked: readonly NotChecked[];
  readonly asked: readonly Asked[];
};

/** Facts about a domain of which nothing is known yet. */
export const noFacts = (domain: string, unicode: string): DomainFacts => ({
  domain,
  unicode,
  exists: null,
  ns: [],
  mx: [],
  txt: [],
  txtNames: [],
  spf: null,
  dkim: [],
  dmarc: null,
  dmarcAlias: null,
  srv: [],
  caa: [],
  dnssec: null,
  tlsa: [],
  mtaSts: { announced: false, policy: null },
  hosts: [],
  wildcards: [],
  addressesOf: {},
  pages: [],
  tenant: null,
  registrar: null,
  notChecked: [],
  asked: [],
});

/** `shop` for `shop.firma.de`, `@` for the domain itself. */
export const relative = (name: string, domain: string): string =>
  name === domain ? '@' : name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : name;
