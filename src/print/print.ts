import { Worker } from 'node:worker_threads';

export type Job = { readonly id: number; readonly template: string; readonly data: string };
export type Outcome = { readonly pdf: Uint8Array } | { readonly fault: string };

export type Printer = {
  /** Sets a typst template with its data (as `json(bytes(sys.inputs.data))`); gives the PDF. Throws what typst says about the template. */
  pdf(template: string, data: unknown): Promise<Uint8Array>;
  close(): Promise<void>;
};

type Waiting = { resolve(pdf: Uint8Array): void; reject(error: Error): void };

/** One worker thread that sets PDFs, started at the first need. The same input gives the same bytes. */
export function printer(): Printer {
  let worker: Worker | undefined;
  let count = 0;
  const waiting = new Map<number, Waiting>();

  const failAll = (error: Error) => {
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
    worker = undefined;
  };

  function start(): Worker {
    const made = new Worker(new URL('./print.worker.ts', import.meta.url));
    made.on('message', ({ id, ...outcome }: { id: number } & Outcome) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if ('pdf' in outcome) one?.resolve(outcome.pdf);
      else one?.reject(new Error(`The PDF could not be set: ${outcome.fault}`));
      if (waiting.size === 0) made.unref();
    });
    made.on('error', failAll);
    made.on('exit', () => failAll(new Error('The printing thread ended before the PDF was done.')));
    return made;
  }

  return {
    pdf: (template, data) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        worker.ref();
        const id = ++count;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, template, data: JSON.stringify(data) } satisfies Job);
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
