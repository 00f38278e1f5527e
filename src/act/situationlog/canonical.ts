/** What can be written as JSON; properties that are `undefined` are left out, as `JSON.stringify` does. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Printable ASCII without quote and backslash stands for itself; most texts and all keys of ours are such. */
const PLAIN = /^[ !#-[\]-~]*$/;

function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new TypeError('A text with half a surrogate pair cannot be written as canonical JSON.');
  return JSON.stringify(value);
}

/**
 * The one way to write a JSON value (RFC 8785, JCS): keys sorted by UTF-16 code units, no blanks, numbers and texts as ECMAScript
 * writes them. Two equal values give the same bytes on every machine, so that they can be hashed and signed.
 * Throws a TypeError for what JSON cannot hold: NaN, infinite numbers, half surrogate pairs.
 */
export function canonical(value: Json): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number that is not finite cannot be written as canonical JSON.');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${text(key)}:${canonical(member)}`);
  }
  return `{${members.join(',')}}`;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
