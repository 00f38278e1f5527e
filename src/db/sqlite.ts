import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';

/** node:sqlite in the shape Kysely's SQLite dialect wants, with a cache of prepared statements. */
class Connection implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #cache = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#cached(sql);
    const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...values(parameters)),
      run: (parameters) => statement.run(...values(parameters)),
      iterate: (parameters) => statement.iterate(...values(parameters)),
    };
  }

  close(): void {
    this.#cache.clear();
    this.#database.close();
  }

  #cached(sql: string): StatementSync {
    const known = this.#cache.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    if (this.#cache.size >= 500) this.#cache.clear();
    this.#cache.set(sql, statement);
    return statement;
  }
}

/** `begin immediate`, because a plain `begin` that writes later fails at once (SQLITE_BUSY_SNAPSHOT) when a second process wrote in between. */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync, connection: Connection) {
    super({ database: connection });
    this.#database = database;
  }

  /** SQLite itself rolls back when the disk is full: then only the first fault shall be told. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Opens (or makes) the embedded database. `synchronous = FULL`: what was acknowledged survives a power cut
 * (measured: NORMAL loses the last commits). `path` may be `:memory:`.
 */
export function sqliteDialect(path: string): Dialect {
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true });
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory; pragma trusted_schema = off');
  const config = { database: new Connection(database) };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: () => new ImmediateDriver(database, config.database),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}
