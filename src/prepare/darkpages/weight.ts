import type { DarkSite } from './render.ts';

/** A page fits into the first ten packets of a connection (RFC 6928: 14,600 bytes) with room for the headers. */
export const HEAVIEST_PAGE = 13_000;
/** All files together, uncompressed. */
export const HEAVIEST_SITE = 150_000;

/** Text in UTF-8, compressed with gzip as any browser takes it. */
export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}

/** What one page weighs on the wire, in bytes, with everything in it. */
export const pageWeight = async (page: string): Promise<number> => (await gzip(page)).length;

/** The pages that are too heavy to be published, with their weight; empty when all is well. */
export async function tooHeavy(
  site: DarkSite,
): Promise<readonly { readonly path: string; readonly bytes: number; readonly limit: number }[]> {
  const heavy = [];
  let all = 0;
  for (const [path, { type, body }] of site.files) {
    all += new TextEncoder().encode(body).length;
    const bytes = type.startsWith('text/html') ? await pageWeight(body) : 0;
    if (bytes > HEAVIEST_PAGE) heavy.push({ path, bytes, limit: HEAVIEST_PAGE });
  }
  return all > HEAVIEST_SITE ? [...heavy, { path: '*', bytes: all, limit: HEAVIEST_SITE }] : heavy;
}
