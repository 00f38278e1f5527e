import { parseJson } from './parsejson.ts';
import type { Fault } from './problem.ts';
import { err, ok, type Result } from './result.ts';

/** Nothing that krisenfest reads is nested deeper than a dozen levels; what recurses over it must not run out of stack. */
const DEEPEST = 64;
/** Longer pointers than this say nothing to anybody. */
const LONGEST_STEP = 60;

const step = (key: string | number) => `/${String(key).slice(0, LONGEST_STEP).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** What no database and no signature can hold: a NUL byte (PostgreSQL), half of a surrogate pair (UTF-8). */
function unfitText(text: string): string | undefined {
  if (text.includes('\0')) return 'holds a NUL byte';
  return text.isWellFormed() ? undefined : 'holds half of a character (a lone surrogate)';
}

/** The first place that no store can take. */
function unfit(value: unknown, pointer: string, depth: number): Fault | undefined {
  if (typeof value === 'string') {
    const message = unfitText(value);
    return message === undefined ? undefined : { pointer, message };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > DEEPEST) return { pointer: `${pointer.slice(0, 200)}…`, message: `is nested more than ${DEEPEST} levels deep` };
  const entries: Iterable<readonly [string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, inner] of entries) {
    const place = `${pointer}${step(key)}`;
    const name = typeof key === 'string' ? unfitText(key) : undefined;
    const fault = name === undefined ? unfit(inner, place, depth + 1) : { pointer, message: `has a name that ${name}` };
    if (fault) return fault;
  }
  return undefined;
}

/** Refuses parsed JSON that no store can take, with the first place of the fault. */
export const fitJson = (value: unknown): Result<unknown, Fault> => {
  const fault = unfit(value, '', 0);
  return fault ? err(fault) : ok(value);
};

/** Reads JSON from a file, in UTF-8 (with or without a byte order mark): its value, or what is wrong where. */
export function readJson(bytes: Uint8Array): Result<unknown, Fault> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return err({ pointer: '', message: 'not UTF-8 text: save the file as UTF-8' });
  }
  const parsed = parseJson(text);
  return parsed.ok ? fitJson(parsed.value) : parsed;
}
