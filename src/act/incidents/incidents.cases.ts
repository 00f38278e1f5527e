import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { contacts } from '../../prepare/contacts/contacts.store.ts';
import { plans } from '../../prepare/plans/plans.store.ts';
import { planFor } from '../../prepare/plans/plans.ts';
import { snapshot } from '../../prepare/plans/snapshot.ts';
import { crisisRoles } from '../../prepare/roles/roles.store.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { people } from '../../trust/people/people.store.ts';
import { decisionNote, systemNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import { alertOf } from './alertrequest.ts';
import { type FrozenContact, FrozenPlan } from './frozen.ts';
import { incidents } from './incidents.store.ts';
import { de, en } from './incidents.texts.ts';
import { type Done, type Incident, joined, opened, proposed, type Refusal } from './incidents.ts';

/** The texts in the language of the organisation: what the situation log is written in. */
export const textsOf = async (tx: Tx): Promise<typeof de> => ((await organisations(tx).byId(tx.org)).language === 'de' ? de : en);

/** Unwraps a decision, or throws the refusal as a problem in the organisation's language. */
export async function decided(tx: Tx, decision: Result<Done, Refusal>): Promise<Done> {
  if (decision.ok) return decision.value;
  throw new Problem(decision.error === 'reason-missing' ? 422 : 409, decision.error, (await textsOf(tx)).refusal[decision.error]);
}

/** Saves the incident and tells its events. */
export async function keep(tx: Tx, { incident, events }: Done): Promise<Incident> {
  await incidents(tx).save(incident);
  for (const event of events) tx.emit(event);
  return incident;
}

async function freezeFor(tx: Tx, incident: Incident, planId: Id | undefined): Promise<FrozenPlan> {
  const all = await plans(tx).list();
  const fitting = planFor(
    all,
    incident.outages.map((outage) => outage.nodeId),
  );
  const plan = planId === undefined ? fitting : all.find((one) => one.id === planId);
  return FrozenPlan.parse(snapshot(plan ?? null, await crisisRoles(tx).list(), await contacts(tx).list()));
}

/** Whom to alert when no role is filled: all contacts, and where there are none, the owners' own mail addresses. */
export async function fallbackContacts(tx: Tx): Promise<FrozenContact[]> {
  const known = (await contacts(tx).list()).filter((contact) => contact.addresses.length > 0);
  if (known.length > 0)
    return known.map(({ id, name, language, addresses }) => ({
      id,
      name,
      language,
      addresses: addresses.map(({ kind, value }) => ({ kind, value })),
    }));
  const owners = (await people(tx).list()).filter((person) => person.role === 'owner');
  return owners.map(({ id, name, language, email }) => ({ id, name, language, addresses: [{ kind: 'email', value: email }] }));
}

/**
 * Opens a proposed incident: freezes plan and contacts, starts the situation log, tells the alerting. One unit of work,
 * so that nobody is alerted about what was not stored.
 */
export async function openNow(
  tx: Tx,
  incident: Incident,
  by: { readonly id: Id | null; readonly name: string },
  planId?: Id,
): Promise<Incident> {
  const t = (await textsOf(tx)).log;
  const { incident: open } = await decided(tx, opened(incident, await freezeFor(tx, incident, planId), by.name, tx.now));
  const alert = alertOf(open, await fallbackContacts(tx), await incidents(tx).policy());
  const reachable = alert.steps.some((step) => step.recipients.some((recipient) => recipient.addresses.length > 0));
  await keep(tx, {
    incident: open,
    events: [{ type: 'incident.opened', data: { incidentId: open.id, mode: open.mode, title: open.title, by: by.name, alert } }],
  });
  const log = situationLog(tx);
  await log.start(open.id, open.mode);
  await log.append(open.id, decisionNote('incident.opened', t.opened(open.title, by.name), by));
  await log.append(open.id, systemNote('plan.frozen', open.plan?.planId ? t.plan(open.plan.title) : t.noPlan));
  if (!reachable) await log.append(open.id, systemNote('alert.impossible', t.nobody));
  return open;
}

type Raised = {
  /** Without one it gets the title of the outage that waits, or a plain one. */
  readonly title: string | undefined;
  readonly mode: Incident['mode'];
  readonly nodeIds: readonly string[];
  readonly planId: Id | undefined;
};

/**
 * The alarm button: an incident that opens at once. Where an outage has been proposed already, the alarm is the yes to it: else the
 * question "is this an emergency?" would stay, and the outage and its end would belong to another incident than the one being worked on.
 */
export async function raise(
  tx: Tx,
  { title, mode, nodeIds, planId }: Raised,
  by: { readonly id: Id | null; readonly name: string },
): Promise<Incident> {
  const t = await textsOf(tx);
  const names = new Map(nodeIds.length === 0 ? [] : (await inventory(tx).own()).nodes.map(({ key, name }) => [key, name]));
  const outages = nodeIds.map((nodeId) => ({ nodeId, name: names.get(nodeId) ?? nodeId, from: tx.now, until: null }));
  const [waiting] = mode === 'actual' ? await incidents(tx).list(['proposed']) : [];
  if (waiting) return openNow(tx, { ...outages.reduce(joined, waiting), title: title ?? waiting.title }, by, planId);
  const plain = mode === 'exercise' ? t.exerciseTitle : t.raisedTitle;
  const incident = { ...proposed(tx.newId(), title ?? plain, { kind: 'raised', by: by.name }, outages, tx.now), mode };
  return openNow(tx, incident, by, planId);
}
