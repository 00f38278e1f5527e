import type { WorkAcross } from '../../../db/work.ts';
import type { Worker } from '../../../jobs/worker.ts';
import { sendPage, sendSummary } from './paging.cases.ts';
import { nextPage, pagesDue } from './paging.store.ts';

/** Sends what was held back: causes that came close together, and what waited for the morning. Times lie in rows, so none is lost. */
export function pagingWorker(workAcross: WorkAcross, onFault: (where: string, error: unknown) => void): Worker {
  return {
    name: 'pages',
    wakesOn: ['page'],
    run: async ({ signal }) => {
      for (const org of await workAcross(pagesDue)) {
        if (signal.aborted) return null;
        try {
          await workAcross(async (across) => {
            await sendPage(across.in(org));
            await sendSummary(across.in(org));
          });
        } catch (error) {
          onFault(`pages of ${org}`, error);
        }
      }
      return workAcross(nextPage);
    },
  };
}
