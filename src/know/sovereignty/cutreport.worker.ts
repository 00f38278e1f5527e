import { parentPort } from 'node:worker_threads';
import type { Inventory } from '../inventory/inventory.ts';
import { type CutReport, cutReport } from './cutreport.ts';
import type { Service } from './services.ts';
import type { Provider } from './standing.ts';
import type { SwitchOffScope } from './switchoff.ts';

export type CutJob = {
  readonly inventory: Inventory;
  readonly providers: readonly Provider[];
  readonly services: readonly Service[];
  readonly scope: SwitchOffScope;
  /** Its start in milliseconds, for calendars. */
  readonly at: number | null;
  /** Person days to leave a service, by its key. */
  readonly efforts: ReadonlyMap<string, number>;
};
/** `report` null = the inventory makes no model. */
export type CutOutcome = { readonly report: CutReport | null } | { readonly fault: string };

/** Each step of the measures is a simulation of its own: they are reckoned here, so that the one event loop stays free. */
function reckon({ inventory, providers, services, scope, at, efforts }: CutJob): CutOutcome {
  try {
    return { report: cutReport(inventory, providers, services, scope, at, (service) => efforts.get(service) ?? null) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', ({ id, job }: { readonly id: number; readonly job: CutJob }) =>
  parentPort?.postMessage({ id, outcome: reckon(job) } satisfies { id: number; outcome: CutOutcome }),
);
