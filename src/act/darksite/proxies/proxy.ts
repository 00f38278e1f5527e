import { z } from 'zod';
import type { Language } from '../../../kernel/languages.ts';
import { PlainPath } from '../paths.ts';

// Everything here ends up in a configuration file of somebody's web server: letters that could end a word or a line have no way in.
const HostName = z
  .string()
  .max(253)
  .regex(
    /^(?=.*\.)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be a host name like www.firma.example (umlauts as xn--…)',
  );
const Origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[A-Za-z0-9.-]+(?::[0-9]{1,5})?$/, 'must be an origin like http://127.0.0.1:8080, without a path');

/** What the configuration of a proxy is generated from. */
export const ProxySite = z.strictObject({
  /** Names files and matchers. */
  slug: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and dashes'),
  names: z.array(HostName).min(1).max(20),
  /** The usual website. */
  upstream: Origin,
  /** krisenfest's emergency host, and the path below which it answers for this company ('' for the root). */
  emergency: z.strictObject({ origin: Origin, path: z.union([z.literal(''), PlainPath]) }),
  flag: PlainPath,
  /** Seconds after which search engines and programs should come again. */
  retryAfter: z.int().min(30).max(86_400).default(600),
  /** Shown when the emergency host itself does not answer. */
  phone: z
    .string()
    .regex(/^\+?[0-9][0-9 ()/.-]{2,30}$/)
    .optional(),
});
export type ProxySite = z.infer<typeof ProxySite>;

/** A file for the administrator, with where it belongs. */
export type ProxyFile = { readonly path: string; readonly content: string };

/** A generated configuration: `snippet` goes into the site that exists; `whole` is a site for who has none yet. */
export type ProxyConfig = {
  readonly snippet: ProxyFile;
  readonly whole: ProxyFile;
  readonly steps: Readonly<Record<Language, readonly string[]>>;
};

/** Request headers that must not reach the emergency host: it would answer 304 or parts, or see what is none of its business. */
export const KEPT_BACK = [
  'If-None-Match',
  'If-Modified-Since',
  'If-Match',
  'If-Unmodified-Since',
  'If-Range',
  'Range',
  'Cookie',
  'Authorization',
];

/** What visitors get when the emergency host has nothing to show: a sentence and a phone number, safe between single quotes or backticks. */
export function plainPage({ phone }: ProxySite): string {
  const call = phone === undefined ? '' : `<p>Telefon / Phone: <a href="tel:${phone.replaceAll(/[^+0-9]/g, '')}">${phone}</a></p>`;
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Technische Störung</title></head><body><h1>Technische Störung</h1><p>Unsere Website ist zurzeit nicht erreichbar. <span lang="en">Our website is not available at the moment.</span></p>${call}</body></html>`;
}
