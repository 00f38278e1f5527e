import type { AcrossTx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { organisations } from '../organisations/organisations.store.ts';
import { passwordMatches } from '../people/password.ts';
import { accounts } from '../people/people.store.ts';
import { rightsOf } from '../roles/rights.ts';
import { login, logout, type Me, readMe } from './sessions.contract.ts';
import { sessions } from './sessions.store.ts';

/** Who is logged in, as the interface needs it. */
export async function meOf(tx: AcrossTx, id: Id): Promise<Me> {
  const account = await accounts(tx).byId(id);
  if (!account) throw notFound('This account');
  const memberships = await organisations(tx).membershipsOf(id);
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    language: account.language,
    organisations: memberships.map(({ id, slug, name, zone, language, role }) => ({
      id,
      slug,
      name,
      zone,
      language,
      role,
      rights: [...rightsOf[role]],
    })),
  };
}

export const sessionRoutes = (): Route[] => [
  on(login).handle(async ({ body, agent, workAcross, setSession }) => {
    const account = await workAcross((tx) => accounts(tx).byEmail(body.email));
    if (!(await passwordMatches(body.password, account?.password ?? null)) || !account)
      throw new Problem(401, 'wrong-login', 'E-mail address or password is not right.');
    return workAcross(async (tx) => {
      const { secret, expires } = await sessions(tx).create(account.id, agent);
      setSession(secret, expires);
      return meOf(tx, account.id);
    });
  }),
  on(logout).handle(async ({ caller, workAcross, setSession }) => {
    if (caller?.kind === 'person') await workAcross((tx) => sessions(tx).end(caller.sessionId));
    setSession(null);
    return undefined;
  }),
  on(readMe).handle(async ({ caller, workAcross }) => {
    if (caller?.kind !== 'person') throw new Problem(401, 'not-logged-in', 'Please log in.');
    return workAcross((tx) => meOf(tx, caller.id));
  }),
];
