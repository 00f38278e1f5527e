/** What keeps the database from writing: no room, a disk that may only be read, a damaged file or disk. */
export type Unwritable = 'full' | 'read-only' | 'damaged';

/** Nothing reaches the disk. `memory`: commits are held in memory until it does; `nowhere`: they fail, and whoever made them is told. */
export type NotSaving = { readonly why: Unwritable; readonly held: 'memory' | 'nowhere' };

/** Whether what is committed lies on the disk. */
export type Saving = {
  /** Null while it does. */
  state(): NotSaving | null;
  /** Takes note of an error that a commit ended with. */
  note(error: unknown): void;
  /** Looks whether it can be written again; call it now and then while `state` is not null. */
  tryAgain(): Promise<void>;
};

/** Result codes of SQLite (sqlite.org/rescode.html), the low byte. */
const SQLITE: Readonly<Record<number, Unwritable>> = { 8: 'read-only', 10: 'damaged', 11: 'damaged', 13: 'full', 26: 'damaged' };

/** SQLSTATEs of PostgreSQL (appendix A): disk_full, read_only_sql_transaction, io_error, data_corrupted. */
const POSTGRES: Readonly<Record<string, Unwritable>> = { '53100': 'full', '25006': 'read-only', '58030': 'damaged', XX001: 'damaged' };

/** What an error of a database says about the disk below it; undefined when it is about something else. */
export function unwritable(error: unknown): Unwritable | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE[error.errcode & 0xff];
  return 'code' in error && typeof error.code === 'string' && Object.hasOwn(POSTGRES, error.code) ? POSTGRES[error.code] : undefined;
}
