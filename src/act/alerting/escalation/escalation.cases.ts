import type { Tx } from '../../../db/work.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { crisisRoles } from '../../../prepare/roles/roles.store.ts';
import { peopleOf } from '../../../prepare/roles/roles.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { channels } from '../channels/index.ts';
import { channelSettings } from '../channels.store.ts';
import { pushDevices } from '../push/push.store.ts';
import { devicesOf, PUSH } from '../push/push.ts';
import type { AlertRequest } from '../request.ts';
import { absences, alertingSettings, groups, policies, rotas } from './escalation.store.ts';
import { byPolicy, type LeftOut, type Planned, type Roster, reachesSomebody, withoutAbsent } from './roster.ts';

/** Everybody who can be meant, as they are now. */
export async function rosterOf(tx: Tx): Promise<Roster> {
  const { zone } = await organisations(tx).byId(tx.org);
  const kinds = new Set((await channelSettings(tx).list()).map(({ kind }) => kind));
  const people = (await contacts(tx).list()).map(({ id, name, language, addresses }) => ({
    contactId: id,
    name,
    language,
    addresses: addresses.map(({ kind, value }) => ({ kind, value })),
  }));
  const devices = kinds.has(PUSH) ? await pushDevices(tx).list() : [];
  return {
    contacts: new Map(people.map((person) => [person.contactId, person])),
    roles: new Map((await crisisRoles(tx).list()).map((role) => [role.id, peopleOf(role)])),
    groups: new Map((await groups(tx).list()).map(({ id, members }) => [id, members])),
    rotas: new Map((await rotas(tx).list()).map((rota) => [rota.id, rota])),
    absences: await absences(tx).list(),
    reachable: new Set(channels.filter(({ kind }) => kinds.has(kind)).map(({ reaches }) => reaches)),
    onDevices: new Set(people.filter((person) => devicesOf(person, devices).length > 0).map(({ contactId }) => contactId)),
    zone,
  };
}

/** The steps of the policy in use; undefined when the firm has chosen none, or it means nobody. */
async function policySteps(tx: Tx, roster: Roster): Promise<Planned | undefined> {
  const { policyId } = await alertingSettings(tx).read();
  const policy = policyId === null ? undefined : await policies(tx).find(policyId);
  if (!policy) return undefined;
  const planned = byPolicy(policy, roster, tx.now);
  return reachesSomebody(planned) ? planned : undefined;
}

/**
 * Whom an alert goes to: by the policy in use, else as asked, in both cases without those who are away. Where that would be nobody,
 * everybody who was asked for: too many beats nobody.
 */
export async function withPeople(
  tx: Tx,
  request: AlertRequest,
): Promise<{ readonly request: AlertRequest; readonly leftOut: readonly (LeftOut & { readonly step: number })[] }> {
  const roster = await rosterOf(tx);
  const planned = (await policySteps(tx, roster)) ?? withoutAbsent(request.steps, roster, tx.now);
  if (!reachesSomebody(planned)) return { request, leftOut: [] };
  return { request: { ...request, steps: planned.steps, needed: planned.needed }, leftOut: planned.leftOut };
}
