import { ok, type Result } from '../../kernel/result.ts';
import { sha256Hex } from '../../kernel/sha256.ts';
import type { DarkSiteContent } from './content.ts';
import { fillContent, type Unresolved } from './filled.ts';
import { page } from './page.ts';
import { atomFeed, llmsTxt, markdownPage, robotsTxt, statusJson } from './twins.ts';

/** One file of the emergency website; all are text in UTF-8. */
export type SiteFile = { readonly type: string; readonly body: string };

/** The whole website by path without leading slash; `hash` is that of its `manifest.json`'s list and names exactly these bytes. */
export type DarkSite = { readonly files: ReadonlyMap<string, SiteFile>; readonly hash: string };

const HTML = 'text/html; charset=utf-8';
const MARKDOWN = 'text/markdown; charset=utf-8';
const PLAIN = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json';
const ATOM = 'application/atom+xml; charset=utf-8';

/** The name of the list of all files; it is not in the list itself. */
export const MANIFEST = 'manifest.json';

/**
 * The hash that names a website: SHA-256 over `sha256sum`'s own lines, sorted by path, so that a person can check a published folder
 * with `sha256sum` alone.
 */
export const siteHash = (hashes: ReadonlyMap<string, string>): string =>
  sha256Hex(
    [...hashes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, hash]) => `${hash}  ${path}\n`)
      .join(''),
  );

/** The files with the list of their hashes beside them, which names the whole. */
export function sealed(files: ReadonlyMap<string, SiteFile>, format: string): DarkSite {
  const hashes = new Map([...files].map(([path, { body }]) => [path, sha256Hex(body)]));
  const hash = siteHash(hashes);
  const manifest = { format, hash, files: Object.fromEntries(hashes) };
  return { files: new Map([...files, [MANIFEST, { type: JSON_TYPE, body: `${JSON.stringify(manifest, null, 2)}\n` }]]), hash };
}

/**
 * Renders the emergency website: pages in German and English and their twins for machines. Pure: the same content gives the same
 * bytes. Placeholders without a value are a refusal that names them.
 */
export function renderDarkSite(content: DarkSiteContent): Result<DarkSite, Unresolved> {
  const filled = fillContent(content);
  if (!filled.ok) return filled;
  const { de, en } = filled.value;
  const files = new Map<string, SiteFile>([
    ['index.html', { type: HTML, body: page(content, 'de', de) }],
    ['index.md', { type: MARKDOWN, body: markdownPage(content, 'de', de) }],
    ['feed.xml', { type: ATOM, body: atomFeed(content, 'de', de) }],
    ['en/index.html', { type: HTML, body: page(content, 'en', en) }],
    ['en/index.md', { type: MARKDOWN, body: markdownPage(content, 'en', en) }],
    ['en/feed.xml', { type: ATOM, body: atomFeed(content, 'en', en) }],
    ['llms.txt', { type: PLAIN, body: llmsTxt(content, filled.value) }],
    ['robots.txt', { type: PLAIN, body: robotsTxt(content) }],
    ['status.json', { type: JSON_TYPE, body: statusJson(content, filled.value) }],
  ]);
  return ok(sealed(files, 'krisenfest-darksite@1'));
}
