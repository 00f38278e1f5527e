import { parentPort } from 'node:worker_threads';
import { modelFrom } from '../inventory/checked.ts';
import { type PrintedWhatIf, type ReportRequest, reportOf } from './report.ts';

export type ReportJob = { readonly id: number; readonly request: ReportRequest };
export type ReportOutcome = { readonly id: number } & ({ readonly report: PrintedWhatIf } | { readonly fault: string });

/** Thousands of runs take a second: they are reckoned here, so that the one event loop stays free. */
function reckon(request: ReportRequest): { readonly report: PrintedWhatIf } | { readonly fault: string } {
  try {
    const model = modelFrom(request.inventory);
    if (!model.ok) return { fault: model.error.map(({ pointer, message }) => `${pointer}: ${message}`).join('; ') };
    return { report: reportOf(model.value, request) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', ({ id, request }: ReportJob) => parentPort?.postMessage({ id, ...reckon(request) } satisfies ReportOutcome));
