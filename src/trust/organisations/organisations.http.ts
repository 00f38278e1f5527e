import { on, type Route } from '../../http/route.ts';
import { Problem } from '../../kernel/problem.ts';
import { audit } from '../audit/audit.store.ts';
import type { Role } from '../roles/rights.ts';
import { addOrganisation, changeOrganisation, readOrganisation } from './organisations.contract.ts';
import { organisations } from './organisations.store.ts';

const mayAdd = (roles: readonly Role[]) => roles.includes('owner') || roles.includes('operator');

export const organisationRoutes = (): Route[] => [
  on(addOrganisation).handle(async ({ body, caller, workAcross }) => {
    if (caller?.kind !== 'person') throw new Problem(401, 'not-logged-in', 'Please log in.');
    return workAcross(async (tx) => {
      const store = organisations(tx);
      if (!mayAdd((await store.membershipsOf(caller.id)).map(({ role }) => role)))
        throw new Problem(403, 'not-allowed', 'Only owners and operators of an organisation can add another one.');
      const added = await store.create(body);
      await store.join(added.id, caller.id, 'owner');
      await audit(tx.in(added.id)).note(caller.name, 'organisation.created', added.id, { name: added.name });
      return added;
    });
  }),
  on(readOrganisation).handle(async ({ work, org }) => work((tx) => organisations(tx).byId(org.id))),
  on(changeOrganisation).handle(async ({ work, org, body, caller }) =>
    work(async (tx) => {
      const defined = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      await organisations(tx).change(org.id, defined);
      await audit(tx).note(caller.name, 'organisation.changed', org.id, defined);
      tx.touch('organisation');
      return organisations(tx).byId(org.id);
    }),
  ),
];
