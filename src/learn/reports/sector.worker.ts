import { parentPort, workerData } from 'node:worker_threads';
import { shippedCatalogue } from '../../know/discovery/resolvers/shipped.ts';
import type { Inventory } from '../../know/inventory/inventory.ts';
import { sectorReport } from './sectorreport.ts';

/** All firms at once is work of seconds: it is done here, so that the one event loop stays free. */
const { providers } = shippedCatalogue();
parentPort?.postMessage(sectorReport(workerData as Inventory[], (id) => providers.get(id)?.name));
