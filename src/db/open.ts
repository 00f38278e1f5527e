import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import type pg from 'pg';
import { postgresDialect } from './postgres.ts';
import { type Saving, type Unwritable, unwritable } from './saving.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** Where the rows live: one file, or a PostgreSQL cluster that several nodes may share. */
export type DatabaseLocation = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

export type Database = {
  readonly location: DatabaseLocation;
  readonly db: Kysely<Tables>;
  /** Only for PostgreSQL: connections of their own, for LISTEN and for the clock. */
  readonly pool: pg.Pool | undefined;
  readonly saving: Saving;
  close(): Promise<void>;
};

/** A cluster that cannot write refuses by itself, and nothing is held for it: what was committed is told by a row that is written again. */
function savingOf(db: Kysely<Tables>): Saving {
  let trouble: Unwritable | undefined;
  const note = (error: unknown) => {
    trouble = unwritable(error) ?? trouble;
  };
  const name = 'last-saved';
  return {
    state: () => (trouble === undefined ? null : { why: trouble, held: 'nowhere' }),
    note,
    tryAgain: async () => {
      try {
        await db
          .insertInto('installation')
          .values({ name, value: 'yes' })
          .onConflict((on) => on.column('name').doUpdateSet({ value: 'yes' }))
          .execute();
        trouble = undefined;
      } catch (error) {
        note(error);
      }
    },
  };
}

/** Opens the database without looking at its schema; see `migrate`. */
export function openDatabase(location: DatabaseLocation): Database {
  if (location.kind === 'sqlite') {
    if (location.file !== ':memory:') mkdirSync(dirname(location.file), { recursive: true, mode: 0o700 });
    const { dialect, saving } = sqliteDialect(location.file);
    const db = new Kysely<Tables>({ dialect });
    // A transaction goes over to memory and back before it begins.
    const tryAgain = () => db.transaction().execute(async () => undefined);
    // A query before anything else, so that `close` closes the file even when nothing was asked.
    return { location, db, pool: undefined, saving: { ...saving, tryAgain }, close: () => db.destroy() };
  }
  const { dialect, pool } = postgresDialect(location.url);
  const db = new Kysely<Tables>({ dialect });
  return { location, db, pool, saving: savingOf(db), close: () => db.destroy() };
}
