import type { Tx } from '../../../db/work.ts';
import { on, type Route } from '../../../http/route.ts';
import type { Id } from '../../../kernel/id.ts';
import { Problem } from '../../../kernel/problem.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { crisisRoles } from '../../../prepare/roles/roles.store.ts';
import { peopleOf } from '../../../prepare/roles/roles.ts';
import { audit } from '../../../trust/audit/audit.store.ts';
import { channelSettings } from '../channels.store.ts';
import {
  addAbsence,
  addGroup,
  addPolicy,
  addRota,
  choosePolicy,
  putAbsence,
  putAlertingSettings,
  putGroup,
  putPolicy,
  putRota,
  readAlertingSettings,
  readEscalation,
  removeAbsence,
  removeGroup,
  removePolicy,
  removeRota,
} from './escalation.contract.ts';
import { absences, alertingSettings, groups, policies, rotas } from './escalation.store.ts';
import type { Target } from './policies.ts';
import { shiftsFrom } from './rota.ts';

const SHIFTS = 5;

const unknownPerson = () => new Problem(422, 'unknown-target', 'Somebody or something that is named here does not exist (any more).');

/** Everybody named must be there: a step that silently reaches nobody is worse than a refusal. */
async function peopleThere(tx: Tx, ids: readonly Id[]): Promise<void> {
  const there = new Set((await contacts(tx).list()).map(({ id }) => id));
  if (ids.some((id) => !there.has(id))) throw unknownPerson();
}

async function targetsThere(tx: Tx, targets: readonly Target[]): Promise<void> {
  const ids = async (list: () => Promise<readonly { readonly id: Id }[]>) => new Set((await list()).map(({ id }) => id));
  const there: Readonly<Record<Target['kind'], ReadonlySet<Id>>> = {
    person: await ids(() => contacts(tx).list()),
    role: await ids(() => crisisRoles(tx).list()),
    group: await ids(() => groups(tx).list()),
    rota: await ids(() => rotas(tx).list()),
  };
  if (targets.some(({ kind, id }) => !there[kind].has(id))) throw unknownPerson();
}

/** Not while a policy names it. */
async function unused(tx: Tx, kind: Target['kind'], id: Id): Promise<void> {
  const by = (await policies(tx).list()).find(({ steps }) =>
    steps.some(({ targets }) => targets.some((target) => target.kind === kind && target.id === id)),
  );
  if (by) throw new Problem(409, 'in-use', `The escalation policy "${by.name}" alerts it. Change the policy first.`);
}

export const escalationRoutes = (): Route[] => [
  on(readEscalation).handle(({ work, org }) =>
    work(async (tx) => ({
      policies: await policies(tx).list(),
      groups: await groups(tx).list(),
      rotas: (await rotas(tx).list()).map((rota) => ({ ...rota, shifts: shiftsFrom(rota, tx.now, org.zone, SHIFTS) })),
      absences: await absences(tx).list(),
      policyId: (await alertingSettings(tx).read()).policyId,
      people: (await contacts(tx).list()).map(({ id, name }) => ({ id, name })),
      roles: (await crisisRoles(tx).list()).map((role) => ({ id: role.id, name: role.name, people: peopleOf(role) })),
      now: tx.now,
    })),
  ),
  on(addPolicy).handle(({ work, body, caller }) =>
    work(async (tx) => {
      await targetsThere(
        tx,
        body.steps.flatMap(({ targets }) => targets),
      );
      const { id } = await policies(tx).put(tx.newId(), body);
      await audit(tx).note(caller.name, 'escalation-policy.added', id, { name: body.name });
      return { id };
    }),
  ),
  on(putPolicy).handle(({ work, params, body: { contents, revision }, caller }) =>
    work(async (tx) => {
      await targetsThere(
        tx,
        contents.steps.flatMap(({ targets }) => targets),
      );
      await policies(tx).put(params.id, contents, revision);
      await audit(tx).note(caller.name, 'escalation-policy.changed', params.id, { name: contents.name });
      return undefined;
    }),
  ),
  on(removePolicy).handle(({ work, params, caller }) =>
    work(async (tx) => {
      const settings = await alertingSettings(tx).read();
      if (settings.policyId === params.id)
        throw new Problem(409, 'policy-in-use', 'This escalation policy is in use. Choose another one for incidents first.');
      const { name } = await policies(tx).get(params.id);
      await policies(tx).remove(params.id);
      await audit(tx).note(caller.name, 'escalation-policy.removed', params.id, { name });
      return undefined;
    }),
  ),
  on(choosePolicy).handle(({ work, body, caller }) =>
    work(async (tx) => {
      if (body.policyId !== null) await policies(tx).get(body.policyId);
      await alertingSettings(tx).save({ ...(await alertingSettings(tx).read()), policyId: body.policyId });
      await audit(tx).note(caller.name, 'escalation-policy.chosen', body.policyId ?? 'crisis-team', {});
      return undefined;
    }),
  ),
  on(addGroup).handle(({ work, body }) =>
    work(async (tx) => {
      await peopleThere(tx, body.members);
      return { id: (await groups(tx).put(tx.newId(), body)).id };
    }),
  ),
  on(putGroup).handle(({ work, params, body: { contents, revision } }) =>
    work(async (tx) => {
      await peopleThere(tx, contents.members);
      await groups(tx).put(params.id, contents, revision);
      return undefined;
    }),
  ),
  on(removeGroup).handle(({ work, params }) =>
    work(async (tx) => {
      await unused(tx, 'group', params.id);
      await groups(tx).remove(params.id);
      return undefined;
    }),
  ),
  on(addRota).handle(({ work, body }) =>
    work(async (tx) => {
      await peopleThere(tx, [...body.people, ...body.overrides.map(({ contactId }) => contactId)]);
      return { id: (await rotas(tx).put(tx.newId(), body)).id };
    }),
  ),
  on(putRota).handle(({ work, params, body: { contents, revision } }) =>
    work(async (tx) => {
      await peopleThere(tx, [...contents.people, ...contents.overrides.map(({ contactId }) => contactId)]);
      await rotas(tx).put(params.id, contents, revision);
      return undefined;
    }),
  ),
  on(removeRota).handle(({ work, params }) =>
    work(async (tx) => {
      await unused(tx, 'rota', params.id);
      await rotas(tx).remove(params.id);
      return undefined;
    }),
  ),
  on(addAbsence).handle(({ work, body }) =>
    work(async (tx) => {
      await peopleThere(tx, [body.contactId, ...(body.standIn === null ? [] : [body.standIn])]);
      return { id: (await absences(tx).put(tx.newId(), body)).id };
    }),
  ),
  on(putAbsence).handle(({ work, params, body: { contents, revision } }) =>
    work(async (tx) => {
      await peopleThere(tx, [contents.contactId, ...(contents.standIn === null ? [] : [contents.standIn])]);
      await absences(tx).put(params.id, contents, revision);
      return undefined;
    }),
  ),
  on(removeAbsence).handle(({ work, params }) =>
    work(async (tx) => {
      await absences(tx).remove(params.id);
      return undefined;
    }),
  ),
  on(readAlertingSettings).handle(({ work }) =>
    work(async (tx) => {
      const { hours, wakeAbove, openInAttack } = await alertingSettings(tx).read();
      return { hours, wakeAbove, openInAttack };
    }),
  ),
  on(putAlertingSettings).handle(({ work, body, caller }) =>
    work(async (tx) => {
      const before = await alertingSettings(tx).read();
      const there = new Set((await channelSettings(tx).list()).map(({ id }) => id));
      const openInAttack = (body.openInAttack ?? before.openInAttack).filter((id) => there.has(id));
      await alertingSettings(tx).save({
        ...before,
        hours: body.hours ?? before.hours,
        wakeAbove: body.wakeAbove ?? before.wakeAbove,
        openInAttack,
      });
      await audit(tx).note(caller.name, 'alerting.settings-changed', tx.org, body);
      return undefined;
    }),
  ),
];
