import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { textsOf } from '../incidents/incidents.cases.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { type Note, systemNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import { decideNeutral, type OutageHeard, withdrawFor } from './darksite.cases.ts';
import type { DecidedBy } from './darksite.ts';

/** Watch has confirmed an outage: the neutral page, where it may go out by itself. Held back, the situation log says why. */
export async function showNeutral(tx: Tx, outage: OutageHeard): Promise<void> {
  const held = await decideNeutral(tx, outage);
  if (held) await write(tx, outage.incidentId, systemNote('publication.held-back', (await textsOf(tx)).log.neutralHeld(held.heldBack)));
}

/** Into the log of the incident; of one that is only proposed it begins here, since something left the house. */
async function write(tx: Tx, incidentId: Id, note: Note): Promise<void> {
  const log = situationLog(tx);
  await log.start(incidentId, (await incidents(tx).get(incidentId)).mode);
  await log.append(incidentId, note);
}

/** The incident has ended, or was none: the page goes with it. */
export async function withdrawWithIncident(tx: Tx, { incidentId }: { readonly incidentId: Id }): Promise<void> {
  await withdrawFor(tx, incidentId, { by: 'policy' });
}

type About = {
  readonly incidentId: Id | null;
  readonly hash?: string | null | undefined;
  readonly fault?: string | undefined;
  /** Who decided to go public. */
  readonly decidedBy?: { readonly by: DecidedBy['by'] } | undefined;
};
type DarkSiteEventName =
  | 'publication.decided'
  | 'darksite.went-live'
  | 'darksite.seen-live'
  | 'darksite.withdrawn'
  | 'darksite.failed'
  | 'publication.reminded';

/** What happens to the emergency website stands in the situation log of its incident. */
export async function noteDarkSite(tx: Tx, event: DarkSiteEventName, { incidentId, hash, fault, decidedBy }: About): Promise<void> {
  if (incidentId === null) return;
  const t = (await textsOf(tx)).log;
  const words: Record<DarkSiteEventName, string> = {
    'publication.decided': decidedBy?.by === 'policy' ? t.neutralDecided : t.publicationDecided,
    'darksite.went-live': t.wentLive,
    'darksite.seen-live': t.seenLive,
    'darksite.withdrawn': t.withdrawn,
    'darksite.failed': t.darkSiteFailed(fault ?? ''),
    'publication.reminded': t.stillLive,
  };
  await write(tx, incidentId, systemNote(event, words[event], hash ? { hash } : {}));
}
