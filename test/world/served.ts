import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');

/** Nothing is measured by this: a machine that is busy otherwise may take its time. */
const START_WITHIN_MS = 180_000;

export type Served = { readonly child: ChildProcess; readonly readyAfterMs: number; kill(): Promise<void> };

/** The real server in a process of its own, ready to be killed. */
export async function startServer(port: number, data: string, database: string | undefined): Promise<Served> {
  const started = performance.now();
  const args = [CLI, 'serve', '--port', String(port), '--data', data, ...(database === undefined ? [] : ['--database', database])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void (said += part.toString()));
  while (!said.includes('is ready')) {
    if (child.exitCode !== null || performance.now() - started > START_WITHIN_MS) {
      child.kill('SIGKILL');
      throw new Error(`The server did not start: ${said}`);
    }
    await sleep(5);
  }
  return {
    child,
    readyAfterMs: performance.now() - started,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
