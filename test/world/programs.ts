import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Says what to install when a program is missing here, else false: for the `skip` of a test. */
export const missingProgram = (program: string, hint: string): string | false =>
  spawnSync('sh', ['-c', `command -v ${program}`]).status === 0 || spawnSync('test', ['-x', `/usr/sbin/${program}`]).status === 0
    ? false
    : `${program} is not installed here (${hint})`;

/** A program started by a test, stopped by its own process id. */
export type Running = { readonly child: ChildProcess; said(): string; stop(): Promise<void> };

/** Ready in a moment; on a machine that has other work it may take a while. */
const START_MS = 45_000;

/** Starts a program in the foreground and waits until `ready` says so; fails with what the program said. */
export async function startProgram(
  program: string,
  args: readonly string[],
  ready: () => Promise<boolean>,
  env: NodeJS.ProcessEnv = {},
): Promise<Running> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin`, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void (output += part.toString()));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (fault) => {
      output += String(fault);
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(killer);
  };
  for (const end = performance.now() + START_MS; performance.now() < end && child.exitCode === null; await sleep(25))
    if (await ready()) return { child, said: () => output, stop };
  await stop();
  throw new Error(`${program} did not start: ${output}`);
}

/** Whether something listens there and answers HTTP. */
export const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(500) }).then(
    async (response) => {
      await response.arrayBuffer();
      return true;
    },
    () => false,
  );
