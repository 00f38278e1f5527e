import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, sparePort } from '../world/scratch.ts';

const root = join(import.meta.dirname, '..', '..');
const ROUNDS = 5;

type Start = { readonly wallMs: number; readonly cpuMs: number };

/** Processor time of a process and of its children that have ended, from /proc (Linux; a tick is 10 ms). */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return [11, 12, 13, 14].reduce((sum, n) => sum + Number(fields[n]), 0) * 10;
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
const familyOf = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(familyOf)];

/** From the command to the line that says ready, with everything between: npm, the starter, the server. */
async function start(data: string): Promise<Start> {
  const port = await sparePort();
  const began = performance.now();
  // The later --data wins over that of the script.
  const child = spawn('npm', ['start', '--silent', '--', '--data', data, '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { pid } = child;
  if (pid === undefined) throw new Error('npm could not be started');
  const measured = await new Promise<Start>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (!said.includes('is ready')) return;
      const wallMs = performance.now() - began;
      resolve({ wallMs, cpuMs: familyOf(pid).reduce((sum, one) => sum + processorTime(one), 0) });
    });
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
  process.kill(-pid, 'SIGTERM');
  await ended;
  return measured;
}

const range = (values: readonly number[]) => `${(Math.min(...values) / 1000).toFixed(2)} to ${(Math.max(...values) / 1000).toFixed(2)} s`;

/** How soon `npm start` is ready: with an empty folder, and later, with the database and what was compiled before. */
export async function startBench(print: (line: string) => void): Promise<void> {
  const folder = scratchFolder('start');
  try {
    const first = await start(folder.path);
    print(`empty folder, the schema is made: ${range([first.wallMs])} by the clock, ${range([first.cpuMs])} processor time`);
    const later: Start[] = [];
    for (let n = 0; n < ROUNDS; n++) later.push(await start(folder.path));
    print(
      `later, ${ROUNDS} starts: ${range(later.map((one) => one.wallMs))} by the clock, ${range(later.map((one) => one.cpuMs))} processor time`,
    );
  } finally {
    folder.remove();
  }
}
