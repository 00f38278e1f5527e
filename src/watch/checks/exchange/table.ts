import type { CsvRow } from '../../../kernel/csv.ts';
import { type Draft, type Entry, type Incoming, leftOut, withinMs } from './incoming.ts';

type Column = 'name' | 'kind' | 'address' | 'port' | 'group' | 'tags' | 'resource' | 'seconds' | 'misses';

/** What people write over a column, in both languages; compared without case and without what stands in brackets. */
const HEADS: Readonly<Record<string, Column>> = {
  name: 'name',
  bezeichnung: 'name',
  art: 'kind',
  kind: 'kind',
  type: 'kind',
  typ: 'kind',
  adresse: 'address',
  address: 'address',
  url: 'address',
  ziel: 'address',
  target: 'address',
  host: 'address',
  rechner: 'address',
  port: 'port',
  gruppe: 'group',
  group: 'group',
  schlagwörter: 'tags',
  schlagworte: 'tags',
  tags: 'tags',
  ressource: 'resource',
  resource: 'resource',
  intervall: 'seconds',
  interval: 'seconds',
  abstand: 'seconds',
  'fehlversuche bis ausfall': 'misses',
  'misses until down': 'misses',
};

const KINDS: Readonly<Record<string, string>> = {
  website: 'http',
  web: 'http',
  https: 'http',
  port: 'tcp',
  dienst: 'tcp',
  zertifikat: 'tls',
  certificate: 'tls',
  mailserver: 'smtp',
  postfach: 'imap',
};

const bare = (head: string): string =>
  head
    .toLowerCase()
    .replace(/\(.*\)/, '')
    .trim();

/** Does the first row look like the head of a list of checks? */
export const isTableOfChecks = (rows: readonly CsvRow[]): boolean => {
  const heads = new Set((rows[0]?.cells ?? []).map((cell) => HEADS[bare(cell)]));
  return heads.has('name') && heads.has('address');
};

/** `https://a.example` is a website, `a.example:25` a port, `a.example` alone is pinged. */
function madeOf(kind: string, address: string, port: string): { kind: string; config: Record<string, unknown> } | null {
  const split = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(address);
  const host = split?.[1] ?? address;
  const given = port || split?.[2];
  const ported = given ? { port: Number(given) } : {};
  const wanted = kind || (/^https?:\/\//.test(address) ? 'http' : given ? 'tcp' : 'ping');
  switch (wanted) {
    case 'http':
      return { kind: 'http', config: { url: /^https?:\/\//.test(address) ? address : `https://${address}/` } };
    case 'tcp':
    case 'tls':
    case 'smtp':
    case 'imap':
      return { kind: wanted, config: { host, ...ported } };
    case 'ping':
      return { kind: 'ping', config: { host } };
    case 'dns': {
      const [name = '', type] = address.split(/\s+/);
      return { kind: 'dns', config: { name, ...(type ? { type: type.toUpperCase() } : {}) } };
    }
    case 'domain':
      return { kind: 'domain', config: { domain: address } };
    default:
      return null;
  }
}

function entryOf({ line, cells }: CsvRow, columns: ReadonlyMap<Column, number>): Entry {
  const place = { kind: 'line', number: line } as const;
  const of = (column: Column): string => cells[columns.get(column) ?? -1]?.trim() ?? '';
  const name = of('name');
  const typed = bare(of('kind'));
  const made = madeOf(KINDS[typed] ?? typed, of('address'), of('port'));
  if (!made) return leftOut(place, name, 'kind', of('kind'));
  const seconds = Number(of('seconds').replace(',', '.'));
  const misses = Number(of('misses'));
  const draft: Draft = {
    name: name || of('address'),
    kind: made.kind,
    config: made.config,
    group: of('group') || null,
    tags: of('tags')
      .split(/[,;]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    nodeId: of('resource') || null,
    ...(seconds > 0 ? { intervalMs: withinMs(seconds * 1000), timeoutMs: Math.min(10_000, withinMs(seconds * 1000)) } : {}),
    ...(misses > 0 ? { misses } : {}),
  };
  return { place, name: draft.name, draft, paused: false, remarks: [] };
}

/** Reads a table with a head, one check a row. */
export function readTable([head, ...rows]: readonly CsvRow[]): Incoming {
  const columns = new Map<Column, number>();
  for (const [n, cell] of (head?.cells ?? []).entries()) {
    const column = HEADS[bare(cell)];
    if (column && !columns.has(column)) columns.set(column, n);
  }
  return { format: 'csv', entries: rows.map((row) => entryOf(row, columns)), alerts: false };
}
