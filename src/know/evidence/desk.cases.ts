import { createWriteStream, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../kernel/problem.ts';
import { err, type Result } from '../../kernel/result.ts';
import { type Contents, type Kind, type Refusal, refusal } from './evidence.ts';

const PREFIX = 'krisenfest-evidence-';
/** Beside counting, a thread holds little; more means that the file is not what it says. */
const MEMORY = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 24 };
const AT_ONCE = 2;

export type Job = {
  readonly path: string;
  readonly kind: Kind;
  readonly zone: string;
  readonly now: number;
  readonly own: readonly string[];
};
export type Received = { readonly path: string; readonly size: number };
type Outcome = Result<Contents, Refusal>;

/** A thread that reads one file. */
export type Running = { readonly done: Promise<Outcome | undefined>; share(): number; stop(): Promise<void> };

/** Reads in a thread of its own. `undefined`: it was stopped. Rejects for faults of our own. */
export function readInThread(job: Job): Running {
  const worker = new Worker(new URL('./evidence.worker.ts', import.meta.url), { workerData: job, resourceLimits: MEMORY });
  let share = 0;
  let outcome: Outcome | undefined;
  const done = new Promise<Outcome | undefined>((resolve, reject) => {
    worker.on('message', (message: { share: number } | { result: Outcome }) => {
      if ('share' in message) share = message.share;
      else outcome = message.result;
    });
    worker.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(err(refusal('too-large')));
      else reject(error);
    });
    worker.on('exit', () => resolve(outcome));
  });
  return {
    done,
    share: () => share,
    stop: async () => {
      await worker.terminate();
    },
  };
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Removes what a process that was killed has left: raw logs are not kept, not even by accident. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid)) continue;
    const path = join(tmpdir(), name);
    // In a container each start has the same number: what is older than this process is not its own.
    const old = pid === process.pid ? (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < performance.timeOrigin : !alive(pid);
    if (old) rmSync(path, { recursive: true, force: true });
  }
}

export type Desk = {
  /** Writes what comes to a file that only this process may read. Refuses more than `maxBytes`; leaves nothing when it is cut off. */
  receive(bytes: AsyncIterable<Uint8Array>, maxBytes: number, signal: AbortSignal): Promise<Received>;
  discard(file: Received): void;
  /** Begins to read; the file is gone afterwards, whatever happens. `ended` gets what came of it. */
  read(job: Job, beat: (share: number) => Promise<boolean>, ended: (outcome: Outcome) => Promise<void>): void;
  /** Refuses when as much is being read as this machine should do at once. */
  room(): void;
  close(): Promise<void>;
};

const BEAT_MS = 500;

/** Where files from inside the house are received and read. */
export function evidenceDesk(onFault: (where: string, error: unknown) => void): Desk {
  sweep();
  let folder: string | undefined;
  let count = 0;
  let closed = false;
  const running = new Map<Running, Promise<void>>();
  const discard = ({ path }: Received) => rmSync(path, { force: true });

  async function follow(run: Running, beat: (share: number) => Promise<boolean>): Promise<Outcome | undefined> {
    const over = run.done.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([over, wait(BEAT_MS, false, { ref: false })]))) if (!closed && !(await beat(run.share()))) await run.stop();
    return run.done;
  }

  return {
    room: () => {
      if (running.size >= AT_ONCE)
        throw new Problem(503, 'evidence-full', 'Other files are being read on this server. Please try again in a minute.');
    },
    receive: async (bytes, maxBytes, signal) => {
      folder ??= mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
      const path = join(folder, String(++count));
      let size = 0;
      const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
      try {
        await pipeline(
          bytes,
          async function* counted(source: AsyncIterable<Uint8Array>) {
            for await (const chunk of source) {
              size += chunk.length;
              if (size > maxBytes)
                throw new Problem(
                  413,
                  'evidence-too-large',
                  `This file is too large. At most ${Math.round(maxBytes / 2 ** 20)} MB can be read.`,
                );
              yield chunk;
            }
          },
          file,
          { signal },
        );
      } catch (error) {
        // Opened in the background: removed before that, the file would come back and stay.
        if (!file.closed) await new Promise<void>((resolve) => file.once('close', () => resolve()));
        discard({ path, size });
        if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'))
          throw new Problem(507, 'no-room', 'There is not enough room on the disk of the server for this file.');
        if (signal.aborted || (error instanceof Error && 'code' in error && error.code === 'ECONNRESET'))
          throw new Problem(400, 'upload-cut-off', 'The upload was cut off. Nothing of the file was kept.');
        throw error;
      }
      return { path, size };
    },
    discard,
    read: (job, beat, ended) => {
      const run = readInThread(job);
      const whole = (async () => {
        try {
          const outcome = await follow(run, beat);
          if (outcome) await ended(outcome);
        } catch (error) {
          onFault('evidence', error);
          await run.stop();
          await ended(err(refusal('broken'))).catch((again: unknown) => onFault('evidence', again));
        } finally {
          discard({ path: job.path, size: 0 });
          running.delete(run);
        }
      })();
      running.set(run, whole);
    },
    close: async () => {
      closed = true;
      await Promise.all([...running.keys()].map((run) => run.stop()));
      await Promise.all(running.values());
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
