import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { pipeline as connect, Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { dump } from './dump.ts';
import { type Database, openDatabase } from './open.ts';

/** Whom the backup opens for: the recovery key that was printed at setup (only its public half is here), or a passphrase. */
export type Lock =
  | { readonly kind: 'recipient'; readonly recipient: string }
  | { readonly kind: 'passphrase'; readonly passphrase: string };
export type Key = { readonly kind: 'identity'; readonly identity: string } | { readonly kind: 'passphrase'; readonly passphrase: string };

export type BackupReport = { readonly bytes: number; readonly verified: true };

type Web = ReadableStream<Uint8Array>;
const toWeb = (stream: Readable) => Readable.toWeb(stream) as unknown as Web;
const fromWeb = (stream: Web) => Readable.fromWeb(stream);

/** Joins two streams so that whoever reads the second meets the error of the first; plain `pipe` would leave him waiting. */
function through(source: Readable, target: Transform): Transform {
  connect(source, target, () => undefined);
  return target;
}

/** A database to read at leisure: on SQLite a copy, so that the server's writers are not held up; its removal comes with it. */
async function still(database: Database): Promise<{ database: Database; done(): Promise<void> }> {
  if (database.location.kind === 'postgres') return { database, done: async () => undefined };
  const file = `${database.location.file}.backup-${process.pid}`;
  const source = new DatabaseSync(database.location.file, { readOnly: true });
  try {
    await copyDatabase(source, file);
  } finally {
    source.close();
  }
  const copy = openDatabase({ kind: 'sqlite', file });
  return {
    database: copy,
    done: async () => {
      await copy.close();
      for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
    },
  };
}

const sha256Of = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
};

/**
 * Writes everything of the installation into one encrypted file (format of age, age-encryption.org/v1: the `age` program opens it too),
 * reads it back and compares. To be able to read it back without the recovery key, the file is also locked with a key
 * that lives in memory for this moment only. The file appears under its name only when it is whole and on the disk.
 */
export async function writeBackup(database: Database, file: string, lock: Lock, start: Parameters<typeof dump>[1]): Promise<BackupReport> {
  const temporary = `${file}.part`;
  const encrypter = new Encrypter();
  let check: Key;
  if (lock.kind === 'passphrase') {
    encrypter.setPassphrase(lock.passphrase);
    check = lock;
  } else {
    const identity = await generateIdentity();
    encrypter.addRecipient(lock.recipient);
    encrypter.addRecipient(await identityToRecipient(identity));
    check = { kind: 'identity', identity };
  }
  const source = await still(database);
  const written = createHash('sha256');
  try {
    const lines = async function* () {
      for await (const line of dump(source.database, start)) {
        written.update(line);
        yield Buffer.from(line);
      }
    };
    const plain = through(Readable.from(lines()), createGzip());
    await pipeline(fromWeb(await encrypter.encrypt(toWeb(plain))), createWriteStream(temporary, { mode: 0o600 }));
    const handle = await open(temporary, 'r+');
    await handle.sync();
    const { size } = await handle.stat();
    await handle.close();
    if ((await sha256Of(await readBackup(temporary, check))) !== written.digest('hex'))
      throw new Error('The backup did not read back as it was written. Is the disk all right?');
    await rename(temporary, file);
    return { bytes: size, verified: true };
  } finally {
    await source.done();
    await rm(temporary, { force: true });
  }
}

/** Opens a backup; gives its lines as bytes. Throws when the key is not the right one. */
export async function readBackup(file: string, key: Key): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  if (key.kind === 'passphrase') decrypter.addPassphrase(key.passphrase);
  else decrypter.addIdentity(key.identity);
  const opened = await decrypter.decrypt(toWeb(createReadStream(file)));
  return through(fromWeb(opened), createGunzip());
}
