import { statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type NotSaving, type Unwritable, unwritable } from './saving.ts';

/** Everything of the file, and what has changed since; made when the file can no longer be written. */
type Held = { readonly database: DatabaseSync; readonly changes: ReturnType<DatabaseSync['createSession']> };

/** A copy must leave the machine its memory. */
const SHARE_OF_FREE = 0.5;
/** With less room than this a full disk is full again at once. */
const LEAST_ROOM = 4 << 20;
/** Pause between two tries to write again. */
const AGAIN_MS = 3000;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function setUp(database: DatabaseSync): DatabaseSync {
  database.exec('pragma temp_store = memory; pragma trusted_schema = off');
  return database;
}

/** Reads the whole file into memory, schema first. */
function copyOf(path: string): Held {
  const database = setUp(new DatabaseSync(':memory:', { enableForeignKeyConstraints: false }));
  try {
    database.prepare('attach ? as disk').run(path);
    const made = database
      .prepare("select type, name, sql from disk.sqlite_master where sql is not null and name not like 'sqlite\\_%' escape '\\'")
      .all();
    const tables = made.filter(({ type }) => type === 'table');
    for (const { sql } of tables) database.exec(String(sql));
    for (const { name } of tables) database.exec(`insert into main.${quoted(String(name))} select * from disk.${quoted(String(name))}`);
    for (const { type, sql } of made) if (type !== 'table') database.exec(String(sql));
    database.exec('detach disk; pragma foreign_keys = on');
    return { database, changes: database.createSession() };
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * The embedded database's file. When it can no longer be written (disk full, read-only, damaged), everything is copied into memory and
 * goes on there, with a list of what changes; as soon as the file takes it, exactly those changes are written to it in one
 * transaction. What is held in memory is lost when the process ends before that: whoever uses it must be told.
 */
export class HeldFile {
  readonly #path: string;
  readonly #file: DatabaseSync;
  #held: Held | undefined;
  #trouble: Unwritable | undefined;
  #triedAt = Number.NEGATIVE_INFINITY;

  constructor(path: string) {
    this.#path = path;
    this.#file = setUp(new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true }));
    this.#file.exec('pragma journal_mode = wal; pragma synchronous = full');
  }

  /** Where questions go now. */
  get database(): DatabaseSync {
    return this.#held?.database ?? this.#file;
  }

  get state(): NotSaving | null {
    return this.#trouble === undefined ? null : { why: this.#trouble, held: this.#held ? 'memory' : 'nowhere' };
  }

  /** Takes note of an error of a question. */
  note(error: unknown): void {
    if (this.#path !== ':memory:' && !this.#held) this.#trouble ??= unwritable(error);
  }

  /** Between two transactions: goes over to memory after a failure, and back to the file when that can be written. */
  turn(): void {
    if (this.#trouble === undefined) return;
    const now = performance.now();
    const waits = now - this.#triedAt < AGAIN_MS;
    if (this.#held) {
      if (!waits) this.writeBack();
      return;
    }
    if (waits) return;
    this.#triedAt = now;
    try {
      if (this.#size() > freemem() * SHARE_OF_FREE) this.#probe();
      else this.#held = copyOf(this.#path);
    } catch (error) {
      // It cannot be read either; every question says so by itself.
      this.#trouble = unwritable(error) ?? this.#trouble;
    }
  }

  /** Writes to the file what is held in memory; gives false when that is not possible yet, and then nothing was written. */
  writeBack(): boolean {
    this.#triedAt = performance.now();
    if (!this.#held) return this.#trouble === undefined;
    if (this.#trouble === 'full' && this.#room() < LEAST_ROOM) return false;
    const { database, changes } = this.#held;
    const file = this.#file;
    try {
      // What follows from a foreign key is among the changes already.
      file.exec('pragma foreign_keys = off');
      file.exec('begin immediate');
      const whole = changes.changeset();
      if (whole.length > 0 && !file.applyChangeset(whole)) throw new Error('The file was changed by somebody else.');
      // Also with nothing to say it must be known that it can be written.
      this.#writeNothing();
      file.exec('commit');
    } catch (error) {
      if (file.isTransaction) file.exec('rollback');
      this.#trouble = unwritable(error) ?? 'damaged';
      return false;
    } finally {
      file.exec('pragma foreign_keys = on');
    }
    changes.close();
    database.close();
    this.#held = undefined;
    this.#trouble = undefined;
    return true;
  }

  close(): void {
    this.writeBack();
    this.#held?.database.close();
    this.#file.close();
  }

  #size(): number {
    const { bytes } = this.#file.prepare('select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()').get() ?? {};
    return Number(bytes ?? 0);
  }

  #room(): number {
    const { bavail, bsize } = statfsSync(dirname(this.#path));
    return bavail * bsize;
  }

  #writeNothing(): void {
    const { user_version } = this.#file.prepare('pragma user_version').get() ?? {};
    this.#file.exec(`pragma user_version = ${Number(user_version ?? 0)}`);
  }

  #probe(): void {
    this.#file.exec('begin immediate');
    try {
      this.#writeNothing();
      this.#file.exec('commit');
      this.#trouble = undefined;
    } finally {
      if (this.#file.isTransaction) this.#file.exec('rollback');
    }
  }
}
