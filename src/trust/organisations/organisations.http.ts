import { on, type Route } from '../../http/route.ts';
import { audit } from '../audit/audit.store.ts';
import { changeOrganisation, readOrganisation } from './organisations.contract.ts';
import { organisations } from './organisations.store.ts';

export const organisationRoutes = (): Route[] => [
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
