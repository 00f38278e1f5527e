import type { Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import { Problem } from '../../kernel/problem.ts';
import { contacts } from '../contacts/contacts.store.ts';
import { plans } from '../plans/plans.store.ts';
import { de, en } from './readiness.texts.ts';
import { gapLink, readinessOf } from './readiness.ts';
import { addCrisisRole, listCrisisRoles, putCrisisRole, removeCrisisRole, startCrisisRoles } from './roles.contract.ts';
import { crisisRoles } from './roles.store.ts';
import { type CrisisRole, peopleOf } from './roles.ts';
import { roleTemplates } from './templates.ts';

/** Holder and deputies must be contacts of this organisation. */
async function mustExist(tx: Tx, role: Pick<CrisisRole, 'holder' | 'deputies'>): Promise<void> {
  for (const id of peopleOf(role))
    if (!(await contacts(tx).find(id)))
      throw new Problem(422, 'no-such-contact', 'A person of this role is not among the contacts. Add the contact first.', [
        { pointer: id === role.holder ? '/holder' : `/deputies/${role.deputies.indexOf(id)}`, message: 'not a contact' },
      ]);
}

export const crisisRoleRoutes = (): Route[] => [
  on(listCrisisRoles).handle(async ({ work }) =>
    work(async (tx) => {
      const roles = await crisisRoles(tx).list();
      const gaps = readinessOf(roles, await contacts(tx).list());
      const say = (gap: (typeof gaps)[number]) => ({ kind: gap.kind, sentence: { de: de.gap(gap), en: en.gap(gap) }, link: gapLink(gap) });
      return { roles, gaps: gaps.map(say) };
    }),
  ),
  on(addCrisisRole).handle(async ({ body, work }) =>
    work(async (tx) => {
      await mustExist(tx, body);
      return crisisRoles(tx).add(body);
    }),
  ),
  on(startCrisisRoles).handle(async ({ body, org, work }) =>
    work(async (tx) => {
      await crisisRoles(tx).ensure(roleTemplates(org.language, body.kinds));
      return { roles: await crisisRoles(tx).list() };
    }),
  ),
  on(putCrisisRole).handle(async ({ params, body: { revision, ...body }, work }) =>
    work(async (tx) => {
      await mustExist(tx, body);
      return crisisRoles(tx).put(params.id, body, revision);
    }),
  ),
  on(removeCrisisRole).handle(async ({ params, work }) =>
    work(async (tx) => {
      await crisisRoles(tx).remove(params.id);
      await plans(tx).forgetRole(params.id);
      return undefined;
    }),
  ),
];
