import { sha256Hex } from '../../kernel/sha256.ts';
import type { DarkSite } from './render.ts';
import { PAGE_CSP } from './style.ts';
import { gzip } from './weight.ts';

/** A file ready to be served: as it is, compressed, and its tag. */
export type PackedFile = {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
  readonly tag: string;
};
export type PackedSite = { readonly files: ReadonlyMap<string, PackedFile>; readonly hash: string };

/** Does once what every answer needs: bytes, compressed bytes, tags. */
export async function pack(site: DarkSite): Promise<PackedSite> {
  const files = new Map<string, PackedFile>();
  for (const [path, { type, body }] of site.files)
    files.set(path, { type, plain: new TextEncoder().encode(body), gzip: await gzip(body), tag: sha256Hex(body).slice(0, 32) });
  return { files, hash: site.hash };
}

/** What of a request matters for the answer: path with query, and headers by lower-case name. */
export type Asked = { readonly path: string; readonly headers: Readonly<Record<string, string | readonly string[] | undefined>> };

export type SiteAnswer = {
  readonly status: 200 | 304 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
};

const NOTHING = new Uint8Array();
/** What only the usual website has; a page instead of a picture or a style would help nobody. */
const ASSET = /\.(?:css|m?js|map|json|xml|txt|md|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|eot|mp4|webm|pdf|zip|wasm)$/i;

const header = (asked: Asked, name: string): string => {
  const value = asked.headers[name];
  return typeof value === 'string' ? value : (value ?? []).join(', ');
};

/** Whether a list like `en-GB, en;q=0.9, de;q=0.3` likes English better than German. */
function prefersEnglish(accepted: string): boolean {
  const weight = (language: string): number =>
    Math.max(
      0,
      ...accepted.split(',').map((item) => {
        const [range = '', ...parameters] = item
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/);
        if (range !== language && !range.startsWith(`${language}-`)) return 0;
        const q = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
        return Number.isFinite(q) ? q : 0;
      }),
    );
  return weight('en') > weight('de');
}

/**
 * Which file a path means. German is the home page; English is asked for by `?lang=en`, by a path that begins or ends with `en`, or
 * by the browser's languages on any other path of the usual website, which all show the emergency page.
 */
export function fileFor(path: string, acceptLanguage: string): string | undefined {
  const [before = '', query = ''] = path.split('?', 2);
  let plain = before;
  try {
    plain = decodeURIComponent(before);
  } catch {
    // A path that cannot be decoded is some path of the usual website like any other.
  }
  const asked = new URLSearchParams(query).get('lang');
  const name = plain.replace(/^\/+/, '');
  const language = asked === 'de' || asked === 'en' ? asked : undefined;
  if (language === undefined && (name === '' || name === 'index.html')) return 'index.html';
  if (name.endsWith('.html') || !ASSET.test(name)) {
    const segments = name.split('/').filter((part) => part !== '' && part !== 'index.html');
    const english = language ? language === 'en' : segments[0] === 'en' || segments.at(-1) === 'en' || prefersEnglish(acceptLanguage);
    return english ? 'en/index.html' : 'index.html';
  }
  return name;
}

/**
 * The answer of the emergency host, the same in the product and in tests: 200 with the page for every page-like path, 304 when the
 * asker has it, 404 for assets of the usual website. The proxy in front turns it into 503 with Retry-After (docs/handbook).
 */
export function answerFor(site: PackedSite, asked: Asked): SiteAnswer {
  const always = {
    'cache-control': 'no-cache',
    'content-security-policy': PAGE_CSP,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding, accept-language',
  };
  const path = fileFor(asked.path, header(asked, 'accept-language'));
  const file = path === undefined ? undefined : site.files.get(path);
  if (!file)
    return { status: 404, headers: { ...always, 'content-type': 'text/plain; charset=utf-8', 'content-length': '0' }, body: NOTHING };
  const compressed = /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(header(asked, 'accept-encoding'));
  const body = compressed ? file.gzip : file.plain;
  const etag = `"${file.tag}${compressed ? '-gzip' : ''}"`;
  const known = header(asked, 'if-none-match')
    .split(',')
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  const headers = { ...always, etag };
  if (known) return { status: 304, headers, body: NOTHING };
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': file.type,
      'content-length': String(body.length),
      ...(compressed && { 'content-encoding': 'gzip' }),
      ...(file.type.startsWith('text/html') && { 'content-language': path?.startsWith('en/') ? 'en' : 'de' }),
    },
    body,
  };
}
