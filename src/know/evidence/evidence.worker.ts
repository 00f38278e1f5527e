import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { instant } from '../../kernel/instant.ts';
import { shippedCatalogue } from '../discovery/resolvers/shipped.ts';
import { Kind } from './evidence.ts';
import { evidenceFile } from './readers/file.ts';
import { readers } from './readers/index.ts';

const Job = z.object({ path: z.string(), kind: Kind, zone: z.string(), now: z.number(), own: z.array(z.string()) });
const TOLD_EVERY_MS = 100;

/** Reading takes seconds of work: it runs here, so that the one event loop stays free, and ends with this thread. */
const job = Job.parse(workerData);
let told = 0;
const result = await readers[job.kind].read(evidenceFile(job.path), {
  catalogue: shippedCatalogue(),
  zone: job.zone,
  now: instant(job.now),
  own: job.own,
  progress: (share) => {
    const at = performance.now();
    if (at - told < TOLD_EVERY_MS) return;
    told = at;
    parentPort?.postMessage({ share });
  },
});
parentPort?.postMessage({ result });
