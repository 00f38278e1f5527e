import type { Tx, WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import type { Id } from '../../kernel/id.ts';
import { duration, MINUTE, plus } from '../../kernel/instant.ts';
import { everyOrganisation } from '../../trust/holds/holds.store.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { signals } from '../signals/signals.store.ts';
import type { Check } from './checks.contract.ts';
import { settledOf } from './checks.ts';
import { sayDetail } from './detail.texts.ts';
import { readInPieces } from './listing.cases.ts';
import type { Detail } from './observation.ts';

const LOOK_EVERY = duration(10 * MINUTE);

/** Late within its grace: it comes soon, or it is an outage. */
const PASSING: readonly Detail['code'][] = ['heartbeat-late'];

type Warned = Pick<Check, 'id' | 'name'> & { readonly warning: Detail };

const warnedOf = ({ id, name, state }: Check): Warned[] => {
  const settled = settledOf(state);
  return settled.kind === 'up' && settled.warning !== null && !PASSING.includes(settled.warning.code)
    ? [{ id, name, warning: settled.warning }]
    : [];
};

/** Opens a signal for each that is not told yet, and ends those of checks that warn no more. */
async function tell(tx: Tx, warned: readonly Warned[], lasting: ReadonlySet<Id>): Promise<void> {
  const open = new Set(await signals(tx).openKeys('warnings'));
  const now = new Set(warned.map(({ id }) => id));
  for (const key of open) if (!now.has(key)) await signals(tx).close('warnings', '', key, { by: 'source', who: '', reason: '' });
  const { language, zone } = await organisations(tx).byId(tx.org);
  for (const { id, name, warning } of warned) {
    if (open.has(id) || !lasting.has(id)) continue;
    const facts = { key: id, severity: 'warning', meaning: 'note', names: [name], nodeId: null, since: tx.now } as const;
    const title = `${name}: ${sayDetail(warning, language, zone)}`.slice(0, 300);
    await signals(tx).open('warnings', name, { ...facts, title, body: JSON.stringify(warning) });
  }
}

/**
 * What is coming (a certificate that ends soon, a weak battery, a backup that grew by leaps) stops nothing yet, but somebody must hear of it
 * while it can be mended: a signal, told with the morning's summary. Two looks ten minutes apart must see it, so that no hitch is told.
 */
export function warningsWorker(workAcross: WorkAcross): Worker {
  let before: ReadonlySet<Id> = new Set();
  return {
    name: 'check-warnings',
    wakesOn: [],
    run: async ({ now, signal }) => {
      const seen = new Set<Id>();
      for (const org of await workAcross(everyOrganisation)) {
        if (signal.aborted) return null;
        const { all } = await readInPieces((body) => workAcross((across) => body(across.in(org))));
        const warned = all.flatMap(warnedOf);
        for (const { id } of warned) seen.add(id);
        await workAcross((across) => tell(across.in(org), warned, before));
      }
      before = seen;
      return plus(now, LOOK_EVERY);
    },
  };
}
