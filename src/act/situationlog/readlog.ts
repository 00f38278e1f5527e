import type { z } from 'zod';
import { canonical, type Json } from './canonical.ts';
import { LogLine } from './entry.ts';
import { LogEnd, LogStart } from './export.ts';

/** A line that cannot be read as what it must be. */
export type Form =
  | { readonly code: 'not-json' }
  | { readonly code: 'not-canonical' }
  | { readonly code: 'form'; readonly where: string; readonly what: string }
  | { readonly code: 'cut-off' };
type FormFault = Form & { readonly at: 'start' | 'end' | number };

/**
 * The lines of an exported log, as far as they can be read. With `end` the whole file was read; else `fault` says where reading
 * stopped, and the lines before it still stand to be checked (a fault among them comes first).
 */
export type Read =
  | { readonly start: undefined; readonly fault: FormFault }
  | { readonly start: LogStart; readonly lines: readonly LogLine[]; readonly end: LogEnd }
  | { readonly start: LogStart; readonly lines: readonly LogLine[]; readonly end: undefined; readonly fault: FormFault };

type Parsed<T> = { readonly value: T } | { readonly form: Form };

function parse<T>(line: string, shape: z.ZodType<T>): Parsed<T> {
  let raw: Json;
  try {
    raw = JSON.parse(line) as Json;
    // One way to write each line: else a blank or an escape could be changed unseen.
    if (canonical(raw) !== line) return { form: { code: 'not-canonical' } };
  } catch {
    return { form: { code: 'not-json' } };
  }
  const parsed = shape.safeParse(raw);
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  return { form: { code: 'form', where: issue?.path.join('.') ?? '', what: issue?.message ?? '' } };
}

/** Reads an exported log (JSON Lines, docs/log-format.md) line by line. */
export function readLog(text: string): Read {
  const rows = text.split('\n');
  // A whole file ends with a line feed; what stands after the last one is a torn line.
  const whole = rows.pop() === '';
  const [first = text, ...rest] = rows;
  const last = whole ? rest.pop() : undefined;
  const start = parse(first, LogStart);
  if ('form' in start) return { start: undefined, fault: { at: 'start', ...start.form } };
  const lines: LogLine[] = [];
  const stop = (fault: FormFault): Read => ({ start: start.value, lines, end: undefined, fault });
  for (const row of rest) {
    const line = parse(row, LogLine);
    if ('form' in line) return stop({ at: lines.length + 1, ...line.form });
    lines.push(line.value);
  }
  if (last === undefined) return stop({ at: 'end', code: 'cut-off' });
  const end = parse(last, LogEnd);
  if ('value' in end) return { start: start.value, lines, end: end.value };
  // An entry in the last place is whole in itself, but the signed end after it is gone.
  const entry = parse(last, LogLine);
  if ('form' in entry) return stop({ at: 'end', ...end.form });
  lines.push(entry.value);
  return stop({ at: 'end', code: 'cut-off' });
}
