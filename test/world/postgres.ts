import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open.ts';
import { scratchFolder, sparePort } from './scratch.ts';

const ROOT = '/usr/lib/postgresql';

/** The newest Debian PostgreSQL here, or undefined. */
export function postgresBinaries(): string | undefined {
  if (!existsSync(ROOT)) return undefined;
  const versions = readdirSync(ROOT).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(ROOT, version, 'bin')).find((path) => existsSync(join(path, 'initdb')));
}

export type PostgresServer = {
  readonly port: number;
  /** A new empty database, named as nothing else unless told how; gives its URL. */
  create(name?: string): Promise<string>;
  /** A new database with every table and no rows, copied from one that was migrated once; gives its URL. */
  createMigrated(): Promise<string>;
  stop(): Promise<void>;
};

const POSTGRES_USER = 'postgres';

function identity(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${POSTGRES_USER}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) throw new Error('the user "postgres" of the Debian package is missing');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Counts the databases of this process, in whatever cluster: names must not come twice. */
let databases = 0;

/** The database with every table, of which others are copies: to migrate each anew takes ten times as long. */
const MIGRATED = 'migrated';

const urlAt = (port: number, name: string) => `postgres://krisenfest@127.0.0.1:${port}/${name}`;

/** Makes databases in a running cluster. */
function databasesAt(port: number): Omit<PostgresServer, 'stop'> {
  const create = async (template: string, name = `test_${process.pid}_${++databases}`): Promise<string> => {
    const client = new pg.Client(urlAt(port, 'postgres'));
    await client.connect();
    try {
      await client.query(`create database ${name} template ${template}`);
    } finally {
      await client.end();
    }
    return urlAt(port, name);
  };
  return { port, create: (name) => create('template0', name), createMigrated: () => create(MIGRATED) };
}

/** The cluster that the test run started for everyone, or one of this file's own when it runs alone. */
export async function sharedPostgres(): Promise<PostgresServer> {
  const port = process.env['KRISENFEST_TEST_POSTGRES'];
  return port === undefined ? startPostgres() : { ...databasesAt(Number(port)), stop: async () => undefined };
}

/**
 * Starts a PostgreSQL of its own on a spare loopback port in a scratch folder, as its own user when the tests run as root.
 * It need not outlive the machine, so it does not wait for the disk.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const binaries = postgresBinaries();
  if (!binaries) throw new Error('PostgreSQL is not installed (Debian package "postgresql")');
  const folder = scratchFolder('postgres');
  chmodSync(folder.path, 0o755);
  const data = join(folder.path, 'data');
  const user = identity();
  if (user) chownSync(folder.path, user.uid, user.gid);
  const options = { cwd: folder.path, ...user, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  const initdb = spawnSync(join(binaries, 'initdb'), ['-D', data, '-U', 'krisenfest', '--auth=trust', '--encoding=UTF8', '--no-sync'], {
    ...options,
    encoding: 'utf8',
  });
  if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.stderr}`);
  const port = await sparePort();
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = ''\nmax_connections = 200\nfsync = off\n`,
  );
  const server = spawn(join(binaries, 'postgres'), ['-D', data], { ...options, stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await reachable(urlAt(port, 'postgres'));
  const cluster = databasesAt(port);
  const template = openDatabase({ kind: 'postgres', url: await cluster.create(MIGRATED) });
  await migrate(template);
  await template.close();
  return {
    ...cluster,
    stop: async () => {
      server.kill('SIGQUIT');
      await exited;
      folder.remove();
    },
  };
}

async function reachable(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt > 150) throw error;
      await sleep(50);
    }
  }
}
