import { claimDue, nextDue, settle } from '../../db/claim.ts';
import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { duration } from '../../kernel/instant.ts';
import { Problem } from '../../kernel/problem.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { scans } from './discovery.store.ts';
import { unicodeOf } from './domain.ts';
import { repeats } from './repeat.store.ts';
import { nextRepeat } from './repeat.ts';

const LEASE = duration(20_000);
const AT_ONCE = 20;

/**
 * Asks for the scans that a month has brought round. After a long stop a domain is scanned once, not once for each month
 * missed. One that is being scanned at that moment already is not scanned twice.
 */
export function repeatWorker(workAcross: WorkAcross): Worker {
  return {
    name: 'scan-repeats',
    wakesOn: ['scan-repeat'],
    run: ({ node }) =>
      workAcross(async (across) => {
        const { db, now, postgres } = across;
        const leases = await claimDue(db, 'scan_repeat', { now, node, leaseFor: LEASE, limit: AT_ONCE, postgres });
        for (const lease of leases) {
          const row = await db.selectFrom('scan_repeat').selectAll().where('id', '=', lease.id).executeTakeFirstOrThrow();
          const tx = across.in(row.org_id);
          const { zone } = await organisations(across).byId(row.org_id);
          if (!(await settle(db, 'scan_repeat', node, lease, nextRepeat(now, row.day, zone)))) continue;
          try {
            await repeats(tx).note(await scans(tx).ask({ domain: row.domain, unicode: unicodeOf(row.domain) }, row.by));
          } catch (error) {
            if (!(error instanceof Problem && error.code === 'scan-running')) throw error;
          }
        }
        return nextDue(db, 'scan_repeat');
      }),
  };
}
