import type { Fault } from './problem.ts';
import { err, ok, type Result } from './result.ts';

/** A space, a number, or one of the three words, at a place of a text. */
const SPACE = /[ \t\n\r]*/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** Where the text that begins at `at` with a quotation mark ends; negative: not at all, and then −1 − the place of the fault. */
function endOfText(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '"') return i + 1;
    if (text.charCodeAt(i) < 32) return -1 - i;
    if (text[i] !== '\\') continue;
    const end = endOf(ESCAPE, text, i);
    if (end < 0) return -1 - i;
    i = end - 1;
  }
  return -1 - text.length;
}

type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | 'next';

/** The first place at which a text stops being JSON (RFC 8259), and what should stand there. */
function firstFault(text: string): { readonly at: number; readonly wanted: string } {
  const open: ('{' | '[')[] = [];
  let wants = 'value' as Wanted;
  let at = 0;
  for (;;) {
    at = endOf(SPACE, text, at);
    const [sign, inside] = [text[at], open.at(-1)];
    if (wants === 'next') {
      if (!inside) return { at, wanted: 'the end of the file' };
      if (sign !== ',' && sign !== (inside === '{' ? '}' : ']')) return { at, wanted: inside === '{' ? '"," or "}"' : '"," or "]"' };
      at++;
      if (sign === ',') wants = inside === '{' ? 'name' : 'value';
      else open.pop();
    } else if (wants === ':') {
      if (sign !== ':') return { at, wanted: '":"' };
      at++;
      wants = 'value';
    } else if ((wants === 'name or }' && sign === '}') || (wants === 'value or ]' && sign === ']')) {
      at++;
      open.pop();
      wants = 'next';
    } else if (sign === '"') {
      const end = endOfText(text, at);
      if (end < 0) return { at: -1 - end, wanted: 'a text that ends with a quotation mark and holds no line break' };
      at = end;
      wants = wants === 'name' || wants === 'name or }' ? ':' : 'next';
    } else if (wants === 'name' || wants === 'name or }') return { at, wanted: 'a name in quotation marks' };
    else if (sign === '{' || sign === '[') {
      at++;
      open.push(sign);
      wants = sign === '{' ? 'name or }' : 'value or ]';
    } else {
      const end = endOf(PLAIN, text, at);
      if (end < 0) return { at, wanted: 'a value' };
      at = end;
      wants = 'next';
    }
  }
}

/** Parses JSON; a mark of the byte order before it is left out. What is not JSON is said with line and column, and never quoted. */
export function parseJson(text: string): Result<unknown, Fault> {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return ok(JSON.parse(plain) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { at, wanted } = firstFault(plain);
    const before = plain.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    const ends = at >= plain.length ? ', where the file ends' : '';
    return err({ pointer: '', message: `not JSON: ${wanted} should stand in line ${line}, column ${column}${ends}` });
  }
}
