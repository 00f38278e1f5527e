import { existsSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { schemaKit } from './migration.ts';
import { migrations } from './migrations/index.ts';
import type { Database } from './open.ts';

/** The database was made by a newer krisenfest: nothing was touched. */
export class NewerSchema extends Error {
  constructor(names: readonly string[]) {
    super(
      `This database was made by a newer krisenfest (it knows ${names.join(', ')}). Please start that version, or restore an older backup.`,
    );
    this.name = 'NewerSchema';
  }
}

export type MigrationReport = { readonly applied: readonly string[]; readonly copy: string | undefined };

/** The schema that this connection works in; undefined for SQLite, which has one. Several may live in one PostgreSQL database. */
export async function currentSchema({ db, location }: Database): Promise<string | undefined> {
  if (location.kind === 'sqlite') return undefined;
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows[0]?.name;
}

/** Names of the migrations that this database has seen, in order; empty for a new one. */
export async function seenMigrations(database: Database): Promise<string[]> {
  const tables = await database.db.introspection.getTables({ withInternalKyselyTables: true });
  const schema = await currentSchema(database);
  if (!tables.some((table) => table.name === 'kysely_migration' && (schema === undefined || table.schema === schema))) return [];
  const rows = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database.db);
  return rows.rows.map((row) => row.name);
}

/** Copies an SQLite file beside itself, so that a failed update costs nothing. */
async function copyBefore(file: string, last: string): Promise<string | undefined> {
  if (file === ':memory:' || !existsSync(file)) return undefined;
  const copy = `${file}.before-${last}`;
  const source = new DatabaseSync(file, { readOnly: true });
  try {
    await backup(source, copy);
  } finally {
    source.close();
  }
  return copy;
}

/**
 * Brings the schema up to date. Refuses a database from a newer version; copies an existing SQLite file first.
 * Safe to call from several nodes at once (the database's own lock). `upTo` names the last migration to run; all when left out.
 */
export async function migrate(database: Database, upTo?: string): Promise<MigrationReport> {
  const known = migrations.map((migration) => migration.name);
  const done = await seenMigrations(database);
  const newer = done.filter((name) => !known.includes(name));
  if (newer.length > 0) throw new NewerSchema(newer);
  const wanted = upTo === undefined ? known : known.slice(0, known.indexOf(upTo) + 1);
  const open = wanted.filter((name) => !done.includes(name));
  const last = open.at(-1);
  if (!last) return { applied: [], copy: undefined };
  const { location, db } = database;
  const copy = done.length > 0 && location.kind === 'sqlite' ? await copyBefore(location.file, last) : undefined;
  const entries = migrations.map((one): [string, Migration] => [one.name, { up: (kysely) => one.up(schemaKit(kysely, location.kind)) }]);
  const schema = await currentSchema(database);
  const migrator = new Migrator({
    db,
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
    provider: { getMigrations: async () => Object.fromEntries(entries) },
  });
  const { error } = await migrator.migrateTo(last);
  if (error) throw new Error('The database could not be brought up to date; nothing was changed.', { cause: error });
  return { applied: open, copy };
}
