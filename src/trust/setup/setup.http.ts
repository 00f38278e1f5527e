import type { AcrossTx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import { Problem } from '../../kernel/problem.ts';
import { audit } from '../audit/audit.store.ts';
import { organisations } from '../organisations/organisations.store.ts';
import { hashPassword } from '../people/password.ts';
import { accounts } from '../people/people.store.ts';
import { meOf } from '../sessions/sessions.http.ts';
import { sessions } from '../sessions/sessions.store.ts';
import { doSetup, readSetup } from './setup.contract.ts';
import { setupCodes } from './setupcode.store.ts';

const alreadySetUp = () => new Problem(409, 'already-set-up', 'This installation has been set up already. Please log in.');

/** Refuses who has not seen the console. */
async function admitToSetup(tx: AcrossTx, reachable: boolean, code: string | undefined): Promise<void> {
  if (await accounts(tx).anyone()) throw alreadySetUp();
  if (!reachable || (code !== undefined && (await setupCodes(tx).matches(code)))) return;
  const sentence = 'The setup code is missing or not right. The server printed it on its console when it was started last.';
  throw new Problem(403, 'wrong-setup-code', sentence, [{ pointer: '/code', message: sentence }]);
}

/** `reachable`: machines other than this one can reach the server, so setting it up takes the code from the console. */
export const setupRoutes = ({ version, reachable }: { readonly version: string; readonly reachable: boolean }): Route[] => [
  on(readSetup).handle(async ({ workAcross }) => {
    const done = await workAcross((tx) => accounts(tx).anyone());
    return { done, needsCode: reachable && !done, version };
  }),

  on(doSetup).handle(async ({ body, agent, workAcross, setSession }) => {
    // Before the costly hash, and again where it counts.
    await workAcross((tx) => admitToSetup(tx, reachable, body.code));
    const password = await hashPassword(body.password);
    // Loaded here: used once in the life of an installation, and half a megabyte to read at each start.
    const { generateIdentity, identityToRecipient } = await import('age-encryption');
    const recoveryKey = await generateIdentity();
    const recipient = await identityToRecipient(recoveryKey);
    return workAcross(async (tx) => {
      await admitToSetup(tx, reachable, body.code);
      // The row is the lock: of two set-ups at once, one gets it.
      const first = await tx.db
        .insertInto('installation')
        .values({ name: 'recovery-recipient', value: recipient })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (first.numInsertedOrUpdatedRows !== 1n) throw alreadySetUp();
      await setupCodes(tx).forget();
      const organisation = await organisations(tx).create({ name: body.organisation, zone: body.zone, language: body.language });
      const owner = await accounts(tx).create({ email: body.email, name: body.name, language: body.language, password });
      await organisations(tx).join(organisation.id, owner, 'owner');
      await audit(tx.in(organisation.id)).note(body.name, 'organisation.created', organisation.id, { name: body.organisation });
      const { secret, expires } = await sessions(tx).create(owner, agent);
      setSession(secret, expires);
      return { me: await meOf(tx, owner), recoveryKey };
    });
  }),
];
