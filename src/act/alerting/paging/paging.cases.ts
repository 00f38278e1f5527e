import type { Tx } from '../../../db/work.ts';
import { HOUR, type Instant, MINUTE, plus } from '../../../kernel/instant.ts';
import type { Bilingual, Language } from '../../../kernel/languages.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { snapshot } from '../../../prepare/plans/snapshot.ts';
import { crisisRoles } from '../../../prepare/roles/roles.store.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { stepsOf } from '../../incidents/alertrequest.ts';
import { FrozenPlan } from '../../incidents/frozen.ts';
import { fallbackContacts } from '../../incidents/incidents.cases.ts';
import { incidents } from '../../incidents/incidents.store.ts';
import { openedAt } from '../../incidents/incidents.ts';
import { acceptAlert, endAlerts } from '../alerting.on.ts';
import { alerts } from '../alerts.store.ts';
import { deliveries } from '../deliveries.store.ts';
import { withPeople } from '../escalation/escalation.cases.ts';
import type { AlertRequest } from '../request.ts';
import { type Concern, concerns } from './paging.store.ts';
import { de, en } from './paging.texts.ts';

/** After this an incident is no reason any more to take somebody for awake. */
const AT_WORK = 12 * HOUR;

/** People work on an incident already. */
export async function atWork(tx: Tx): Promise<boolean> {
  const open = await incidents(tx).list(['open']);
  return open.some((incident) => incident.mode === 'actual' && tx.now - (openedAt(incident) ?? 0) < AT_WORK);
}

/** The crisis team, then its deputies; where the firm has none, everybody, at last the owners. */
async function teamSteps(tx: Tx): Promise<AlertRequest['steps']> {
  const plan = FrozenPlan.parse(snapshot(null, await crisisRoles(tx).list(), await contacts(tx).list()));
  return stepsOf(plan, await fallbackContacts(tx), await incidents(tx).policy());
}

const both = (say: (t: typeof de, language: Language) => string): Bilingual => ({ de: say(de, 'de'), en: say(en, 'en') });

function line({ title, detail, clearedAt, because, woke }: Concern, t: typeof de, language: Language, zone: string): string {
  const over = clearedAt === null ? '' : ` (${t.morning.over})`;
  const more = detail[language] === '' ? '' : `: ${detail[language]}`;
  const what = `${title[language]}${over}${more}`.replace(/\.?$/, '.');
  return `- ${what}${woke ? ` ${t.because(because, zone)}` : ''}`;
}

/** Sends one page for everything that is due, newest first, and says what else people were told of that still lasts. */
export async function sendPage(tx: Tx): Promise<void> {
  const pageId = tx.newId();
  const taken = await concerns(tx).takeDue('page', pageId);
  const [first] = taken.filter(({ clearedAt }) => clearedAt === null);
  // What is over before it could be told wakes nobody.
  if (!first) return;
  const lasting = (await concerns(tx).lasting()).filter(
    ({ pageId: of, pagedAt, course }) => of !== pageId && pagedAt !== null && course === 'page',
  );
  const { zone } = await organisations(tx).byId(tx.org);
  const all = [...taken, ...lasting];
  const { request } = await withPeople(tx, {
    source: { kind: 'page', id: pageId },
    mode: 'actual',
    subject: both((t, language) => t.page.subject(first.title[language], all.length - 1)),
    text: both((t, language) => [...all.map((one) => line(one, t, language, zone)), '', t.page.end].join('\n')),
    steps: await teamSteps(tx),
    needed: 1,
  });
  const alertId = await acceptAlert(tx, request);
  if (all.some(({ nature }) => nature === 'attack')) await alerts(tx).setAttack(request.source, true);
  await deliveries(tx).supersedePages(alertId, plus(tx.now, -MINUTE));
}

/** The morning summary: what nobody was woken for, each with its reason. It goes to the first step only and is not repeated. */
export async function sendSummary(tx: Tx): Promise<void> {
  const pageId = tx.newId();
  const taken = await concerns(tx).takeDue('wait', pageId);
  if (taken.length === 0) return;
  const { zone } = await organisations(tx).byId(tx.org);
  const said = (one: Concern, t: typeof de, language: Language) => `${line(one, t, language, zone)} ${t.because(one.because, zone)}`;
  const { request } = await withPeople(tx, {
    source: { kind: 'page', id: pageId },
    mode: 'actual',
    subject: both((t) => t.morning.subject(taken.length)),
    text: both((t, language) => [t.morning.intro, ...taken.map((one) => said(one, t, language))].join('\n')),
    steps: await teamSteps(tx),
    needed: 1,
  });
  const first = request.steps.find(({ recipients }) => recipients.length > 0) ?? request.steps[0];
  await acceptAlert(tx, { ...request, steps: first ? [{ ...first, delayMs: 0 }] : request.steps });
}

/** A page whose causes are all over needs nobody any more. */
export async function endIfOver(tx: Tx, { pageId, course }: Concern): Promise<void> {
  if (pageId === null || course === 'wait') return;
  const all = await concerns(tx).ofPage(pageId);
  if (all.every(({ clearedAt }) => clearedAt !== null)) await endAlerts(tx, { kind: 'page', id: pageId });
}

/** An incident takes over: its crisis team is alerted, so pages fall silent. */
export async function handOver(tx: Tx): Promise<void> {
  for (const { pageId, course } of await concerns(tx).lasting())
    if (pageId !== null && course === 'page') await endAlerts(tx, { kind: 'page', id: pageId });
  await concerns(tx).cover();
}

/** Pages of the last quarter of an hour, and whether what they told of lasts. */
export async function pagedLately(tx: Tx): Promise<{ readonly sentAt: readonly Instant[]; readonly storm: boolean }> {
  const storm = (await concerns(tx).lasting()).some(
    ({ pagedAt, dueAt, course }) => course === 'page' && (pagedAt !== null || dueAt !== null),
  );
  return { sentAt: await concerns(tx).pagedSince(plus(tx.now, -15 * MINUTE)), storm };
}
