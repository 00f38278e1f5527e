import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { OutboundError } from './failure.ts';

export type ProgramRun = {
  /** Added to the few variables that every program gets (PATH, HOME, LANG); nothing else of our own environment is handed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Most bytes of output that are kept; beyond that the program is stopped. Default 4 MB. */
  readonly maxBytes?: number;
  /** The folder that it runs in. */
  readonly cwd?: string;
  /** Gets its output line by line; then nothing of it is kept, and it may be as much as it likes. */
  readonly onLine?: (line: string) => void;
};

/** What a program said. `code` is null when it was ended by a signal of somebody else. */
export type ProgramAnswer = { readonly code: number | null; readonly out: string; readonly err: string };

const PATH = '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin';

/**
 * Runs a program of this machine without a shell and waits for its end. Throws `OutboundError`: `bad-url` when there is no such program,
 * `timeout`, `aborted`, `too-large`.
 */
export function runProgram(program: string, args: readonly string[], run: ProgramRun): Promise<ProgramAnswer> {
  const { env = {}, timeoutMs, signal, maxBytes = 4 << 20, cwd, onLine } = run;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new OutboundError('aborted', `${program}: stopped before it was started.`));
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, HOME: '/nonexistent', LANG: 'C.UTF-8', ...env },
      ...(cwd === undefined ? {} : { cwd }),
      // A group of its own, so that what the program has started ends with it.
      detached: true,
    });
    let bytes = 0;
    const text = { out: '', err: '' };
    let ended: OutboundError | undefined;
    const stop = (error: OutboundError) => {
      ended ??= error;
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        // It ended by itself in the same moment.
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    };
    const timer = setTimeout(() => stop(new OutboundError('timeout', `${program} did not finish within ${timeoutMs} ms.`)), timeoutMs);
    const aborted = () => stop(new OutboundError('aborted', `${program} was stopped.`));
    signal?.addEventListener('abort', aborted, { once: true });
    const keep = (which: 'out' | 'err') => (part: Buffer) => {
      bytes += part.length;
      if (bytes > maxBytes) stop(new OutboundError('too-large', `${program} said more than ${maxBytes} bytes.`));
      else text[which] += part.toString('utf8');
    };
    if (onLine) createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
    else child.stdout.on('data', keep('out'));
    child.stderr.on('data', keep('err'));
    const done = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      settle();
    };
    child.once('error', () => done(() => reject(new OutboundError('bad-url', `The program ${program} could not be started here.`))));
    child.once('close', (code) => done(() => (ended ? reject(ended) : resolve({ code, ...text }))));
  });
}
