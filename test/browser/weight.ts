import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** What a page really fetched, as it came over the wire and as gzip would make it. Bytes. */
export type Weight = {
  readonly files: readonly { readonly path: string; readonly encoding: string; readonly wire: number; readonly gzip: number }[];
  readonly wire: number;
  /** Everything: page, scripts, styles, fonts. Fonts are compressed already. */
  readonly gzip: number;
};

const unpacked = (bytes: Buffer, encoding: string): Buffer =>
  encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes;

/**
 * Weighs what the tab loads of the interface while `visit` runs (answers of the API are not part of it). Each file is fetched once
 * more without a browser's unpacking, to see what the server really sends.
 */
export async function weigh(page: Page, visit: () => Promise<unknown>): Promise<Weight> {
  const paths = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/api/') && response.status() === 200) paths.add(response.url());
  });
  await visit();
  const files = await Promise.all(
    [...paths].map(async (url) => {
      const { body, encoding } = await raw(url);
      const plain = unpacked(body, encoding);
      const font = url.endsWith('.woff2');
      return { path: new URL(url).pathname, encoding, wire: body.length, gzip: font ? body.length : gzipSync(plain, { level: 9 }).length };
    }),
  );
  const sum = (pick: (file: (typeof files)[number]) => number) => files.reduce((total, file) => total + pick(file), 0);
  return { files, wire: sum(({ wire }) => wire), gzip: sum(({ gzip }) => gzip) };
}

async function raw(url: string): Promise<{ body: Buffer; encoding: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br, gzip' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ body: Buffer.concat(chunks), encoding: response.headers['content-encoding'] ?? '' }));
    }).on('error', reject);
  });
}
