/** A rule that a person made: what a sender calls by this name is this asset. `*` stands for anything, as in `erp*` or `*.musterbau.example`. */
export type BindingRule = { readonly pattern: string; readonly nodeId: string };

type Named = { readonly key: string; readonly name: string };

const plain = (text: string): string => text.trim().toLocaleLowerCase('de');

/** A name as senders write it and what it may be called besides: `https://erp01.firma.example:8443/x` is also `erp01.firma.example` and `erp01`. */
export function formsOf(name: string): string[] {
  const whole = plain(name);
  const host = whole
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/^\[([^\]]*)\].*$/, '$1')
    .replace(/^([^:]*):\d+$/, '$1');
  const label = /^[a-z][a-z0-9-]*\./.test(host) ? (host.split('.', 1)[0] ?? host) : host;
  return [...new Set([whole, host, label])].filter((one) => one !== '');
}

/** Does the text fit the pattern? Linear in both: a pattern is typed by people and never becomes a regular expression. */
export function fits(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return first === text;
  const last = parts.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/**
 * Which asset a sender means; null: not assigned yet. The most precise name decides. Of the rules an exact one goes before one with `*`, and
 * any rule before the asset that merely has the same name or key.
 */
export function boundTo(names: readonly string[], rules: readonly BindingRule[], nodes: readonly Named[]): string | null {
  const known = new Set(nodes.map(({ key }) => key));
  const live = rules.filter(({ nodeId }) => known.has(nodeId)).map(({ pattern, nodeId }) => ({ pattern: plain(pattern), nodeId }));
  for (const name of names) {
    const forms = formsOf(name);
    const exact = live.find(({ pattern }) => forms.includes(pattern));
    const wide = live.find(({ pattern }) => pattern.includes('*') && forms.some((form) => fits(pattern, form)));
    const same = nodes.find(({ key, name: called }) => forms.includes(plain(called)) || forms.includes(plain(key)));
    const found = exact?.nodeId ?? wide?.nodeId ?? same?.key;
    if (found !== undefined) return found;
  }
  return null;
}
