import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import type { Command } from './command.ts';

const text = { type: 'string' } as const;

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Bring the database up to date; the server does the same when it starts.',
  usage: `krisenfest migrate [--data DIR] [--database URL] [--json]

Copies an embedded database before it changes it, and refuses one that was made by a newer version.`,
  run: async (args, io) => {
    const { values } = parseArgs({ args, options: { data: text, database: text, json: { type: 'boolean' } } });
    const database = openDatabase(readConfig({ data: values.data, database: values.database }).database);
    try {
      const { applied, copy } = await migrate(database);
      if (values.json) io.out(JSON.stringify({ applied, copy: copy ?? null }));
      else
        io.out(
          applied.length === 0
            ? 'The database is up to date.'
            : `Applied: ${applied.join(', ')}.${copy === undefined ? '' : ` The state before is in ${copy}.`}`,
        );
      return 0;
    } finally {
      await database.close();
    }
  },
};
