import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { type Key, readBackup } from '../db/backup.ts';
import { BadBackup, load } from '../db/load.ts';
import { openDatabase } from '../db/open.ts';
import type { Command } from './command.ts';

const text = { type: 'string' } as const;

const keyOf = (secret: string): Key =>
  secret.toUpperCase().startsWith('AGE-SECRET-KEY-')
    ? { kind: 'identity', identity: secret.toUpperCase() }
    : { kind: 'passphrase', passphrase: secret };

async function ask(question: string): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  // Where nobody can type, the input ends and the question is never answered.
  const ended = once(prompt, 'close').then(() => '');
  const answer = (await Promise.race([prompt.question(question), ended])).trim();
  prompt.close();
  if (answer === '') throw new ConfigError('No key was given. Type it, or name a file with --recovery-key-file or --passphrase-file.');
  return answer;
}

/** The backup as lines; a wrong key becomes a sentence. */
async function unlocked(file: string, key: Key): Promise<AsyncIterable<Uint8Array>> {
  try {
    return await readBackup(file, key);
  } catch (error) {
    throw new BadBackup(
      `${file} does not open with this ${key.kind === 'identity' ? 'recovery key' : 'passphrase'}, or is no backup of krisenfest (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Restore a backup into an empty data folder or an empty database.',
  usage: `krisenfest restore FILE [--recovery-key-file F | --passphrase-file F] [--data DIR] [--database URL] [--json]

Asks for the recovery key or the passphrase when no file is given. A backup of the embedded database may be restored
into PostgreSQL, and the other way round.`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'recovery-key-file': text, 'passphrase-file': text, data: text, database: text, json: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new ConfigError('restore needs one file to read: krisenfest restore FILE');
    if (!existsSync(file)) throw new ConfigError(`There is no file ${file}.`);
    const config = readConfig({ data: values.data, database: values.database });
    if (config.database.kind === 'sqlite' && existsSync(config.database.file))
      throw new ConfigError(
        `${config.database.file} exists already. Restore goes into an empty data folder: give another one with --data.`,
      );
    const secretFile = values['recovery-key-file'] ?? values['passphrase-file'];
    const secret = secretFile === undefined ? await ask('Recovery key or passphrase: ') : readFileSync(secretFile, 'utf8').trim();
    const lines = await unlocked(file, keyOf(secret));
    const database = openDatabase(config.database);
    try {
      const restored = await load(database, lines);
      mkdirSync(dirname(config.masterKeyFile), { recursive: true, mode: 0o700 });
      writeFileSync(config.masterKeyFile, `${Buffer.from(restored.masterKey).toString('base64')}\n`, { mode: 0o600 });
      const { rows, at, version } = restored;
      if (values.json) io.out(JSON.stringify({ rows, at, version }));
      else
        io.out(`Restored ${rows.toLocaleString('en')} rows as they were at ${at} (krisenfest ${version}). Everybody has to log in anew.`);
      return 0;
    } catch (error) {
      // What a refused restore made is removed, so that the folder is as empty as before.
      await database.close();
      if (config.database.kind === 'sqlite')
        for (const end of ['', '-wal', '-shm']) rmSync(`${config.database.file}${end}`, { force: true });
      throw error;
    } finally {
      await database.close();
    }
  },
};
