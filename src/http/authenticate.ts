import type { WorkAcross } from '../db/work.ts';
import { type Endpoint } from '../kernel/contract.ts';
import { Problem } from '../kernel/problem.ts';
import { organisations } from '../trust/organisations/organisations.store.ts';
import { mayDo, Right, type TokenScope } from '../trust/roles/rights.ts';
import { sessions } from '../trust/sessions/sessions.store.ts';
import { tokens } from '../trust/tokens/tokens.store.ts';
import type { Caller, OrganisationContext } from './route.ts';

export type Credentials = { readonly cookie: string | undefined; readonly bearer: string | undefined };

export type Admitted = { readonly caller: Caller | null; readonly org: OrganisationContext | null };

const notLoggedIn = () => new Problem(401, 'not-logged-in', 'Please log in.');
const notAllowed = () => new Problem(403, 'not-allowed', 'Your role does not allow this. The owner can change roles under Settings.');

/** Who calls, in which organisation, and may they? Throws the problem when not. One look into the database. */
export async function admit(
  workAcross: WorkAcross,
  one: Endpoint,
  credentials: Credentials,
  orgSlug: string | undefined,
): Promise<Admitted> {
  const right = Right.parse(one.right);
  return workAcross(async (tx) => {
    if (credentials.bearer !== undefined) {
      const token = await tokens(tx).find(credentials.bearer);
      if (!token) throw new Problem(401, 'bad-token', 'This token is unknown, expired or revoked.');
      const org = await organisations(tx).byId(token.org);
      if (one.scope !== 'organisation' || org.slug !== orgSlug || !mayDo(token.role, right, token.scope)) throw notAllowed();
      const caller: Caller = { kind: 'token', id: token.id, name: token.name, scope: token.scope satisfies TokenScope };
      return { caller, org: { ...org, role: token.role } };
    }
    const session = credentials.cookie === undefined ? undefined : await sessions(tx).find(credentials.cookie);
    const caller: Caller | null = session ? { kind: 'person', ...session.person, sessionId: session.id } : null;
    if (one.scope === 'open' || one.scope === 'page') return { caller, org: null };
    if (!session || !caller) throw notLoggedIn();
    if (one.scope === 'installation') return { caller, org: null };
    const org = orgSlug === undefined ? undefined : await organisations(tx).memberOf(session.person.id, orgSlug);
    if (!org) throw new Problem(404, 'no-such-organisation', 'This organisation does not exist, or you are not a member of it.');
    if (!mayDo(org.role, right)) throw notAllowed();
    return { caller, org };
  });
}
