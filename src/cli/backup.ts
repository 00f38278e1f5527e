import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { type Lock, writeBackup } from '../db/backup.ts';
import { openDatabase } from '../db/open.ts';
import { masterKeyFile } from '../db/secrets.ts';
import { systemClock } from '../kernel/clock.ts';
import { toIso } from '../kernel/instant.ts';
import { VERSION } from '../main.ts';
import type { Command } from './command.ts';

const text = { type: 'string' } as const;

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Write everything of the installation into one encrypted, verified file.',
  usage: `krisenfest backup FILE [--passphrase-file F] [--data DIR] [--database URL] [--json]

Encrypted to the recovery key that was printed at setup, or to the passphrase in F. The server may go on running.`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'passphrase-file': text, data: text, database: text, json: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new ConfigError('backup needs one file to write: krisenfest backup FILE');
    const config = readConfig({ data: values.data, database: values.database });
    if (config.database.kind === 'sqlite' && !existsSync(config.database.file))
      throw new ConfigError(`There is no database in ${config.data}. Give the data folder of the installation with --data.`);
    const database = openDatabase(config.database);
    try {
      let lock: Lock;
      if (values['passphrase-file'] === undefined) {
        const row = await database.db
          .selectFrom('installation')
          .select('value')
          .where('name', '=', 'recovery-recipient')
          .executeTakeFirst();
        if (!row) throw new ConfigError('This installation has no recovery key yet: finish the setup first, or give --passphrase-file.');
        lock = { kind: 'recipient', recipient: row.value };
      } else {
        const passphrase = readFileSync(values['passphrase-file'], 'utf8').trim();
        if (passphrase.length < 8) throw new ConfigError('The passphrase must have at least 8 characters; better five words.');
        lock = { kind: 'passphrase', passphrase };
      }
      const at = toIso(systemClock.now());
      const report = await writeBackup(database, resolve(file), lock, {
        version: VERSION,
        at,
        masterKey: masterKeyFile(config.masterKeyFile),
      });
      if (values.json) io.out(JSON.stringify({ file: resolve(file), ...report }));
      else
        io.out(
          `Backup written and read back: ${resolve(file)} (${report.bytes.toLocaleString('en')} bytes). It opens with the ${lock.kind === 'passphrase' ? 'passphrase' : 'recovery key'}.`,
        );
      return 0;
    } finally {
      await database.close();
    }
  },
};
