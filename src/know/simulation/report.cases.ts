import { Worker } from 'node:worker_threads';
import type { PrintedWhatIf, ReportRequest } from './report.ts';
import type { ReportJob, ReportOutcome } from './report.worker.ts';

/** A report is one of few; a caller who waits longer than this has gone. */
const PATIENCE_MS = 60_000;

/** Reckons a report beside the event loop, in a thread of its own that ends with it. Throws what went wrong in it. */
export function reckonReport(request: ReportRequest, signal: AbortSignal): Promise<PrintedWhatIf> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./report.worker.ts', import.meta.url));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', gone);
      void worker.terminate();
      settle();
    };
    const gone = () => end(() => reject(new Error('Nobody waits for the report any more.')));
    const timer = setTimeout(() => end(() => reject(new Error('The report took too long.'))), PATIENCE_MS);
    signal.addEventListener('abort', gone);
    worker.on('message', (outcome: ReportOutcome) =>
      end(() => ('report' in outcome ? resolve(outcome.report) : reject(new Error(`The report could not be reckoned: ${outcome.fault}`)))),
    );
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', () => end(() => reject(new Error('The reckoning thread ended before the report was done.'))));
    worker.postMessage({ id: 0, request } satisfies ReportJob);
  });
}
