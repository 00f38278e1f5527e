import { type Kysely, sql } from 'kysely';
import { currentSchema } from './migrate.ts';
import type { Database } from './open.ts';
import type { Tables } from './tables.ts';

type Reference = { readonly child: string; readonly parent: string };

async function references({ db, location }: Database, tables: readonly string[]): Promise<Reference[]> {
  if (location.kind === 'postgres') {
    const rows = await sql<Reference>`select c.relname as child, p.relname as parent from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid where k.contype = 'f' and k.connamespace = current_schema()::regnamespace`.execute(
      db,
    );
    return rows.rows;
  }
  const found: Reference[] = [];
  for (const child of tables) {
    const rows = await sql<{ table: string }>`select "table" from pragma_foreign_key_list(${child})`.execute(db);
    found.push(...rows.rows.map((row) => ({ child, parent: row.table })));
  }
  return found;
}

/** The names of all tables of ours, each after those that it refers to, so that rows can be put in that order. */
export async function tablesInOrder(database: Database): Promise<(keyof Tables)[]> {
  const all = await database.db.introspection.getTables();
  const schema = await currentSchema(database);
  const names = all
    .filter((table) => schema === undefined || table.schema === schema)
    .map((table) => table.name)
    .filter((name) => !name.startsWith('kysely_') && !name.startsWith('sqlite_'));
  const links = (await references(database, names)).filter(({ child, parent }) => child !== parent);
  const ordered: string[] = [];
  const left = new Set(names.sort());
  while (left.size > 0) {
    const free = [...left].filter((name) => !links.some(({ child, parent }) => child === name && left.has(parent)));
    if (free.length === 0) throw new Error(`The tables ${[...left].join(', ')} refer to each other in a circle.`);
    for (const name of free) {
      ordered.push(name);
      left.delete(name);
    }
  }
  // Names come from the database itself, whose tables are those of `Tables`.
  return ordered as (keyof Tables)[];
}

/** Any table by its name, for code that carries rows without looking into them. */
export const rowsOf = (db: Kysely<Tables>): Kysely<Record<string, Record<string, unknown>>> =>
  db as unknown as Kysely<Record<string, Record<string, unknown>>>;
