import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { textsOf } from '../incidents/incidents.cases.ts';
import { systemNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import { withdrawFor } from './darksite.cases.ts';

/** The incident has ended: the page goes with it. */
export async function withdrawWithIncident(tx: Tx, { incidentId }: { readonly incidentId: Id }): Promise<void> {
  await withdrawFor(tx, incidentId, { by: 'policy' });
}

type About = { readonly incidentId: Id | null; readonly hash?: string | null | undefined; readonly fault?: string | undefined };
type DarkSiteEventName =
  | 'publication.decided'
  | 'darksite.went-live'
  | 'darksite.seen-live'
  | 'darksite.withdrawn'
  | 'darksite.failed'
  | 'publication.reminded';

/** What happens to the emergency website stands in the situation log of its incident. */
export async function noteDarkSite(tx: Tx, event: DarkSiteEventName, { incidentId, hash, fault }: About): Promise<void> {
  if (incidentId === null) return;
  const t = (await textsOf(tx)).log;
  const words: Record<DarkSiteEventName, string> = {
    'publication.decided': t.publicationDecided,
    'darksite.went-live': t.wentLive,
    'darksite.seen-live': t.seenLive,
    'darksite.withdrawn': t.withdrawn,
    'darksite.failed': t.darkSiteFailed(fault ?? ''),
    'publication.reminded': t.stillLive,
  };
  await situationLog(tx).append(incidentId, systemNote(event, words[event], hash ? { hash } : {}));
}
