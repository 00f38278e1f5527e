import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import type pg from 'pg';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** Where the rows live: one file, or a PostgreSQL cluster that several nodes may share. */
export type DatabaseLocation = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

export type Database = {
  readonly location: DatabaseLocation;
  readonly db: Kysely<Tables>;
  /** Only for PostgreSQL: connections of their own, for LISTEN and for the clock. */
  readonly pool: pg.Pool | undefined;
  close(): Promise<void>;
};

/** Opens the database without looking at its schema; see `migrate`. */
export function openDatabase(location: DatabaseLocation): Database {
  if (location.kind === 'sqlite') {
    if (location.file !== ':memory:') mkdirSync(dirname(location.file), { recursive: true, mode: 0o700 });
    const db = new Kysely<Tables>({ dialect: sqliteDialect(location.file) });
    // A query before anything else, so that `close` closes the file even when nothing was asked.
    return { location, db, pool: undefined, close: () => db.destroy() };
  }
  const { dialect, pool } = postgresDialect(location.url);
  const db = new Kysely<Tables>({ dialect });
  return { location, db, pool, close: () => db.destroy() };
}
