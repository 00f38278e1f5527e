import type { AcrossTx, WorkAcross } from '../../../db/work.ts';
import type { Worker } from '../../../jobs/worker.ts';
import type { Id } from '../../../kernel/id.ts';
import { duration, plus, SECOND } from '../../../kernel/instant.ts';
import { hearCleared, raiseOnce } from './paging.on.ts';
import { de, en } from './paging.texts.ts';

/** A message that was accepted is tried within this time, or something in krisenfest is stuck. */
const PATIENCE = duration(5 * SECOND);
const UNTRIED = 'krisenfest:untried';
const MOST = 200;

type Untried = { readonly org: Id; readonly id: string; readonly channel: string; readonly createdAt: number };

/** Messages that were accepted and never tried, the oldest first; by an index, so that it costs the same with a million messages. */
export async function untried({ db, now }: AcrossTx): Promise<Untried[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['org_id', 'id', 'channel', 'created_at'])
    .where('attempts', '=', 0)
    .where('state', '=', 'queued')
    .where('created_at', '<=', now - PATIENCE)
    .orderBy('created_at')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ org: row.org_id, id: row.id, channel: row.channel, createdAt: row.created_at }));
}

const openAudits = async ({ db }: AcrossTx): Promise<Id[]> =>
  (await db.selectFrom('page_concern').select('org_id').where('open_cause', '=', UNTRIED).execute()).map(({ org_id }) => org_id);

/**
 * Looks for messages that were accepted and not tried within five seconds, and says so like any other failure. A message counts when
 * two looks in a row have seen it: after a restart or a jump of the clock everything is old for a moment. And when none before it on the
 * same kind of channel was tried between them: two thousand mails take longer than five seconds, and a queue that moves is not stuck.
 */
export function auditWorker(workAcross: WorkAcross, onFault: (where: string, error: unknown) => void): Worker {
  let before: readonly Untried[] = [];
  return {
    name: 'alert-audit',
    wakesOn: [],
    run: async ({ now }) => {
      await workAcross(async (across) => {
        const found = await untried(across);
        const [here, known] = [found, before].map((all) => new Set(all.map(({ id }) => id)));
        const moving = new Set(before.flatMap(({ id, channel }) => (here?.has(id) ? [] : [channel])));
        const stuck = found.filter(({ id, channel }) => known?.has(id) && !moving.has(channel));
        before = found;
        const orgs = new Map(stuck.map((one) => [one.org, one]));
        for (const [org, { createdAt }] of orgs) {
          const seconds = Math.round((now - createdAt) / SECOND);
          // Also on the console: the way to people may be what is stuck.
          onFault('alerts', new Error(`a message accepted ${seconds} s ago was never tried`));
          const title = { de: de.own.untried(seconds), en: en.own.untried(seconds) };
          await raiseOnce(across.in(org), { cause: UNTRIED, title, detail: { de: '', en: '' }, nodeId: null, nature: 'own' });
        }
        for (const org of await openAudits(across)) if (!found.some((one) => one.org === org)) await hearCleared(across.in(org), UNTRIED);
      });
      return plus(now, PATIENCE);
    },
  };
}
