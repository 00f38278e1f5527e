import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { DAY, plus } from '../../kernel/instant.ts';
import { everyOrganisation } from '../holds/holds.store.ts';
import { audit } from './audit.store.ts';

/** Lets old lines of the audit go, a piece at a time. */
export const auditTidyWorker = (workAcross: WorkAcross): Worker => ({
  name: 'audit-tidy',
  wakesOn: [],
  run: async ({ now, signal }) => {
    for (const org of await workAcross(everyOrganisation))
      while (!signal.aborted && (await workAcross((across) => audit(across.in(org)).dropOld())) > 0) await yieldToOthers();
    return plus(now, DAY);
  },
});
