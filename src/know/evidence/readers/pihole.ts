import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { err, type Result } from '../../../kernel/result.ts';
import { type Contents, type Refusal, refusal } from '../evidence.ts';
import { daysIn, type EvidenceFile, type EvidenceReader, type Reading } from '../reader.ts';
import { QueryCount } from './dnslog.ts';

/** More rows than a year of a firm with 500 people has. */
const MOST_ROWS = 200_000_000;
const TOLD_EVERY = 20_000;

type Cell = string | number | null;

/** The plain tables of the file. Views, virtual tables and generated columns could run for ever or fill the memory: those files are refused. */
function tablesOf(database: DatabaseSync): ReadonlySet<string> | undefined {
  const rows = database.prepare('select type, name, sql from sqlite_schema').all() as { type: string; name: string; sql: string | null }[];
  const tables = rows.filter(({ type }) => type === 'table');
  const wanted = new Set(['queries', 'query_storage', 'domain_by_id', 'client_by_id']);
  const odd = tables.some(({ name, sql }) => wanted.has(name) && /\bvirtual\b|\bgenerated\b|\bas\s*\(/i.test(sql ?? ''));
  return odd ? undefined : new Set(tables.map(({ name }) => name));
}

/** Names by their number; numbers that mean no name are left out. */
function lookup(database: DatabaseSync, table: 'domain_by_id' | 'client_by_id', column: 'domain' | 'ip'): Map<number, string> {
  const names = new Map<number, string>();
  const statement = database.prepare(`select id, ${column} as name from ${table} where length(${column}) <= 255`);
  for (const { id, name } of statement.iterate() as IterableIterator<{ id: Cell; name: Cell }>)
    if (typeof id === 'number' && typeof name === 'string') names.set(id, name);
  return names;
}

function count(database: DatabaseSync, reading: Reading): Result<Contents, Refusal> {
  const tables = tablesOf(database);
  if (!tables) return err(refusal('foreign-database'));
  const linked = tables.has('query_storage') && tables.has('domain_by_id') && tables.has('client_by_id');
  if (!linked && !tables.has('queries')) return err(refusal('wrong-kind'));
  const table = linked ? 'query_storage' : 'queries';
  const domains = linked ? lookup(database, 'domain_by_id', 'domain') : new Map<number, string>();
  const clients = linked ? lookup(database, 'client_by_id', 'ip') : new Map<number, string>();
  const named = (cell: Cell, names: ReadonlyMap<number, string>) => (typeof cell === 'number' ? (names.get(cell) ?? '') : (cell ?? ''));
  const last = (database.prepare(`select max(rowid) as last from ${table}`).get() as { last: Cell } | undefined)?.last;
  const dayOf = daysIn(reading.zone);
  const queries = new QueryCount(reading);
  let row = 0;
  const statement = database.prepare(`select rowid as id, timestamp, domain, client from ${table}`);
  for (const { id, timestamp, domain, client } of statement.iterate() as IterableIterator<
    Record<'id' | 'timestamp' | 'domain' | 'client', Cell>
  >) {
    row++;
    if (row > MOST_ROWS) return err(refusal('too-many', row));
    if (row % TOLD_EVERY === 0) reading.progress(typeof last === 'number' && typeof id === 'number' ? Math.min(1, id / last) : 0.5);
    if (typeof timestamp !== 'number' || timestamp < 1e9 || timestamp > 1e11) queries.rejections.add(row, 'bad-time');
    else {
      const stop = queries.add(named(domain, domains), named(client, clients), dayOf(timestamp * 1000), row);
      if (stop) return err(stop);
    }
  }
  return queries.contents();
}

/** Is it what SQLite said about the file (and not a fault of our own)? */
const isSqlite = (error: unknown): error is Error => error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';

async function read(file: EvidenceFile, reading: Reading): Promise<Result<Contents, Refusal>> {
  if (file.size === 0) return err(refusal('empty'));
  let head: Uint8Array = new Uint8Array();
  for await (const bytes of file.bytes()) {
    head = bytes;
    break;
  }
  if (!Buffer.from(head.subarray(0, 15)).equals(Buffer.from('SQLite format 3'))) {
    const packed = (head[0] === 0x50 && head[1] === 0x4b) || (head[0] === 0x1f && head[1] === 0x8b);
    return err(refusal(packed ? 'compressed' : 'wrong-kind'));
  }
  const url = pathToFileURL(file.path);
  // The copy has no log beside it and nobody writes to it: SQLite need not make files of its own.
  url.searchParams.set('immutable', '1');
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(url, { readOnly: true, allowExtension: false });
    database.exec('pragma trusted_schema = off; pragma cell_size_check = on; pragma mmap_size = 0; pragma cache_size = -8000');
    file.forget();
    return count(database, reading);
  } catch (error) {
    if (!isSqlite(error)) throw error;
    return err(refusal('broken', null, error.message));
  } finally {
    database?.close();
    file.forget();
  }
}

/** Pi-hole: `pihole-FTL.db`, with its old table `queries` or the linked tables of newer versions. */
export const pihole: EvidenceReader = {
  kind: 'pihole',
  label: { de: 'Pi-hole', en: 'Pi-hole' },
  endings: ['.db'],
  maxBytes: 8 * 2 ** 30,
  read,
};
