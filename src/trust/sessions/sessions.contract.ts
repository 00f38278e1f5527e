import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { Membership } from '../organisations/organisations.contract.ts';
import { Email } from '../people/people.contract.ts';

export const Me = z.object({ id: Id, name: z.string(), email: z.string(), language: Language, organisations: z.array(Membership) });
export type Me = z.infer<typeof Me>;

export const login = endpoint({
  method: 'POST',
  path: '/session',
  scope: 'open',
  right: 'open',
  summary: 'Log in with e-mail address and password; sets the session cookie.',
  body: z.object({ email: Email, password: z.string().min(1).max(200) }),
  response: Me,
  failuresPerMinute: 10,
});

export const logout = endpoint({
  method: 'DELETE',
  path: '/session',
  scope: 'installation',
  right: 'self',
  summary: 'Log out.',
  status: 204,
});

export const readMe = endpoint({
  method: 'GET',
  path: '/me',
  scope: 'installation',
  right: 'self',
  summary: 'Who is logged in, and to which organisations with which rights.',
  response: Me,
});
