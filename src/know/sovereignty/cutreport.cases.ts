import { Worker } from 'node:worker_threads';
import type { CutReport } from './cutreport.ts';
import type { CutJob, CutOutcome } from './cutreport.worker.ts';

type Waiting = { resolve(report: CutReport | null): void; reject(error: Error): void };

/** Reckons switch-offs beside the event loop, one after the other in one thread, which begins with the first and keeps nobody alive. */
export function cutReckoner(): (job: CutJob) => Promise<CutReport | null> {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let last = 0;
  const begin = (): Worker => {
    const worker = new Worker(new URL('./cutreport.worker.ts', import.meta.url));
    const end = (error: Error) => {
      if (thread === worker) thread = undefined;
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
    };
    worker.on('message', ({ id, outcome }: { readonly id: number; readonly outcome: CutOutcome }) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if ('fault' in outcome) asked?.reject(new Error(`The switch-off could not be reckoned: ${outcome.fault}`));
      else asked?.resolve(outcome.report);
    });
    worker.on('error', end);
    worker.on('exit', () => end(new Error('The reckoning thread ended before the switch-off was done.')));
    worker.unref();
    return worker;
  };
  return (job) =>
    new Promise((resolve, reject) => {
      thread ??= begin();
      const id = ++last;
      waiting.set(id, { resolve, reject });
      thread.postMessage({ id, job });
    });
}
