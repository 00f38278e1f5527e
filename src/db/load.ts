import { createHash } from 'node:crypto';
import { z } from 'zod';
import { rowsOf } from './foreignkeys.ts';
import { migrate, seenMigrations } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Database } from './open.ts';

const Start = z.object({
  format: z.literal('krisenfest-backup@1'),
  version: z.string(),
  at: z.string(),
  migrations: z.array(z.string()),
  masterKey: z.base64(),
});
const Row = z.tuple([z.string(), z.record(z.string(), z.unknown())]);
const End = z.object({ rows: z.number().int(), sha256: z.string() });
const Bytes = z.object({ base64: z.base64() });

/** The backup cannot be restored; the message says why. Nothing was changed. */
export class BadBackup extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadBackup';
  }
}

export type Restored = { readonly version: string; readonly at: string; readonly rows: number; readonly masterKey: Uint8Array };

const decoded = (value: unknown): unknown => {
  const bytes = Bytes.safeParse(value);
  return bytes.success ? Buffer.from(bytes.data.base64, 'base64') : value;
};

function parse<T>(shape: z.ZodType<T>, line: string, number: number): T {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new BadBackup(
      `Line ${number} of the backup is not readable: ${error instanceof Error ? error.message : String(error)}. The file is damaged.`,
    );
  }
  const parsed = shape.safeParse(json);
  if (!parsed.success) throw new BadBackup(`Line ${number} of the backup does not have the shape it must have. The file is damaged.`);
  return parsed.data;
}

/** Lines with their trailing newline, as they were hashed. A stream that breaks is a damaged backup. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = chunks[Symbol.asyncIterator]();
  let rest = '';
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await reader.next();
    } catch (error) {
      throw new BadBackup(
        `The backup cannot be read to its end: ${error instanceof Error ? error.message : String(error)}. The file is damaged.`,
      );
    }
    if (next.done) break;
    const parts = (rest + decoder.decode(next.value, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield `${part}\n`;
  }
  if (rest) yield rest;
}

/** Nobody has set it up: no tables yet, or tables without an organisation (as a restore that was refused leaves them). */
async function isEmpty(database: Database): Promise<boolean> {
  if ((await seenMigrations(database)).length === 0) return true;
  return (await database.db.selectFrom('organisation').select('id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * Puts a dump into an empty database: first the schema that the dump was made with, then the rows in one transaction, then
 * the newer migrations. Throws `BadBackup` before anything is kept when the dump is damaged, cut off or from a newer version.
 */
export async function load(database: Database, chunks: AsyncIterable<Uint8Array>): Promise<Restored> {
  if (!(await isEmpty(database)))
    throw new BadBackup('The database is not empty. Restore goes into an empty data folder or an empty database only.');
  const lines = linesOf(chunks);
  const first = await lines.next();
  if (first.done) throw new BadBackup('The backup is empty.');
  const start = parse(Start, first.value, 1);
  const unknown = start.migrations.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0)
    throw new BadBackup(
      `The backup was made by a newer krisenfest (${start.version}). Please restore it with that version or a newer one.`,
    );
  const last = start.migrations.at(-1);
  await migrate(database, last);
  const hash = createHash('sha256').update(first.value);
  const rows = await database.db.transaction().execute(async (trx) => {
    const db = rowsOf(trx);
    let count = 0;
    let end: z.infer<typeof End> | undefined;
    for await (const text of lines) {
      if (end) throw new BadBackup('The backup goes on after its end. The file is damaged.');
      if (text.startsWith('{')) {
        end = parse(End, text, count + 2);
        continue;
      }
      hash.update(text);
      const [table, row] = parse(Row, text, count + 2);
      await db
        .insertInto(table)
        .values(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, decoded(value)])))
        .execute();
      count++;
    }
    if (!end) throw new BadBackup('The backup ends too early: its last lines are missing.');
    if (end.rows !== count || end.sha256 !== hash.digest('hex'))
      throw new BadBackup('The backup does not match its own checksum. The file is damaged.');
    return count;
  });
  await migrate(database);
  return { version: start.version, at: start.at, rows, masterKey: Buffer.from(start.masterKey, 'base64') };
}
