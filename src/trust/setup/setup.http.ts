import { generateIdentity, identityToRecipient } from 'age-encryption';
import { on, type Route } from '../../http/route.ts';
import { Problem } from '../../kernel/problem.ts';
import { audit } from '../audit/audit.store.ts';
import { organisations } from '../organisations/organisations.store.ts';
import { hashPassword } from '../people/password.ts';
import { accounts } from '../people/people.store.ts';
import { meOf } from '../sessions/sessions.http.ts';
import { sessions } from '../sessions/sessions.store.ts';
import { doSetup, readSetup } from './setup.contract.ts';

export const setupRoutes = (version: string): Route[] => [
  on(readSetup).handle(async ({ workAcross }) => ({ done: await workAcross((tx) => accounts(tx).anyone()), version })),

  on(doSetup).handle(async ({ body, agent, workAcross, setSession }) => {
    const password = await hashPassword(body.password);
    const recoveryKey = await generateIdentity();
    const recipient = await identityToRecipient(recoveryKey);
    return workAcross(async (tx) => {
      // The row is the lock: of two set-ups at once, one gets it.
      const first = await tx.db
        .insertInto('installation')
        .values({ name: 'recovery-recipient', value: recipient })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (first.numInsertedOrUpdatedRows !== 1n || (await accounts(tx).anyone()))
        throw new Problem(409, 'already-set-up', 'This installation has been set up already. Please log in.');
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
