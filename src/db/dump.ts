import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { tablesInOrder } from './foreignkeys.ts';
import { seenMigrations } from './migrate.ts';
import type { Database } from './open.ts';

/** Rows fetched at a time. */
const SLICE = 500;

/** Sessions end with a restore; leases and answers kept for repetition belong to the moment. */
const LEFT_OUT = new Set(['session', 'idempotency']);

export type DumpStart = {
  readonly format: 'krisenfest-backup@1';
  readonly version: string;
  readonly at: string;
  readonly migrations: readonly string[];
  readonly masterKey: string;
};
export type DumpRow = readonly [table: string, row: Readonly<Record<string, unknown>>];
export type DumpEnd = { readonly rows: number; readonly sha256: string };

const encoded = (value: unknown): unknown => (value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value);
const encodedRow = (row: object) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, encoded(value)]));

/**
 * Everything of the installation as lines of JSON: a start, rows as `["table", {…}]`, an end with their number and the
 * SHA-256 of all lines before it. The same on both databases, so that a restore may go from one to the other.
 * Reads one consistent state (a transaction); give it a copy on SQLite, where a transaction holds up writers.
 */
export async function* dump(
  database: Database,
  start: { readonly version: string; readonly at: string; readonly masterKey: Uint8Array },
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  const migrations = await seenMigrations(database);
  const first: DumpStart = {
    format: 'krisenfest-backup@1',
    version: start.version,
    at: start.at,
    migrations,
    masterKey: Buffer.from(start.masterKey).toString('base64'),
  };
  yield line(first);
  let count = 0;
  for (const table of (await tablesInOrder(database)).filter((name) => !LEFT_OUT.has(name))) {
    for await (const row of rows(database, table)) {
      count++;
      const value: DumpRow = [table, encodedRow(row)];
      yield line(value);
    }
  }
  const end: DumpEnd = { rows: count, sha256: hash.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
}

async function* rows(database: Database, table: string): AsyncGenerator<Record<string, unknown>> {
  const order = database.location.kind === 'postgres' ? sql.ref('ctid') : sql.ref('rowid');
  for (let offset = 0; ; offset += SLICE) {
    const some = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(table)} order by ${order} limit ${SLICE} offset ${offset}`.execute(database.db);
    yield* some.rows;
    if (some.rows.length < SLICE) return;
  }
}
