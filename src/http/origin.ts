/**
 * Cross-site requests are refused wherever a browser's cookie could speak for the user (OWASP: verify origin, with
 * Fetch Metadata first). Browsers always say where a POST comes from; a program without both headers is no browser.
 */
export function isCrossSite(
  method: string,
  headers: {
    readonly 'sec-fetch-site'?: string | string[] | undefined;
    readonly origin?: string | undefined;
    readonly host?: string | undefined;
  },
  publicUrl: string | undefined,
): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (headers.origin === undefined) return false;
  const own = [headers.host, publicUrl === undefined ? undefined : new URL(publicUrl).host];
  return !URL.canParse(headers.origin) || !own.includes(new URL(headers.origin).host);
}
