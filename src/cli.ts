import { readFile } from 'node:fs/promises';
import type { Command, CommandIo } from './cli/command.ts';
import { ConfigError } from './config.ts';
import { BadBackup } from './db/load.ts';
import { NewerSchema } from './db/migrate.ts';

/** Each command is loaded when it is asked for: `serve` must be ready soon, and needs nothing of the others. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['serve', async () => (await import('./cli/serve.ts')).serveCommand],
  ['discover', async () => (await import('./cli/discover.ts')).discoverCommand],
  ['data', async () => (await import('./cli/data.ts')).dataCommand],
  ['simulate', async () => (await import('./cli/simulate.ts')).simulateCommand],
  ['analyse', async () => (await import('./cli/analyse.ts')).analyseCommand],
  ['measures', async () => (await import('./cli/measures.ts')).measuresCommand],
  ['drill', async () => (await import('./cli/drill.ts')).drillCommand],
  ['verify', async () => (await import('./cli/verify.ts')).verify],
  ['backup', async () => (await import('./cli/backup.ts')).backupCommand],
  ['restore', async () => (await import('./cli/restore.ts')).restoreCommand],
  ['migrate', async () => (await import('./cli/migrate.ts')).migrateCommand],
  ['doctor', async () => (await import('./cli/doctor.ts')).doctorCommand],
]);

const io: CommandIo = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  readText: async (path) => {
    try {
      // Without a byte order mark, and never half: what is not UTF-8 would be read with wrong letters.
      return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    } catch (error) {
      // A folder is opened like a file and fails only when it is read, without its name.
      if (codeOf(error) === 'EISDIR') throw new ConfigError(`${path} is a folder. A file is needed here.`);
      if (!(error instanceof TypeError)) throw error;
      throw new ConfigError(`${path} is not UTF-8 text. Save the file as UTF-8.`);
    }
  },
};

async function overview(): Promise<string> {
  const all = await Promise.all([...commands.values()].map((load) => load()));
  return `krisenfest keeps a small company able to act when its digital services fail.

${all.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n')}

krisenfest COMMAND --help says more.`;
}

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/** What a file or folder that was named cannot do, by the code of the system's error. */
const ofFiles: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no file or folder ${path}.`,
  EACCES: (path) => `The user who runs krisenfest may not use ${path}.`,
  EPERM: (path) => `The user who runs krisenfest may not use ${path}.`,
  EISDIR: (path) => `${path} is a folder. A file is needed here.`,
  EEXIST: (path) => `${path} is a file. A folder is needed here.`,
  ENOTDIR: (path) => `A part of ${path} is a file. A folder is needed there.`,
  EROFS: (path) => `${path} lies on something that cannot be written to.`,
};

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
  if ('path' in error && typeof error.path === 'string') return ofFiles[codeOf(error)]?.(error.path);
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'ECONNREFUSED'].includes(codeOf(error))) return error.message;
  return undefined;
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    io.out(await overview());
    return name === undefined ? 2 : 0;
  }
  const load = commands.get(name);
  if (!load) {
    io.err(`There is no command "${name}".\n\n${await overview()}`);
    return 2;
  }
  const command = await load();
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
