import { type CsvRow, readCsv } from '../../../kernel/csv.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Refusal, refusal } from '../evidence.ts';
import { notText } from './lines.ts';

/** A header is among the first lines: some programs write a title or their own data above it. */
const HEADER_WITHIN = 10;

export type Table<C extends string> = {
  /** What stands above the header. */
  readonly before: readonly CsvRow[];
  readonly rows: readonly CsvRow[];
  text(row: CsvRow, column: C): string;
  has(column: C): boolean;
};

const plain = (text: string) => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** Finds the header by the names a column may have, in German or English. `needed`: one of these must be there. */
export function readTable<C extends string>(
  bytes: Uint8Array,
  columns: Readonly<Record<C, readonly string[]>>,
  needed: readonly NoInfer<C>[],
): Result<Table<C>, Refusal> {
  const wrong = notText(bytes);
  if (wrong) return err(wrong);
  const read = readCsv(bytes);
  if (!read.ok) {
    const { kind, line } = read.error;
    const code = {
      spreadsheet: 'compressed',
      'not-text': 'not-text',
      'broken-quotes': 'broken',
      empty: 'empty',
      'too-many-rows': 'too-many',
    } as const;
    return err(refusal(code[kind], line));
  }
  const names = Object.entries<readonly string[]>(columns) as [C, readonly string[]][];
  for (const [n, row] of read.value.slice(0, HEADER_WITHIN).entries()) {
    const cells = row.cells.map(plain);
    const at = new Map(
      names.flatMap(([column, known]) => {
        const index = known
          .map(plain)
          .map((name) => cells.indexOf(name))
          .find((found) => found >= 0);
        return index === undefined ? [] : [[column, index] as const];
      }),
    );
    if (!needed.some((column) => at.has(column))) continue;
    return ok({
      before: read.value.slice(0, n),
      rows: read.value.slice(n + 1),
      text: ({ cells: values }, column) => values[at.get(column) ?? -1]?.trim() ?? '',
      has: (column) => at.has(column),
    });
  }
  return err(refusal('no-column', read.value[0]?.line ?? 1, needed.map((column) => columns[column][0] ?? column).join(', ')));
}
