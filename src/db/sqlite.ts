import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { setImmediate as restOfTheLoop } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { HeldFile } from './heldfile.ts';
import type { Saving } from './saving.ts';

/** node:sqlite in the shape Kysely's SQLite dialect wants, with a cache of prepared statements. */
class Connection implements SqliteDatabase {
  readonly #file: HeldFile;
  readonly #cache = new Map<string, StatementSync>();
  #cached: HeldFile['database'] | undefined;

  constructor(file: HeldFile) {
    this.#file = file;
  }

  prepare(sql: string): SqliteStatement {
    return this.#noting(() => {
      const statement = this.#statement(sql);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => this.#noting(() => statement.all(...values(parameters))),
        run: (parameters) => this.#noting(() => statement.run(...values(parameters))),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    });
  }

  close(): void {
    this.#cache.clear();
    this.#file.close();
  }

  #noting<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      this.#file.note(error);
      throw error;
    }
  }

  #statement(sql: string): StatementSync {
    const { database } = this.#file;
    if (database !== this.#cached || this.#cache.size >= 500) this.#cache.clear();
    this.#cached = database;
    const known = this.#cache.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    this.#cache.set(sql, statement);
    return statement;
  }
}

/** Statements that follow each other keep the process from everything else for so long at most, in ms. */
const TURN_MS = 5;

/**
 * node:sqlite answers at once, so a transaction of a thousand statements would keep timers and sockets waiting until its end. This lets
 * them have their turn in between; the transaction itself is nobody else's, because a connection is lent to one at a time.
 */
class CourteousConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  /** When this turn of the loop came to its first statement. */
  #since: number | undefined;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#since !== undefined && performance.now() - this.#since > TURN_MS) await restOfTheLoop();
    if (this.#since === undefined) {
      this.#since = performance.now();
      setImmediate(() => {
        this.#since = undefined;
      });
    }
    return this.#connection.executeQuery<R>(query);
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize);
  }
}

/** `begin immediate`, because a plain `begin` that writes later fails at once (SQLITE_BUSY_SNAPSHOT) when a second process wrote in between. */
class ImmediateDriver extends SqliteDriver {
  readonly #file: HeldFile;
  #lent: DatabaseConnection | undefined;

  constructor(file: HeldFile, connection: Connection) {
    super({ database: connection });
    this.#file = file;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#lent ??= new CourteousConnection(await super.acquireConnection());
    return this.#lent;
  }

  /** SQLite itself rolls back when the disk is full: then only the first fault shall be told. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.database.isTransaction) await super.rollbackTransaction(connection);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#file.turn();
    try {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    } catch (error) {
      // A disk that may only be read refuses here already: then it begins in memory.
      this.#file.turn();
      if (this.#file.state?.held !== 'memory') throw error;
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    }
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
export function sqliteDialect(path: string): { readonly dialect: Dialect; readonly saving: Omit<Saving, 'tryAgain'> } {
  const file = new HeldFile(path);
  const config = { database: new Connection(file) };
  const dialect = new SqliteDialect(config);
  return {
    dialect: {
      createDriver: () => new ImmediateDriver(file, config.database),
      createAdapter: () => new TransactionalAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
    },
    saving: { state: () => file.state, note: (error) => file.note(error) },
  };
}
