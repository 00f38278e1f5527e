import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Job, Outcome } from './print.ts';

/** Typesetting is native work of tens of milliseconds: it runs here, so that the one event loop stays free. */
const folder = import.meta.dirname;
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [`${folder}/fonts`] }] });

function typeset({ template, data }: Job): Outcome {
  try {
    // The data goes in as JSON: whatever is in it stays text and is never read as markup.
    return { pdf: compiler.pdf({ mainFileContent: template, inputs: { data } }) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  } finally {
    compiler.evictCache(10);
  }
}

parentPort?.on('message', (job: Job) => parentPort?.postMessage({ id: job.id, ...typeset(job) }));
