import { setImmediate } from 'node:timers/promises';
import type { HostAnswer, PageFacts } from '../facts.ts';
import { absolute, type PageReading, pageReader, urlsInStyle } from '../html.ts';
import type { Failure, NotChecked } from '../notchecked.ts';
import { under } from '../pattern.ts';
import { type Fetcher, failureOf, type Hop } from './hop.ts';

/** HTTP questions of one scan (contracts: at most 10). */
export const MOST_REQUESTS = 10;
const MOST_REDIRECTS = 5;
const SLICE = 32_768;

/** Reads a page in slices, so that the event loop stays free for others. */
async function read(html: string, base: string): Promise<PageReading> {
  const reader = pageReader(base);
  for (let at = 0; at < html.length; at += SLICE) {
    reader.write(html.slice(at, at + SLICE));
    if (at > 0) await setImmediate();
  }
  return reader.end();
}

const isMarkup = (hop: Hop): boolean => /html|^$/.test(hop.headers['content-type'] ?? '') && hop.text !== '';
const plain = (hop: Hop, kind: PageFacts['kind']): PageFacts => ({
  kind,
  url: hop.url,
  status: hop.status,
  headers: hop.headers,
  tls: hop.tls,
  error: hop.error,
  reading: null,
  text: null,
  loads: [],
});
const REDIRECT = new Set([301, 302, 303, 307, 308]);

/** The first link to a legal page on the company's own host. */
function legal(reading: PageReading, domain: string, words: RegExp): string | undefined {
  const own = reading.links.filter(({ url }) => under(new URL(url).hostname, domain));
  return (own.find(({ url }) => words.test(new URL(url).pathname)) ?? own.find(({ text }) => words.test(text)))?.url;
}

/** Names that hint at software which says on request what it is. */
const CLOUDS = ['cloud', 'nextcloud', 'files', 'daten', 'storage', 'share', 'drive'];
const SHOPS = ['shop', 'store'];

export type Pages = {
  readonly pages: readonly PageFacts[];
  readonly notChecked: readonly NotChecked[];
  readonly mtaStsPolicy: string | null;
  readonly requests: number;
};

/**
 * Asks the company's site: home page with its redirects, the MTA-STS policy, the privacy policy, own style sheets, what a
 * `cloud.` or `shop.` says of itself, the imprint; in this order, at most `MOST_REQUESTS` questions.
 */
export async function gatherPages(fetcher: Fetcher, domain: string, hosts: readonly HostAnswer[], mtaSts: boolean): Promise<Pages> {
  const pages: PageFacts[] = [];
  const notChecked: NotChecked[] = [];
  let requests = 0;

  async function ask(url: string): Promise<Hop | undefined> {
    if (requests >= MOST_REQUESTS) {
      notChecked.push({ what: { code: 'page', url }, why: { code: 'requests-limited', most: MOST_REQUESTS } });
      return undefined;
    }
    requests += 1;
    const hop = await fetcher(url);
    if (hop.cut) notChecked.push({ what: { code: 'rest-of-page', url }, why: { code: 'too-large' } });
    return hop;
  }

  /** Follows redirects from `start`; each hop is kept as a page, the last one is read. */
  async function follow(start: string, kind: PageFacts['kind'], most: number): Promise<PageFacts | undefined> {
    let url = start;
    for (let hops = 0; hops <= most; hops++) {
      const hop = await ask(url);
      if (!hop) return undefined;
      const next = hop.status !== null && REDIRECT.has(hop.status) ? absolute(hop.headers['location'] ?? '', url) : undefined;
      if (next === undefined || hops === most) {
        const reading = hop.status !== null && hop.status < 400 && isMarkup(hop) ? await read(hop.text, url) : null;
        const page = { ...plain(hop, kind), reading };
        pages.push(page);
        return page;
      }
      pages.push(plain(hop, kind));
      url = next;
    }
    return undefined;
  }

  let home: PageFacts | undefined;
  const failures: { url: string; failure: Failure }[] = [];
  for (const start of [`https://${domain}/`, `https://www.${domain}/`, `http://${domain}/`, `http://www.${domain}/`]) {
    if (pages.some(({ url }) => url === start)) continue;
    if (requests >= MOST_REQUESTS - 4) break;
    const page = await follow(start, 'home', MOST_REDIRECTS);
    if (page?.reading) {
      home = page;
      break;
    }
    failures.push({ url: start, failure: page ? failureOf(page) : { code: 'no-answer' } });
  }
  for (const { url, failure } of failures.filter((one) => !home || one.failure.code !== 'not-in-recording'))
    notChecked.push({ what: { code: home ? 'home-address' : 'home-page' }, why: { code: 'at-address', url, failure } });

  let mtaStsPolicy: string | null = null;
  if (mtaSts) {
    const hop = await ask(`https://mta-sts.${domain}/.well-known/mta-sts.txt`);
    // RFC 8461 §3.3: redirects are not followed, the certificate has to be right.
    if (hop?.status === 200) mtaStsPolicy = hop.text.slice(0, 4000);
    else if (hop) notChecked.push({ what: { code: 'mta-sts' }, why: failureOf(hop) });
  }

  const found = home?.reading;
  const text = async (kind: 'privacy' | 'imprint', words: RegExp, usual: string): Promise<void> => {
    if (!found || !home) return;
    const linked = legal(found, domain, words);
    // Pages drawn by a script show no links to us; the usual address is worth one question.
    const page = await follow(linked ?? new URL(usual, home.url).href, kind, 1);
    if (page?.reading) pages[pages.length - 1] = { ...page, text: page.reading.text };
    else if (linked === undefined) notChecked.push({ what: { code: kind }, why: { code: 'not-linked', usual } });
    else if (page) notChecked.push({ what: { code: kind }, why: failureOf(page) });
  };
  await text('privacy', /datenschutz|privacy|dsgvo/i, '/datenschutz');

  const there = (labels: readonly string[]) =>
    labels.map((label) => `${label}.${domain}`).find((name) => hosts.some((host) => host.name === name && host.state === 'found'));
  const cloud = there(CLOUDS);
  if (cloud !== undefined) {
    const hop = await ask(`https://${cloud}/status.php`);
    if (hop) pages.push({ ...plain(hop, 'probe'), text: hop.text.slice(0, 4000) });
  }
  for (const style of (found?.styles ?? []).filter((url) => under(new URL(url).hostname, domain)).slice(0, 3)) {
    const hop = await ask(style);
    if (!hop) continue;
    pages.push({ ...plain(hop, 'style'), loads: hop.status === 200 ? urlsInStyle(hop.text, style) : [] });
    if (hop.status !== 200) notChecked.push({ what: { code: 'page', url: style }, why: failureOf(hop) });
  }
  const shop = there(SHOPS);
  if (shop !== undefined) {
    const hop = await ask(`https://${shop}/`);
    if (hop) pages.push(plain(hop, 'probe'));
  }
  await text('imprint', /impressum|imprint|legal-notice/i, '/impressum');
  return { pages, notChecked, mtaStsPolicy, requests };
}
