import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { Role } from '../roles/rights.ts';

export const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const PersonName = z.string().trim().min(1).max(120);
/** Length is what counts (NIST SP 800-63B): at least 10, no rules about signs. */
export const Password = z.string().min(10).max(200);

export const Person = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  language: Language,
  disabled: z.boolean(),
  lastSeenAt: z.number().int().nullable(),
});
export type Person = z.infer<typeof Person>;

export const listPeople = endpoint({
  method: 'GET',
  path: '/people',
  scope: 'organisation',
  right: 'people.read',
  summary: 'Who may log in to this organisation, and as what.',
  response: z.object({ people: z.array(Person) }),
});

export const addPerson = endpoint({
  method: 'POST',
  path: '/people',
  scope: 'organisation',
  right: 'people.write',
  summary: 'Give somebody access. A first password is in this answer only, unless the person has an account already.',
  body: z.object({ email: Email, name: PersonName, role: Role, language: Language.default('de') }),
  response: z.object({ person: Person, firstPassword: z.string().nullable() }),
  status: 201,
});

export const changePerson = endpoint({
  method: 'PATCH',
  path: '/people/:id',
  scope: 'organisation',
  right: 'people.write',
  summary: 'Change the role of a member. The last owner stays owner.',
  params: z.object({ id: Id }),
  body: z.object({ role: Role }),
  response: Person,
});

export const removePerson = endpoint({
  method: 'DELETE',
  path: '/people/:id',
  scope: 'organisation',
  right: 'people.write',
  summary: 'Take access to this organisation away. The last owner stays.',
  params: z.object({ id: Id }),
  status: 204,
});

export const changeMyself = endpoint({
  method: 'PATCH',
  path: '/me',
  scope: 'installation',
  right: 'self',
  summary: 'Change one’s own name, language or password; a new password ends all other sessions.',
  body: z.object({ name: PersonName, language: Language, password: z.object({ old: z.string(), new: Password }) }).partial(),
  status: 204,
});
