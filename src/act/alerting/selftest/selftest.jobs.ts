import type { WorkAcross } from '../../../db/work.ts';
import type { Worker } from '../../../jobs/worker.ts';
import { MINUTE, plus } from '../../../kernel/instant.ts';
import { channels } from '../channels/index.ts';
import { channelsOfKinds } from '../sending.store.ts';
import { runSelfTests } from './selftest.cases.ts';

const SMS_KINDS = channels.flatMap(({ kind, reaches }) => (reaches === 'sms' ? [kind] : []));

/** The weekly test of the way that works without the Internet: a text to the modem's own number. */
export function selfTestWorker(workAcross: WorkAcross): Worker {
  return {
    name: 'sms-self-tests',
    wakesOn: [],
    run: async ({ now }) => {
      await workAcross(async (across) => {
        const tested = (await across.db.selectFrom('sms_self_test').select('org_id').distinct().execute()).map(({ org_id }) => org_id);
        const orgs = new Set([...tested, ...(await channelsOfKinds(across, SMS_KINDS)).map(({ org }) => org)]);
        for (const org of orgs) await runSelfTests(across.in(org));
      });
      return plus(now, MINUTE);
    },
  };
}
