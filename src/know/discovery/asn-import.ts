import { type AsnTable, readAsnTable } from './asn.ts';

/** An imported table, ready to be kept: only networks the catalogue names, its notes first. */
export type ImportedTable = {
  readonly csv: string;
  readonly table: AsnTable;
  /** Lines of the file that name a network the catalogue does not. */
  readonly leftOut: number;
  readonly faults: readonly { line: number; message: string }[];
};

const asnOf = (line: string): number => Number(/^[^,]+,[^,]+,(\d{1,10}),/.exec(line)?.[1] ?? Number.NaN);

/**
 * Takes from a table of owners what the catalogue can use. `isNamed` tells whether the catalogue names an AS; `source` is the
 * file's name and `day` the day of the import, both kept above the lines, so that every result can say how old it is.
 */
export function importedTable(text: string, isNamed: (asn: number) => boolean, source: string, day: string): ImportedTable {
  const lines = text.split('\n').map((line) => line.trim());
  const own = lines.filter((line) => line.startsWith('#')).slice(0, 4);
  // A faulty line shows itself in the reading, so it stays among the kept.
  const kept = lines.map((line) => (line.startsWith('#') ? '' : Number.isNaN(asnOf(line)) || isNamed(asnOf(line)) ? line : ''));
  const { table, faults } = readAsnTable(kept.join('\n'));
  const bad = new Set(faults.map(({ line }) => line));
  const good = kept.filter((line, index) => line !== '' && !Number.isNaN(asnOf(line)) && !bad.has(index + 1));
  const head = [`# Imported on ${day} from ${source}.`, ...own];
  const csv = `${[...head, ...good].join('\n')}\n`;
  return {
    csv,
    table: { ...table, notes: head.map((line) => line.slice(1).trim()) },
    leftOut: lines.filter((line, index) => line !== '' && !line.startsWith('#') && kept[index] === '').length,
    faults,
  };
}
