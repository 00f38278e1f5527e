import { de as csvDe, en as csvEn } from '../../kernel/csv.texts.ts';
import { type CsvRow, readCsv } from '../../kernel/csv.ts';
import type { Language } from '../../kernel/languages.ts';
import type { Fault } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { modelFrom } from './checked.ts';
import { de, en } from './inventory.texts.ts';
import type { Inventory } from './inventory.ts';
import { spanFrom } from './spans.ts';

type Texts = typeof de;
export type Column = keyof Texts['column'];

export const plain = (text: string) => text.trim().toLowerCase();
export const textsIn = (language: Language): Texts => (language === 'de' ? de : en);

/** Finds the column of each header, in German or English. */
function headerOf({ cells }: CsvRow): Map<Column, number> {
  const columns = Object.keys(de.column) as Column[];
  return new Map(
    cells.flatMap((cell, n) => {
      const found = columns.find((column) => [de.column[column], en.column[column]].some((name) => plain(name) === plain(cell)));
      return found ? [[found, n] as const] : [];
    }),
  );
}

/** Reads one line of a table, noting what is wrong with its line. */
export class Line {
  readonly #row: CsvRow;
  readonly #header: ReadonlyMap<Column, number>;
  readonly #faults: Fault[];
  readonly t: Texts;

  constructor(row: CsvRow, header: ReadonlyMap<Column, number>, faults: Fault[], t: Texts) {
    this.#row = row;
    this.#header = header;
    this.#faults = faults;
    this.t = t;
  }

  fault(message: string): void {
    this.#faults.push({ pointer: `line ${this.#row.line}`, message: this.t.fault.line(this.#row.line, message) });
  }
  has(column: Column): boolean {
    return this.#header.has(column);
  }
  text(column: Column): string {
    return this.#row.cells[this.#header.get(column) ?? -1]?.trim() ?? '';
  }
  span(column: Column): string | null {
    const text = this.text(column);
    if (text === '') return null;
    const span = spanFrom(text);
    if (span === undefined) this.fault(this.t.fault.badSpan(this.t.column[column], text));
    return span ?? null;
  }
  number(column: Column): number | null {
    const text = this.text(column).replace(/\s*(€|EUR|%)$/, '');
    if (text === '') return null;
    const german = /^-?[\d.]+(,\d+)?$/.test(text) && (text.includes(',') || /\.\d{3}(\.|$)/.test(text));
    const plainText = german ? text.replaceAll('.', '').replace(',', '.') : text;
    const value = /^-?\d+(\.\d+)?$/.test(plainText) ? Number(plainText) : Number.NaN;
    if (!Number.isFinite(value)) this.fault(this.t.fault.badNumber(this.t.column[column], text));
    return Number.isFinite(value) ? value : null;
  }
  yesNo(column: Column): boolean | null {
    const text = plain(this.text(column));
    if (text === '') return null;
    if ([de.yes, en.yes, 'j', 'y', 'x', '1', 'true', 'wahr'].includes(text)) return true;
    if (![de.no, en.no, 'n', '0', 'false', 'falsch'].includes(text)) this.fault(this.t.fault.badYesNo(this.t.column[column], text));
    return false;
  }
  get line(): number {
    return this.#row.line;
  }
  /** A word of either language, or the identifier itself. */
  word<T extends string>(column: Column, choices: readonly T[], words: (t: Texts) => Readonly<Record<T, string>>): T | undefined {
    const text = plain(this.text(column));
    return choices.find((choice) => [choice, plain(words(de)[choice]), plain(words(en)[choice])].includes(text));
  }
}

/** `40`, `40 %` and `0,4` are the same share; null for none. */
export function shareOf(line: Line, column: Column): number | null {
  const value = line.number(column);
  if (value === null) return null;
  return line.text(column).includes('%') || value > 1 ? value / 100 : value;
}

type Table = { readonly header: ReadonlyMap<Column, number>; readonly rows: readonly CsvRow[] };

export function tableFrom(bytes: Uint8Array, needed: readonly Column[], t: Texts): Result<Table, Fault[]> {
  const read = readCsv(bytes);
  if (!read.ok)
    return err([
      { pointer: read.error.line === null ? '' : `line ${read.error.line}`, message: (t === de ? csvDe : csvEn).fault(read.error) },
    ]);
  const [head, ...rows] = read.value;
  const header = head ? headerOf(head) : new Map<Column, number>();
  const missing = needed.filter((column) => !header.has(column));
  if (missing.length > 0)
    return err(missing.map((column) => ({ pointer: 'line 1', message: t.fault.line(1, t.fault.noColumn(t.column[column])) })));
  return ok({ header, rows });
}

/** What names lead to: one node, none, or several of the same name. Keys win over names. */
export class Names {
  readonly #byKey: ReadonlyMap<string, string>;
  readonly #byName: ReadonlyMap<string, readonly string[]>;

  constructor(items: readonly { readonly key: string; readonly name: string }[]) {
    this.#byKey = new Map(items.map(({ key }) => [plain(key), key]));
    this.#byName = new Map([...Map.groupBy(items, ({ name }) => plain(name))].map(([name, all]) => [name, all.map(({ key }) => key)]));
  }

  keysOf(text: string): readonly string[] {
    const key = this.#byKey.get(plain(text));
    return key === undefined ? (this.#byName.get(plain(text)) ?? []) : [key];
  }
  /** The name where it leads back to this key and cannot be taken for a list, else the key. */
  written(key: string, name: string): string {
    const [first, ...others] = this.keysOf(name);
    return first === key && others.length === 0 && !/[|,]/.test(name) ? name : key;
  }
}

/** `ERP | Netz` or `ERP, Netz`; a name with a comma in it is one when it is known as a whole. */
export const listed = (text: string, names: Names): string[] =>
  text
    .split('|')
    .flatMap((part) => (names.keysOf(part).length > 0 ? [part] : part.split(',')))
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The one node of this name; a fault when there is none, or more than one. */
export function found(line: Line, column: Column, name: string, names: Names): string | undefined {
  const [key, ...others] = names.keysOf(name);
  const { fault, column: title } = line.t;
  if (key === undefined) line.fault(fault.unknownNode(title[column], name));
  if (others.length > 0) line.fault(fault.twoOfThatName(title[column], name));
  return others.length > 0 ? undefined : key;
}

/** The inventory that came out, or the faults of the model at the lines they came from; `lineOf` gives the line of the n-th item. */
export function modelChecked(
  next: Inventory,
  list: 'nodes' | 'dependencies',
  lineOf: ReadonlyMap<number, number>,
  t: Texts,
): Result<Inventory, Fault[]> {
  const model = modelFrom(next);
  if (model.ok) return ok(next);
  return err(
    model.error.map((fault) => {
      const [, n = '', field = ''] = new RegExp(`^/${list}/(\\d+)/?(.*)$`).exec(fault.pointer) ?? [];
      const line = n === '' ? undefined : lineOf.get(Number(n));
      return line === undefined ? fault : { pointer: `line ${line}`, message: t.fault.line(line, `${field}: ${fault.message}`) };
    }),
  );
}
