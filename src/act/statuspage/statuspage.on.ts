import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Language } from '../../kernel/languages.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { openedAt } from '../incidents/incidents.ts';
import { begun, type PublicIncident, type PublicMessage, said } from './publicincident.ts';
import { de, en } from './standing.texts.ts';
import { statusNow } from './statusnow.cases.ts';
import { publicIncidents, statusPage } from './statuspage.store.ts';

/** Something has happened that may be on the page. */
export const stirStatusPage = (tx: Tx): Promise<void> => statusPage(tx).stir();

/** What was published on the emergency website, as this page hears of it. */
export type EmergencyMessage = {
  readonly incidentId: Id;
  readonly words: Readonly<Record<Language, { readonly headline: string; readonly whatHappened: string }>>;
};

const sayNow = (incident: PublicIncident, message: Omit<PublicMessage, 'by'>): PublicIncident => {
  const next = said(incident, { ...message, by: '' });
  return next.ok ? next.value : incident;
};

/** Messages of the emergency website stand on the status page too, where that was switched on: a person has made them public. */
export async function takeEmergencyMessage(tx: Tx, { incidentId, words }: EmergencyMessage): Promise<void> {
  const { live } = await statusPage(tx).get();
  if (live === null || !live.settings.emergency) return;
  const store = publicIncidents(tx);
  const there = await store.ofEmergency(incidentId);
  const text = { de: words.de.whatHappened, en: words.en.whatHappened };
  if (there?.messages.at(-1)?.text.de === text.de) return;
  const down = (await statusNow(tx, live.settings)).components.filter(({ state }) => state === 'down').map(({ key }) => key);
  const title = { de: words.de.headline, en: words.en.headline };
  // The emergency website tells the same beginning.
  const opened = await incidents(tx).find(incidentId);
  const from = (opened && openedAt(opened)) ?? tx.now;
  const incident = there ?? begun({ id: tx.newId(), title, components: down, from, source: 'emergency', incidentId });
  await store.save(sayNow({ ...incident, title }, { id: tx.newId(), at: tx.now, phase: 'investigating', text }));
  await statusPage(tx).stir();
}

/** The incident is over: what the emergency website had said about it has ended. What a person wrote here, a person ends. */
export async function endEmergencyMessage(tx: Tx, { incidentId }: { readonly incidentId: Id }): Promise<void> {
  const store = publicIncidents(tx);
  const there = await store.ofEmergency(incidentId);
  if (there === undefined) return;
  const text = { de: de.over, en: en.over };
  await store.save(sayNow(there, { id: tx.newId(), at: tx.now, phase: 'resolved', text }));
  await statusPage(tx).stir();
}
