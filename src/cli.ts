import { readFile } from 'node:fs/promises';
import { analyseCommand } from './cli/analyse.ts';
import { backupCommand } from './cli/backup.ts';
import type { Command, CommandIo } from './cli/command.ts';
import { discoverCommand } from './cli/discover.ts';
import { doctorCommand } from './cli/doctor.ts';
import { drillCommand } from './cli/drill.ts';
import { measuresCommand } from './cli/measures.ts';
import { migrateCommand } from './cli/migrate.ts';
import { restoreCommand } from './cli/restore.ts';
import { serveCommand } from './cli/serve.ts';
import { simulateCommand } from './cli/simulate.ts';
import { verify } from './cli/verify.ts';
import { ConfigError } from './config.ts';
import { BadBackup } from './db/load.ts';
import { NewerSchema } from './db/migrate.ts';

const commands: readonly Command[] = [
  serveCommand,
  discoverCommand,
  simulateCommand,
  analyseCommand,
  measuresCommand,
  drillCommand,
  verify,
  backupCommand,
  restoreCommand,
  migrateCommand,
  doctorCommand,
];

const io: CommandIo = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  readText: (path) => readFile(path, 'utf8'),
};

const overview = () => `krisenfest keeps a small company able to act when its digital services fail.

${commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n')}

krisenfest COMMAND --help says more.`;

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/** Wrong use and bad input: a sentence, and exit code 2. Anything else is a fault of ours and shows its trace. */
function sentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (
    error instanceof ConfigError ||
    error instanceof NewerSchema ||
    error instanceof BadBackup ||
    codeOf(error).startsWith('ERR_PARSE_ARGS')
  )
    return error.message;
  if (codeOf(error) === 'EADDRINUSE') return 'The port is in use. Is krisenfest running already? Otherwise choose another one with --port.';
  if (['ENOENT', 'EACCES', 'EISDIR', 'EADDRNOTAVAIL', 'ENOTFOUND', 'ECONNREFUSED'].includes(codeOf(error))) return error.message;
  return undefined;
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    io.out(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((one) => one.name === name);
  if (!command) {
    io.err(`There is no command "${name}".\n\n${overview()}`);
    return 2;
  }
  if (args.includes('--help')) {
    io.out(`${command.summary}\n\n${command.usage}`);
    return 0;
  }
  try {
    return await command.run([...args], io);
  } catch (error) {
    const said = sentence(error);
    if (said === undefined) throw error;
    io.err(said);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
