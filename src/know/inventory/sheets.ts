import { de as csvDe, en as csvEn } from '../../kernel/csv.texts.ts';
import { type CsvRow, readCsv, writeCsv } from '../../kernel/csv.ts';
import type { Language } from '../../kernel/languages.ts';
import type { Fault } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { NODE_KINDS, type NodeKind, SOURCES, type Source } from '../model/model.ts';
import { de, en } from './inventory.texts.ts';
import { DependencyContents, type Inventory, type InventoryNode, keyFor, NodeContents } from './inventory.ts';
import { spanFrom } from './spans.ts';

type Texts = typeof de;
type Column = keyof Texts['column'];

const plain = (text: string) => text.trim().toLowerCase();
const textsIn = (language: Language): Texts => (language === 'de' ? de : en);

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
class Line {
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
    const text = this.text(column);
    if (text === '') return null;
    const german = /^-?[\d.]+(,\d+)?$/.test(text) && (text.includes(',') || /\.\d{3}(\.|$)/.test(text));
    const value = Number((german ? text.replaceAll('.', '').replace(',', '.') : text).replace(/\s*(€|%)$/, ''));
    if (!Number.isFinite(value)) this.fault(this.t.fault.badNumber(this.t.column[column], text));
    return Number.isFinite(value) ? value : null;
  }
  /** A word of either language, or the identifier itself. */
  word<T extends string>(column: Column, choices: readonly T[], words: (t: Texts) => Readonly<Record<T, string>>): T | undefined {
    const text = plain(this.text(column));
    return choices.find((choice) => [choice, plain(words(de)[choice]), plain(words(en)[choice])].includes(text));
  }
}

type Table = { readonly header: ReadonlyMap<Column, number>; readonly rows: readonly CsvRow[] };

function tableFrom(bytes: Uint8Array, needed: readonly Column[], t: Texts): Result<Table, Fault[]> {
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

const named = (nodes: readonly InventoryNode[]) =>
  new Map(nodes.flatMap((node) => [[plain(node.name), node.key] as const, [plain(node.key), node.key] as const]));
const listed = (text: string) =>
  text
    .split(/[|,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

function nodeFrom(line: Line, before: InventoryNode | undefined): NodeContents {
  const { t } = line;
  const name = line.text('name');
  if (name === '') line.fault(t.fault.noName);
  const kind = line.word<NodeKind>('kind', NODE_KINDS, (texts) => texts.kind);
  if (kind === undefined) line.fault(t.fault.badKind(line.text('kind'), NODE_KINDS.map((one) => t.kind[one]).join(', ')));
  const source = line.text('source') === '' ? 'guess' : line.word<Source>('source', SOURCES, (texts) => texts.source);
  if (source === undefined) line.fault(t.fault.badSource(line.text('source')));
  const likely = line.span('likely');
  const [best, worst] = [line.span('best'), line.span('worst')];
  if (likely === null && (best !== null || worst !== null)) line.fault(t.fault.needsLikely);
  const cost = line.number('costLikely');
  const contents = before ?? NodeContents.parse({ kind: 'system', name: 'x' });
  const kept = <T>(column: Column, read: () => T, other: T): T => (line.has(column) ? read() : other);
  return {
    ...contents,
    name: name || 'x',
    kind: kind ?? 'system',
    rto: kept('rto', () => line.span('rto'), contents.rto),
    mtpd: kept('mtpd', () => line.span('mtpd'), contents.mtpd),
    rpo: kept('rpo', () => line.span('rpo'), contents.rpo),
    costPerHour: kept(
      'costLikely',
      () => (cost === null ? null : { low: line.number('costLow') ?? cost, likely: cost, high: line.number('costHigh') ?? cost }),
      contents.costPerHour,
    ),
    restore: kept(
      'likely',
      () => (likely === null ? null : { best: best ?? likely, likely, worst: worst ?? likely, source: source ?? 'guess' }),
      contents.restore,
    ),
    note: kept('note', () => line.text('note'), contents.note),
  };
}

/** Nodes from a table: a known key or name is changed, others are added. Columns that are not there stay as they were. */
export function nodesFromSheet(bytes: Uint8Array, inventory: Inventory, language: Language): Result<Inventory, Fault[]> {
  const t = textsIn(language);
  const table = tableFrom(bytes, ['name', 'kind'], t);
  if (!table.ok) return table;
  const faults: Fault[] = [];
  const nodes = [...inventory.nodes];
  const lines = table.value.rows.map((row) => new Line(row, table.value.header, faults, t));
  const places = lines.map((line) => {
    const known = named(nodes).get(plain(line.text('key') || line.text('name')));
    const at = known === undefined ? -1 : nodes.findIndex((node) => node.key === known);
    const contents = nodeFrom(line, nodes[at]);
    if (at >= 0) nodes[at] = { ...contents, key: nodes[at]?.key ?? '' };
    else nodes.push({ ...contents, key: keyFor(line.text('key') || contents.name, new Set(nodes.map((node) => node.key))) });
    return at >= 0 ? at : nodes.length - 1;
  });
  // Causes may be named before their own line comes, so they are resolved at the end.
  const keys = named(nodes);
  lines.forEach((line, n) => {
    const at = places[n] ?? -1;
    const node = nodes[at];
    if (!node || !line.has('cause')) return;
    const cause = listed(line.text('cause')).flatMap((name) => {
      const key = keys.get(plain(name));
      if (key === undefined) line.fault(t.fault.unknownNode(t.column.cause, name));
      return key === undefined ? [] : [key];
    });
    nodes[at] = { ...node, cause };
  });
  return faults.length > 0 ? err(faults) : ok({ ...inventory, nodes });
}

/** Dependencies from a table: `Was` may name several, cut by `|`; then `Mindestens` says how many of them must work. */
export function dependenciesFromSheet(bytes: Uint8Array, inventory: Inventory, language: Language): Result<Inventory, Fault[]> {
  const t = textsIn(language);
  const table = tableFrom(bytes, ['of', 'on'], t);
  if (!table.ok) return table;
  const faults: Fault[] = [];
  const keys = named(inventory.nodes);
  const dependencies = [...inventory.dependencies];
  for (const row of table.value.rows) {
    const line = new Line(row, table.value.header, faults, t);
    const find = (column: Column, name: string) => {
      const key = keys.get(plain(name));
      if (key === undefined) line.fault(t.fault.unknownNode(t.column[column], name));
      return key;
    };
    const of = find('of', line.text('of'));
    const on = listed(line.text('on')).map((name) => find('on', name));
    const purpose = line.text('for') === '' ? 'both' : line.word('for', ['run', 'recovery', 'both'] as const, (texts) => texts.purpose);
    if (purpose === undefined) line.fault(t.fault.badPurpose(line.text('for')));
    const [atLeast, loss, buffer] = [line.number('atLeast'), line.number('loss'), line.span('buffer')];
    if (of === undefined || on.length === 0 || on.includes(undefined)) continue;
    const members = on.filter((key) => key !== undefined);
    const share = loss === null ? 1 : line.text('loss').includes('%') || loss > 1 ? loss / 100 : loss;
    const parsed = DependencyContents.safeParse({
      of,
      on: members,
      any: members.length > 1,
      atLeast: atLeast ?? 1,
      for: purpose ?? 'both',
      buffer,
      loss: share,
      note: line.text('note'),
    });
    if (!parsed.success) {
      line.fault(parsed.error.issues[0]?.message ?? '');
      continue;
    }
    const same = dependencies.findIndex((one) => one.of === of && one.on.join('|') === members.join('|'));
    if (same >= 0) dependencies[same] = { ...parsed.data, id: dependencies[same]?.id ?? '' };
    else dependencies.push({ ...parsed.data, id: `new-${dependencies.length}` });
  }
  return faults.length > 0 ? err(faults) : ok({ ...inventory, dependencies });
}

const NODE_COLUMNS: readonly Column[] = [
  'key',
  'name',
  'kind',
  'rto',
  'mtpd',
  'rpo',
  'costLow',
  'costLikely',
  'costHigh',
  'best',
  'likely',
  'worst',
  'source',
  'cause',
  'note',
];
const DEPENDENCY_COLUMNS: readonly Column[] = ['of', 'on', 'atLeast', 'for', 'buffer', 'loss', 'note'];
const numberIn = (value: number | undefined, language: Language) =>
  value === undefined ? '' : language === 'de' ? String(value).replace('.', ',') : String(value);

/** The table of nodes or dependencies, as the import reads it back. */
export function sheetOf(inventory: Inventory, what: 'nodes' | 'dependencies', language: Language): string {
  const t = textsIn(language);
  const head = (columns: readonly Column[]) => columns.map((column) => t.column[column]);
  const { nodes, dependencies } = inventory;
  if (what === 'nodes')
    return writeCsv([
      head(NODE_COLUMNS),
      ...nodes.map((node) => [
        node.key,
        node.name,
        t.kind[node.kind],
        node.rto ?? '',
        node.mtpd ?? '',
        node.rpo ?? '',
        numberIn(node.costPerHour?.low, language),
        numberIn(node.costPerHour?.likely, language),
        numberIn(node.costPerHour?.high, language),
        node.restore?.best ?? '',
        node.restore?.likely ?? '',
        node.restore?.worst ?? '',
        node.restore ? t.source[node.restore.source] : '',
        node.cause.join('|'),
        node.note,
      ]),
    ]);
  return writeCsv([
    head(DEPENDENCY_COLUMNS),
    ...dependencies.map((one) => [
      one.of,
      one.on.join('|'),
      one.any ? String(one.atLeast) : '',
      t.purpose[one.for],
      one.buffer ?? '',
      numberIn(one.loss, language),
      one.note,
    ]),
  ]);
}
