import { CsvError, parse } from 'csv-parse/sync';
import { FORMULA } from './csvtext.ts';
import { err, ok, type Result } from './result.ts';

/** One record of a table file; `line` is where it begins in the file, counted from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** Why a file is no table. `line` where it is known. */
export type CsvFault = {
  readonly kind: 'spreadsheet' | 'not-text' | 'broken-quotes' | 'empty' | 'too-many-rows';
  readonly line: number | null;
};

const SEPARATORS = [';', '\t', ','] as const;
/** More than any register of a small firm, few enough to be read in a blink. */
const MOST_ROWS = 20_000;

/** Excel in Germany saves Windows-1252, LibreOffice UTF-8, "Unicode text" UTF-16: what the bytes say decides. */
function decode(bytes: Uint8Array): Result<string, CsvFault> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return err({ kind: 'spreadsheet', line: null });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    const text = new TextDecoder('utf-16le').decode(bytes);
    return text.includes('\0') ? err({ kind: 'not-text', line: null }) : ok(text);
  }
  if (bytes.includes(0)) return err({ kind: 'not-text', line: null });
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return ok(new TextDecoder('windows-1252').decode(bytes));
  }
}

/** The separator that cuts the first line into the most cells, quoted text left out; `;` when none does. */
function separatorOf(text: string): string {
  const [head = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n|\r/, 1);
  const count = (sign: string) => head.split(sign).length;
  return SEPARATORS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Undoes the guard of `writeCsv`. */
const unguarded = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);

/**
 * Reads a table file as people have it: `;`, `,` or tab; UTF-8, Windows-1252 or UTF-16; quoted cells with line breaks.
 * Empty lines are left out; cells are trimmed.
 */
export function readCsv(bytes: Uint8Array): Result<CsvRow[], CsvFault> {
  const text = decode(bytes);
  if (!text.ok) return text;
  const plain = text.value.replace(/^\uFEFF/, '');
  try {
    const records = parse(plain, { delimiter: separatorOf(plain), info: true, trim: true, relax_column_count: true, to: MOST_ROWS + 1 });
    const rows = (records as unknown as { info: { lines: number }; record: string[] }[])
      .filter(({ record }) => record.some((cell) => cell !== ''))
      .map(({ info, record }) => ({
        line: info.lines - record.join('').split('\n').length + 1,
        cells: record.map(unguarded),
      }));
    if (rows.length === 0) return err({ kind: 'empty', line: null });
    if (rows.length > MOST_ROWS) return err({ kind: 'too-many-rows', line: MOST_ROWS + 1 });
    return ok(rows);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: unknown };
    return err({ kind: 'broken-quotes', line: typeof lines === 'number' ? lines : null });
  }
}

export { writeCsv } from './csvtext.ts';
