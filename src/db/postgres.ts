import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;
const JSONB = 3802;

/** Times and counts are whole numbers below 2^53; JSON stays text and is parsed by the store that knows its shape. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === JSONB) return (text: string) => text;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** A pool of connections to the cluster; the caller ends it through Kysely's `destroy`. */
export function postgresDialect(url: string): { dialect: Dialect; pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: url, max: 10, types, application_name: 'krisenfest', connectionTimeoutMillis: 10_000 });
  // A connection that breaks while idle is replaced by the pool; without a listener Node would end the process.
  pool.on('error', () => undefined);
  // The same for one that breaks between two questions of a transaction: the next question fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { dialect: new PostgresDialect({ pool }), pool };
}
