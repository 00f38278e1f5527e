import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
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
  /** A new empty database; gives its URL. */
  create(): Promise<string>;
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

/** Makes databases in a running cluster. */
function databasesAt(port: number): Pick<PostgresServer, 'port' | 'create'> {
  const url = (name: string) => `postgres://krisenfest@127.0.0.1:${port}/${name}`;
  return {
    port,
    create: async () => {
      const name = `test_${process.pid}_${++databases}`;
      const client = new pg.Client(url('postgres'));
      await client.connect();
      try {
        await client.query(`create database ${name} template template0`);
      } finally {
        await client.end();
      }
      return url(name);
    },
  };
}

/** The cluster that the test run started for everyone, or one of this file's own when it runs alone. */
export async function sharedPostgres(): Promise<PostgresServer> {
  const port = process.env['KRISENFEST_TEST_POSTGRES'];
  return port === undefined ? startPostgres() : { ...databasesAt(Number(port)), stop: async () => undefined };
}

/** Starts a PostgreSQL of its own on a spare loopback port in a scratch folder, as its own user when the tests run as root. */
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
    `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = ''\nmax_connections = 200\nfsync = on\n`,
  );
  const server = spawn(join(binaries, 'postgres'), ['-D', data], { ...options, stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await reachable(`postgres://krisenfest@127.0.0.1:${port}/postgres`);
  return {
    ...databasesAt(port),
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
