import type { Catalogue } from '../discovery/catalogue/catalogue.ts';
import type { ProviderRecord } from '../discovery/catalogue/provider.ts';
import { isOnPage, roleAt } from '../discovery/roles.ts';

/** Legal forms as tokens, after signs are gone: they tell how a firm is liable, not which firm it is. */
const FORMS = new Set(
  `gmbh mbh ag kg kgaa ohg gbr ug haftungsbeschraenkt se eg ev ek ltd limited inc incorporated llc lp corp corporation company
  bv nv sa sas sarl srl spa oy oyj ab aps as plc dac uc unlimited pty pte sp zoo sro kft co cie gesellschaft`.split(/\s+/),
);

/** Places and parts of groups behind a name: "Zoom Communications Germany" is Zoom Communications. */
const PLACES = new Set(
  `deutschland germany europe europa emea international ireland irland austria oesterreich schweiz switzerland uk us usa global holding
  luxembourg netherlands niederlassung`.split(/\s+/),
);

/** A company's name without case, accents, umlauts and signs: "Müller & Söhne GmbH" → `mueller soehne gmbh`. */
const tokensOf = (name: string): string[] =>
  name
    // No firm's name is longer; what follows would only keep the expressions below busy.
    .slice(0, 200)
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    // B.V., S.à r.l., e. V. and Sp. z o.o. are one word each.
    .replaceAll(/\be\s*\.\s*([vkg])\b\.?/g, 'e$1')
    .replaceAll(/\bsp\s*\.?\s*z\s*o\s*\.?\s*o\b\.?/g, 'sp zoo')
    .replaceAll(/\bs\s*\.?\s*a\s*\.?\s*r\s*\.?\s*l\b\.?/g, 'sarl')
    .replaceAll(/\b([a-z])\s*\.\s*([a-z])\b\.?(?!\w)/g, '$1$2')
    .match(/[\p{L}\p{N}]+(?:&[\p{L}\p{N}]+)*/gu) ?? [];

/** The tokens that name a firm; legal forms are taken off wherever they stand, places only at the end. */
export function firmOf(name: string): { readonly tokens: readonly string[]; readonly hasForm: boolean } {
  const all = tokensOf(name);
  const tokens = all.filter((token) => !FORMS.has(token));
  const hasForm = tokens.length < all.length;
  while (tokens.length > 1 && PLACES.has(tokens.at(-1) ?? '')) tokens.pop();
  return { tokens: tokens.length > 0 ? tokens : all, hasForm };
}

/** Whoever sells the products of others; the invoice does not say whose. */
const RESELLERS = [
  'Bechtle',
  'Cancom',
  'Computacenter',
  'SoftwareOne',
  'Crayon',
  'ALSO Deutschland',
  'TD Synnex',
  'Ingram Micro',
  'Arrow ECS',
  'SHI International',
  'Insight Technology Solutions',
  'Medialine',
  'Software-Express',
  'Cyberport',
  'Arvato Systems',
  'Axians',
  'Allgeier',
  'NetGo',
  'Conrad Electronic',
  'Digital River',
  'FastSpring',
  'Cleverbridge',
  'Paddle.com',
];

export type InvoiceHit =
  | { readonly kind: 'provider'; readonly provider: ProviderRecord }
  /** One seller, several products of the catalogue. */
  | { readonly kind: 'seller'; readonly candidates: readonly ProviderRecord[] }
  | { readonly kind: 'reseller'; readonly reseller: string };

type Entry = { readonly tokens: readonly string[]; readonly exact: boolean };

const hits = (entry: Entry, tokens: readonly string[]): boolean =>
  (entry.exact ? tokens.length === entry.tokens.length : tokens.length >= entry.tokens.length) &&
  entry.tokens.every((token, n) => token === tokens[n]);

/** A name with its legal form in the catalogue ("SAP SE") must match as a whole, else "Sage Metallbau" were Sage. */
const entryOf = (name: string, exact?: boolean): Entry => {
  const { tokens, hasForm } = firmOf(name);
  return { tokens, exact: exact ?? hasForm };
};

/**
 * Who is behind the name of a creditor: by the catalogue's invoice names and contract partners. One name may stand for several
 * products ("Google Ireland"); then all of them are candidates, and a person says which.
 */
export function invoiceMatcher(catalogue: Catalogue): (creditor: string) => InvoiceHit | undefined {
  const providers = [...catalogue.providers.values()].filter((record) => record.kind === 'provider');
  const named = providers.flatMap((provider) => (provider.detection.invoice ?? []).map((name) => ({ provider, entry: entryOf(name) })));
  // What is only a part of web pages, or costs nothing, is on no invoice of its own.
  const partners = providers
    .filter((provider) => !isOnPage(roleAt(provider, 'embed')) || provider.detection.invoice !== undefined)
    .filter(({ categories }) => categories[0] !== 'webmaster')
    .flatMap((provider) => (provider.legal_entity ? [{ provider, entry: entryOf(provider.legal_entity, true) }] : []));
  const resellers = RESELLERS.map((reseller) => ({ reseller, entry: entryOf(reseller, false) }));
  return (creditor) => {
    const { tokens } = firmOf(creditor);
    if (tokens.length === 0) return undefined;
    const all = [...named, ...partners].filter(({ entry }) => hits(entry, tokens));
    // "1&1 IONOS" says more than "1&1".
    const most = Math.max(0, ...all.map(({ entry }) => entry.tokens.length));
    const found = new Map(all.filter(({ entry }) => entry.tokens.length === most).map(({ provider }) => [provider.id, provider]));
    const [first, ...others] = found.values();
    if (first) return others.length === 0 ? { kind: 'provider', provider: first } : { kind: 'seller', candidates: [first, ...others] };
    const reseller = resellers.find(({ entry }) => hits(entry, tokens));
    return reseller && { kind: 'reseller', reseller: reseller.reseller };
  };
}
