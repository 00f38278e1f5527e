import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { type Config, readConfig } from '../config.ts';
import { seenMigrations } from '../db/migrate.ts';
import { migrations } from '../db/migrations/index.ts';
import { type Database, openDatabase } from '../db/open.ts';
import { keyring, masterKeyFile } from '../db/secrets.ts';
import { systemClock } from '../kernel/clock.ts';
import { printer } from '../print/print.ts';
import type { Command } from './command.ts';

const text = { type: 'string' } as const;

/** One part, how it stands, and what to do when it does not. `unknown` is not good: nobody could look. */
type Finding = { readonly part: string; readonly state: 'good' | 'bad' | 'unknown'; readonly said: string };
type Examination = { readonly part: string; examine(): Promise<string> | string };

const MEBIBYTE = 1 << 20;
const LEAST_FREE_MB = 500;
const MOST_SKEW_MS = 2000;

/** Thrown by an examination that found something wrong; the message says what to do. */
class Ill extends Error {}

function folder({ data }: Config): string {
  if (!existsSync(data)) throw new Ill(`${data} is not there. Start the server once, or give the folder of the installation with --data.`);
  accessSync(data, constants.R_OK | constants.W_OK);
  const { bavail, bsize } = statfsSync(data);
  const free = Math.floor((bavail * bsize) / MEBIBYTE);
  if (free < LEAST_FREE_MB) throw new Ill(`only ${free} MB are free on the disk of ${data}. Make room: at least ${LEAST_FREE_MB} MB.`);
  return `${data}, ${free.toLocaleString('en')} MB free`;
}

function key({ masterKeyFile: path }: Config): string {
  if (!existsSync(path)) throw new Ill(`${path} is missing. Without it no sealed password can be opened; restore it from a backup.`);
  masterKeyFile(path);
  if ((statSync(path).mode & 0o077) !== 0) throw new Ill(`${path} can be read by others. Run: chmod 600 ${path}`);
  return path;
}

async function schema(database: Database): Promise<string> {
  const seen = await seenMigrations(database);
  const open = migrations.map((one) => one.name).filter((name) => !seen.includes(name));
  if (open.length > 0) throw new Ill(`not up to date: ${open.join(', ')} are missing. Run: krisenfest migrate`);
  return `${seen.length} migrations, the newest is ${seen.at(-1) ?? 'none'}`;
}

async function soundness(database: Database): Promise<string> {
  if (database.location.kind === 'sqlite') {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
    const said = rows[0]?.integrity_check ?? 'no answer';
    if (said !== 'ok') throw new Ill(`the database file is damaged: ${said}. Restore a backup.`);
    return 'the file is sound';
  }
  const { rows } = await sql<{
    ms: string;
    fsync: string;
  }>`select extract(epoch from clock_timestamp()) * 1000 as ms, current_setting('fsync') as fsync`.execute(database.db);
  const skew = Math.round(Math.abs(Number(rows[0]?.ms) - systemClock.now()));
  if (rows[0]?.fsync !== 'on')
    throw new Ill('fsync is off: what was acknowledged is lost in a power cut. Switch it on in postgresql.conf.');
  if (skew > MOST_SKEW_MS)
    throw new Ill(`its clock and this machine's differ by ${Math.round(skew / 1000)} s. Set up time synchronisation on both.`);
  return `fsync is on, clocks differ by ${skew} ms`;
}

async function secrets(database: Database, config: Config): Promise<string> {
  // Looking must not make one.
  if (!existsSync(config.masterKeyFile)) throw new Ill('nobody can say without the master key');
  const keys = keyring(masterKeyFile(config.masterKeyFile));
  const rows = await database.db.selectFrom('data_key').select('org_id').execute();
  for (const { org_id } of rows)
    await keys
      .seal(database.db, org_id, 'probe')
      .catch(() => Promise.reject(new Ill('the sealed secrets were made with another master key. Put the right master.key back.')));
  return rows.length === 0 ? 'nothing is sealed yet' : `${rows.length} data keys open with the master key`;
}

async function recovery(database: Database): Promise<string> {
  const row = await database.db.selectFrom('installation').select('value').where('name', '=', 'recovery-recipient').executeTakeFirst();
  if (!row) throw new Ill('there is no recovery key yet: finish the setup in the browser.');
  return 'backups can be made to the recovery key; try "krisenfest restore" once a year in an empty folder';
}

async function pdf(): Promise<string> {
  const printing = printer();
  try {
    const bytes = await printing.pdf('= #json(bytes(sys.inputs.data)).title', { title: 'Probe' });
    return `a page was set (${bytes.length} bytes)`;
  } finally {
    await printing.close();
  }
}

function web(): string {
  const index = join(dirname(dirname(import.meta.dirname)), 'build', 'web', 'index.html');
  if (!existsSync(index)) throw new Ill('the interface is not built. Run: npm run build');
  return 'built';
}

async function look({ part, examine }: Examination): Promise<Finding> {
  try {
    return { part, state: 'good', said: await examine() };
  } catch (error) {
    return { part, state: error instanceof Ill ? 'bad' : 'unknown', said: error instanceof Error ? error.message : String(error) };
  }
}

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Test every part of the installation, a line each.',
  usage: `krisenfest doctor [--data DIR] [--database URL] [--json]

Exits 1 when something is wrong or could not be looked at.`,
  run: async (args, io) => {
    const { values } = parseArgs({ args, options: { data: text, database: text, json: { type: 'boolean' } } });
    const config = readConfig({ data: values.data, database: values.database });
    const findings = [
      await look({ part: 'data folder', examine: () => folder(config) }),
      await look({ part: 'master key', examine: () => key(config) }),
    ];
    // A missing file must not be made by looking at it.
    if (config.database.kind === 'sqlite' && !existsSync(config.database.file))
      findings.push({ part: 'database', state: 'bad', said: `${config.database.file} is not there. Start the server once.` });
    else {
      const database = openDatabase(config.database);
      try {
        findings.push(
          await look({ part: 'schema', examine: () => schema(database) }),
          await look({ part: 'database', examine: () => soundness(database) }),
          await look({ part: 'secrets', examine: () => secrets(database, config) }),
          await look({ part: 'recovery key', examine: () => recovery(database) }),
        );
      } finally {
        await database.close();
      }
    }
    findings.push(await look({ part: 'printing', examine: pdf }), await look({ part: 'interface', examine: web }));
    const good = findings.every((finding) => finding.state === 'good');
    if (values.json) io.out(JSON.stringify({ good, findings }));
    else io.out(findings.map(({ part, state, said }) => `${state.padEnd(8)} ${part.padEnd(14)} ${said}`).join('\n'));
    return good ? 0 : 1;
  },
};
