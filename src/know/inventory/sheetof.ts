import { writeCsv } from '../../kernel/csv.ts';
import type { Language } from '../../kernel/languages.ts';
import type { Inventory } from './inventory.ts';
import { type Column, Names, textsIn } from './sheet.ts';
import { spanCell } from './spans.ts';

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
  'minimum',
  'restoredBy',
  'cause',
  'asked',
  'legalEntity',
  'parent',
  'country',
  'reach',
  'phone',
  'contract',
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
  const [names, teams] = [new Names(nodes), new Names(inventory.teams)];
  const nameOf = new Map(nodes.map(({ key, name }) => [key, names.written(key, name)] as const));
  const teamOf = new Map(inventory.teams.map(({ key, name }) => [key, teams.written(key, name)] as const));
  const joined = (keys: readonly string[], words: ReadonlyMap<string, string>) => keys.map((key) => words.get(key) ?? key).join(' | ');
  const span = (text: string | null | undefined) => spanCell(text, language);
  if (what === 'nodes')
    return writeCsv([
      head(NODE_COLUMNS),
      ...nodes.map((node) => [
        node.key,
        node.name,
        t.kind[node.kind],
        span(node.rto),
        span(node.mtpd),
        span(node.rpo),
        numberIn(node.costPerHour?.low, language),
        numberIn(node.costPerHour?.likely, language),
        numberIn(node.costPerHour?.high, language),
        span(node.restore?.best),
        span(node.restore?.likely),
        span(node.restore?.worst),
        node.restore ? t.source[node.restore.source] : '',
        node.minimum === 1 ? '' : `${numberIn(Math.round(node.minimum * 10_000) / 100, language)} %`,
        joined(node.restoredBy, teamOf),
        joined(node.cause, nameOf),
        node.asked ? t.yes : t.no,
        node.provider?.legalEntity ?? '',
        node.provider?.ultimateParent ?? '',
        node.provider?.country ?? '',
        node.provider?.reach ?? '',
        node.provider?.phone ?? '',
        node.provider?.contract ?? '',
        node.note,
      ]),
    ]);
  return writeCsv([
    head(DEPENDENCY_COLUMNS),
    ...dependencies.map((one) => [
      nameOf.get(one.of) ?? one.of,
      joined(one.on, nameOf),
      one.any ? String(one.atLeast) : '',
      t.purpose[one.for],
      span(one.buffer),
      one.loss === 1 ? '' : `${numberIn(Math.round(one.loss * 10_000) / 100, language)} %`,
      one.note,
    ]),
  ]);
}
