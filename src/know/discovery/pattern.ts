/** A compiled pattern of the catalogue. */
export type Pattern = { readonly text: string; readonly matches: (value: string) => boolean };

/** Is `host` equal to `suffix` or below it? Both in lower case. */
export const under = (host: string, suffix: string): boolean => host === suffix || host.endsWith(`.${suffix}`);

const expression = (text: string): RegExp => new RegExp(text.slice(1));

/** A pattern over host names: suffix on a label boundary, or `~` and a regular expression. Throws when that does not compile. */
export function hostPattern(text: string): Pattern {
  if (text.startsWith('~')) {
    const regex = expression(text);
    return { text, matches: (value) => regex.test(value) };
  }
  const suffix = text.toLowerCase().replace(/\.$/, '');
  return { text, matches: (value) => under(value, suffix) };
}

/** A pattern over texts: prefix without regard to case, or `~` and a regular expression. */
export function prefixPattern(text: string): Pattern {
  if (text.startsWith('~')) {
    const regex = expression(text);
    return { text, matches: (value) => regex.test(value) };
  }
  const prefix = text.toLowerCase();
  return { text, matches: (value) => value.toLowerCase().startsWith(prefix) };
}

/** A pattern over scripts and pictures: `host/path` (path by prefix), `/path` (anywhere in the path) or a file or package name. */
export function pathPattern(text: string): Pattern {
  const wanted = text.toLowerCase();
  if (wanted.startsWith('/')) return { text, matches: (value) => value.slice(Math.max(0, value.indexOf('/'))).includes(wanted) };
  const slash = wanted.indexOf('/');
  const host = slash < 0 ? wanted : wanted.slice(0, slash);
  const isHost = /^(?:[a-z0-9-]+\.)+(?!js$|css$)[a-z]{2,}$/.test(host) && !host.startsWith('npm');
  if (!isHost) return { text, matches: (value) => value.includes(`/${wanted}`) };
  const path = slash < 0 ? '/' : wanted.slice(slash);
  return {
    text,
    matches: (value) => {
      const at = value.indexOf('/');
      return at > 0 && under(value.slice(0, at), host) && value.slice(at).startsWith(path);
    },
  };
}

/** A pattern over response headers: `name` (it is there) or `name: part` (its value contains it). */
export function headerPattern(text: string): { readonly text: string; readonly name: string; readonly part: string } {
  const [name = '', ...rest] = text.toLowerCase().split(':');
  return { text, name: name.trim(), part: rest.join(':').trim() };
}
