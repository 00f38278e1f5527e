import { parse } from 'tldts';
import { err, ok, type Result } from '../../kernel/result.ts';

/** A domain as it is asked for (`xn--…`) and as it is shown. */
export type DomainName = { readonly domain: string; readonly unicode: string };

/**
 * Reads what a person types: `firma.de`, `www.firma.de`, `https://www.firma.de/kontakt`, `info@firma.de`,
 * `bäckerei.de`. Gives the registrable domain, or a sentence that says what is wrong.
 */
export function readDomain(typed: string): Result<DomainName, string> {
  const text = typed.trim();
  if (text === '') return err('No domain was given.');
  if (text.length > 500) return err('This is too long to be a domain.');
  const host = text.includes('://') ? text : `http://${text.slice(text.lastIndexOf('@') + 1)}`;
  const url = URL.canParse(host) ? new URL(host) : undefined;
  const name = url?.hostname.replace(/\.$/, '') ?? '';
  if (!/^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{1,61}$/.test(name))
    return err(`"${text.slice(0, 80)}" is not a domain. Write it like firma.de.`);
  const parsed = parse(name, { allowPrivateDomains: false });
  if (parsed.isIp === true) return err(`"${text.slice(0, 80)}" is an IP address; a domain such as firma.de is needed.`);
  if (!parsed.domain) return err(`"${name}" is an ending under which domains are registered, not a domain of a company.`);
  return ok({ domain: parsed.domain, unicode: unicodeOf(parsed.domain) });
}

/** `xn--bckerei-khler-bfb2z.de` as `bäckerei-köhler.de`; a label that does not decode stays as it is. */
export const unicodeOf = (domain: string): string =>
  domain
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (depunycode(label.slice(4)) ?? label) : label))
    .join('.');

/** Punycode decoder (RFC 3492 §6.2). */
function depunycode(text: string): string | undefined {
  const cut = text.lastIndexOf('-');
  const output = Array.from(text.slice(0, Math.max(0, cut)), (char) => char.codePointAt(0) ?? 0);
  let n = 128;
  let i = 0;
  let bias = 72;
  const rest = text.slice(cut + 1);
  for (let at = 0; at < rest.length; ) {
    const before = i;
    let weight = 1;
    for (let k = 36; ; k += 36) {
      const code = rest.charCodeAt(at++);
      const digit = code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : 36;
      if (digit >= 36) return undefined;
      i += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
      if (weight > 2 ** 40) return undefined;
    }
    const length = output.length + 1;
    let delta = before === 0 ? Math.floor(i / 700) : Math.floor((i - before) / 2);
    delta += Math.floor(delta / length);
    let k = 0;
    while (delta > 455) {
      delta = Math.floor(delta / 35);
      k += 36;
    }
    bias = k + Math.floor((36 * delta) / (delta + 38));
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff) return undefined;
    output.splice(i, 0, n);
    i += 1;
  }
  return String.fromCodePoint(...output);
}
