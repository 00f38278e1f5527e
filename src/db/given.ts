import { type AliasedRawBuilder, sql } from 'kysely';

/** `whole`: milliseconds or counts up to 2^53. `json`: text that holds JSON. */
type Kind = 'text' | 'whole' | 'json';
type Columns = Readonly<Record<string, Kind>>;
type ValueOf<K extends Kind> = K extends 'whole' ? number : string;
type RowOf<C extends Columns> = { [Name in keyof C]: ValueOf<C[Name]> };
/** Whether a value may be null is decided by the table that it goes into. */
type GivenRow<C extends Columns> = { readonly [Name in keyof C]: ValueOf<C[Name]> | null };

const POSTGRES: Readonly<Record<Kind, string>> = { text: 'text', whole: 'bigint', json: 'jsonb' };

/**
 * Rows of our own as a table in a statement, by the name `given`: to add or change a thousand rows with one statement. They go in as one
 * value, so that the statement is the same for one row and for a thousand, is prepared once, and meets no limit on the number of values.
 */
export function given<const C extends Columns>(
  postgres: boolean,
  columns: C,
  rows: readonly GivenRow<C>[],
): AliasedRawBuilder<RowOf<C>, 'given'> {
  const names = Object.keys(columns);
  const values = JSON.stringify(rows.map((row) => names.map((name) => row[name])));
  const read = Object.entries(columns).map(([name, kind], n) => {
    const value = sql`value ->> ${sql.lit(n)}`;
    return sql`${postgres ? sql`cast(${value} as ${sql.raw(POSTGRES[kind])})` : value} as ${sql.ref(name)}`;
  });
  // A limit, even none, makes SQLite read them once and then look up each in the other table, instead of all of them for each row there.
  const each = postgres ? sql`json_array_elements(cast(${values} as json))` : sql`json_each(${values}) limit -1`;
  return sql<RowOf<C>>`(select ${sql.join(read)} from ${each})`.as('given');
}
