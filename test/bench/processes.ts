import { type ChildProcess, fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sparePort } from '../world/scratch.ts';

const root = join(import.meta.dirname, '..', '..');

/** What a process has used so far, from /proc (Linux): processor time in ms, bytes written to the disk, memory in bytes. */
export type Use = { readonly cpuMs: number; readonly written: number; readonly memory: number };

const TICK_MS = 10;

export function useOf(pid: number): Use {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const number = (file: string, name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1]);
  return {
    cpuMs: [11, 12, 13, 14].reduce((sum, n) => sum + Number(stat[n]), 0) * TICK_MS,
    written: number('io', 'write_bytes'),
    memory: number('status', 'VmRSS') * 1024,
  };
}

export type Served = {
  readonly url: string;
  readonly pid: number;
  call(method: string, path: string, body?: object): Promise<unknown>;
  readonly cookie: () => string;
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** The real server in a process of its own, with a session that `setUp` or `logIn` opened. */
export async function serve(data: string): Promise<Served> {
  const port = await sparePort();
  const child = spawn(
    process.execPath,
    [...process.execArgv, join(root, 'src', 'cli.ts'), 'serve', '--port', String(port), '--data', data],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => part.toString().includes('is ready') && resolve());
    child.once('exit', () => reject(new Error('the server ended')));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the server could not be started');
  const url = `http://127.0.0.1:${port}`;
  let cookie = '';
  return {
    url,
    pid,
    cookie: () => cookie,
    call: async (method, path, body) => {
      const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      cookie =
        response.headers
          .getSetCookie()
          .find((one) => one.startsWith('krisenfest_session='))
          ?.split(';')[0] ?? cookie;
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    stop: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

/** A module of this folder as a process beside; `ask` sends a message and gives the answer. */
export async function beside(file: string, args: readonly string[] = []) {
  const child: ChildProcess = fork(join(import.meta.dirname, file), [...args]);
  const answer = () => new Promise<unknown>((resolve) => child.once('message', resolve));
  const first = await answer();
  return {
    first,
    ask: async <Answer>(message: string): Promise<Answer> => {
      const answered = answer();
      child.send(message);
      return (await answered) as Answer;
    },
    stop: () => child.disconnect(),
  };
}

/** What a process uses within `ms` milliseconds. */
export async function within(pid: number, ms: number): Promise<Use> {
  const before = useOf(pid);
  await sleep(ms);
  const after = useOf(pid);
  return { cpuMs: after.cpuMs - before.cpuMs, written: after.written - before.written, memory: after.memory };
}

/** The value below which this share of the values lies, 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
