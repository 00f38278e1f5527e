import type { ColumnDataType, CreateTableBuilder, Expression, Kysely } from 'kysely';
import { sql } from 'kysely';

/** What a migration builds with: the few column kinds that both databases share. */
export type SchemaKit = {
  readonly db: Kysely<unknown>;
  readonly text: ColumnDataType;
  /** Milliseconds or counts up to 2^53. */
  readonly whole: ColumnDataType;
  readonly real: ColumnDataType;
  readonly json: ColumnDataType | Expression<unknown>;
  readonly bytes: ColumnDataType;
  /** A new table; on SQLite it is STRICT, so that a wrong type is refused at once, as PostgreSQL does. */
  table(name: string): CreateTableBuilder<string>;
};

/** One step of the schema, forward only. It stays additive for one release, so that the release before can still run. */
export type SchemaMigration = { readonly name: string; up(kit: SchemaKit): Promise<void> };

export function schemaKit(db: Kysely<unknown>, kind: 'sqlite' | 'postgres'): SchemaKit {
  const postgres = kind === 'postgres';
  return {
    db,
    text: 'text',
    whole: postgres ? 'bigint' : 'integer',
    real: postgres ? 'double precision' : 'real',
    json: postgres ? 'jsonb' : 'text',
    bytes: postgres ? 'bytea' : 'blob',
    table: (name) => {
      const builder = db.schema.createTable(name);
      return postgres ? builder : builder.modifyEnd(sql`strict`);
    },
  };
}
