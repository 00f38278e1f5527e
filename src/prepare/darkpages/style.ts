import { sha256 } from '../../kernel/sha256.ts';

/** The whole style of an emergency page: paper and ink, light and dark, from 320 px to print; system fonts, nothing is fetched. */
export const STYLE = [
  ':root{color-scheme:light dark;--p:#faf8f3;--s:#fff;--l:#c9c2b1;--i:#1b2024;--m:#4d555c;--a:#0f5c68;--o:#2f7a56;--d:#a3390f;--k:#a66a00}',
  '@media(prefers-color-scheme:dark){:root{--p:#14181b;--s:#1c2226;--l:#44505a;--i:#f0ede6;--m:#b6bcc0;--a:#6cc0cc;--o:#6fbf95;--d:#f08a5d;--k:#e0b058}}',
  '*{box-sizing:border-box}',
  'body{margin:0;background:var(--p);color:var(--i);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}',
  'header,main,footer{max-width:46rem;margin:0 auto;padding:1rem}',
  'header{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;justify-content:space-between;border-bottom:1px solid var(--l)}',
  'header b{font-size:1.125rem}header img{height:2.5rem;max-width:12rem;vertical-align:middle;margin-right:.75rem}',
  'h1{font-size:1.75rem;line-height:1.2;margin:1rem 0;border-left:.4rem solid var(--k);padding-left:.8rem}',
  '.crisis h1{border-color:#c1121f}',
  'h2{font-size:1.1875rem;margin:1.75rem 0 .5rem}',
  'a{color:var(--a)}a:focus-visible{outline:3px solid var(--a);outline-offset:2px}',
  '.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--s);padding:.5rem}',
  '.exercise{margin:0;padding:.75rem 1rem;text-align:center;font-weight:700;color:#1b2024;background:#f4d35e;border-bottom:3px dashed #1b2024}',
  'dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1rem;margin:0;color:var(--m)}dt{font-weight:600}dd{margin:0}',
  'ul{padding-left:1.4rem;margin:.25rem 0}.works li::marker{content:"✓  ";color:var(--o)}.fails li::marker{content:"✕  ";color:var(--d)}',
  '.reach li{list-style:none;margin:.5rem 0 .5rem -1.4rem;padding:.6rem .9rem;background:var(--s);border:1px solid var(--l);border-radius:8px}',
  '.reach a{display:inline-block;padding:.3rem 0;font-weight:600}',
  'small,footer{color:var(--m);font-size:.9375rem}footer{border-top:1px solid var(--l);margin-top:2rem}',
  '@media print{body{background:#fff;color:#000}.skip,nav{display:none}a{color:inherit}}',
].join('');

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648), as a CSP wants its hashes. */
function base64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const left = bytes.length - i;
    out += `${BASE64[three >> 18] ?? ''}${BASE64[(three >> 12) & 63] ?? ''}${left > 1 ? (BASE64[(three >> 6) & 63] ?? '') : '='}${left > 2 ? (BASE64[three & 63] ?? '') : '='}`;
  }
  return out;
}

/** A page's policy by which nothing runs, nothing is fetched, nothing is sent: only this very style and pictures inside the page. */
export const policyFor = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${base64(sha256(new TextEncoder().encode(style)))}'; img-src data:; base-uri 'none'; form-action 'none'`;

export const PAGE_CSP = policyFor(STYLE);
