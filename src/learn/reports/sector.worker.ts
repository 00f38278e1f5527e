import { parentPort, workerData } from 'node:worker_threads';
import type { Inventory } from '../../know/inventory/inventory.ts';
import { sectorReport } from './sectorreport.ts';

/** All firms at once is work of seconds: it is done here, so that the one event loop stays free. */
parentPort?.postMessage(sectorReport(workerData as Inventory[]));
