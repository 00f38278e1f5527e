import { randomInt } from 'node:crypto';
import { on, type Route } from '../../http/route.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { audit } from '../audit/audit.store.ts';
import { organisations } from '../organisations/organisations.store.ts';
import { sessions } from '../sessions/sessions.store.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { addPerson, changeMyself, changePerson, listPeople, removePerson } from './people.contract.ts';
import { accounts, people } from './people.store.ts';

/** Letters and digits that nobody confuses when they are read out over the phone. */
const CLEAR = 'abcdefghkmnpqrstuvwxyz23456789';
const readablePassword = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => CLEAR.charAt(randomInt(CLEAR.length))).join('')).join('-');

const lastOwner = () => new Problem(409, 'last-owner', 'An organisation needs at least one owner. Make somebody else owner first.');

export const peopleRoutes = (): Route[] => [
  on(listPeople).handle(async ({ work }) => ({ people: await work((tx) => people(tx).list()) })),

  on(addPerson).handle(async ({ work, org, body, caller }) => {
    const firstPassword = readablePassword();
    const password = await hashPassword(firstPassword);
    return work(async (tx) => {
      const known = await accounts(tx).byEmail(body.email);
      const id = known?.id ?? (await accounts(tx).create({ email: body.email, name: body.name, language: body.language, password }));
      if (known && (await people(tx).get(id))) throw new Problem(409, 'already-member', 'This person has access already.');
      await organisations(tx).join(org.id, id, body.role);
      await audit(tx).note(caller.name, 'person.added', id, { email: body.email, role: body.role });
      tx.touch('person');
      const person = await people(tx).get(id);
      if (!person) throw notFound('This person');
      return { person, firstPassword: known ? null : firstPassword };
    });
  }),

  on(changePerson).handle(async ({ work, org, params, body, caller }) =>
    work(async (tx) => {
      const person = await people(tx).get(params.id);
      if (!person) throw notFound('This person');
      if (person.role === 'owner' && body.role !== 'owner' && (await people(tx).otherOwners(person.id)) === 0) throw lastOwner();
      await organisations(tx).join(org.id, person.id, body.role);
      await audit(tx).note(caller.name, 'person.changed', person.id, { role: body.role });
      tx.touch('person');
      return { ...person, role: body.role };
    }),
  ),

  on(removePerson).handle(async ({ work, params, caller }) =>
    work(async (tx) => {
      const person = await people(tx).get(params.id);
      if (!person) throw notFound('This person');
      if (person.role === 'owner' && (await people(tx).otherOwners(person.id)) === 0) throw lastOwner();
      await people(tx).leave(person.id);
      await audit(tx).note(caller.name, 'person.removed', person.id, {});
      tx.touch('person');
      return undefined;
    }),
  ),

  on(changeMyself).handle(async ({ caller, body, workAcross }) => {
    if (caller?.kind !== 'person') throw new Problem(401, 'not-logged-in', 'Please log in.');
    const account = await workAcross((tx) => accounts(tx).byId(caller.id));
    if (!account) throw notFound('This account');
    if (body.password && !(await passwordMatches(body.password.old, account.password)))
      throw new Problem(422, 'wrong-password', 'The old password is not right.', [{ pointer: '/password/old', message: 'not right' }]);
    const password = body.password ? await hashPassword(body.password.new) : undefined;
    await workAcross(async (tx) => {
      const change = {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.language === undefined ? {} : { language: body.language }),
      };
      await accounts(tx).change(account.id, password === undefined ? change : { ...change, password });
      if (password !== undefined) await sessions(tx).endOthers(account.id, caller.sessionId);
    });
    return undefined;
  }),
];
