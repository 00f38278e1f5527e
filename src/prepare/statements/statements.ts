import { err, ok, type Result } from '../../kernel/result.ts';

/** The name inside `{{…}}`: letters, digits, dot and dash, as in `affected.count`. */
const NAME = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/i;

/** A piece of a statement: words as they stand, or a placeholder to be filled. */
export type Piece = { readonly words: string } | { readonly placeholder: string };

/** What is wrong with a statement, with the place where it starts (characters from the beginning). */
export type Malformed = { readonly at: number; readonly text: string };

/**
 * Reads a statement with placeholders like `{{next.update}}`; blanks inside the braces do not count. Gives its pieces in order, or
 * every place where braces do not make a placeholder (they would stand on the page as they are).
 */
export function parseStatement(text: string): Result<readonly Piece[], readonly Malformed[]> {
  const pieces: Piece[] = [];
  const malformed: Malformed[] = [];
  const words = (from: number, to: number): void => {
    const part = text.slice(from, to);
    const stray = part.indexOf('}}');
    if (stray >= 0) malformed.push({ at: from + stray, text: '}}' });
    if (part) pieces.push({ words: part });
  };
  let at = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    words(at, open);
    const close = text.indexOf('}}', open + 2);
    const name = close < 0 ? '' : text.slice(open + 2, close).trim();
    if (NAME.test(name)) pieces.push({ placeholder: name });
    else malformed.push({ at: open, text: text.slice(open, close < 0 ? open + 20 : close + 2) });
    at = close < 0 ? text.length : close + 2;
  }
  words(at, text.length);
  return malformed.length > 0 ? err(malformed) : ok(pieces);
}

/** The placeholders of a statement, each once, in the order of their first use; a malformed statement has none to offer. */
export function placeholdersOf(text: string): readonly string[] {
  const parsed = parseStatement(text);
  return parsed.ok ? [...new Set(parsed.value.flatMap((piece) => ('placeholder' in piece ? [piece.placeholder] : [])))] : [];
}

/** Why a statement cannot go out: braces that are no placeholder, or placeholders without a value. */
export type Unfilled = { readonly malformed: readonly Malformed[]; readonly missing: readonly string[] };

/**
 * Fills a statement. A value that is missing, blank or itself holds double braces is a refusal that names the placeholder: half a
 * sentence must never be published.
 */
export function fillStatement(text: string, values: Readonly<Record<string, string>>): Result<string, Unfilled> {
  const parsed = parseStatement(text);
  if (!parsed.ok) return err({ malformed: parsed.error, missing: [] });
  const valueOf = (name: string): string => (Object.hasOwn(values, name) ? (values[name] ?? '') : '');
  const missing = placeholdersOf(text).filter((name) => valueOf(name).trim() === '' || /\{\{|\}\}/.test(valueOf(name)));
  if (missing.length > 0) return err({ malformed: [], missing });
  return ok(parsed.value.map((piece) => ('words' in piece ? piece.words : valueOf(piece.placeholder))).join(''));
}
