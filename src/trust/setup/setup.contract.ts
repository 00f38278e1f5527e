import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Language } from '../../kernel/languages.ts';
import { OrganisationName, ZoneName } from '../organisations/organisations.contract.ts';
import { Email, Password, PersonName } from '../people/people.contract.ts';
import { Me } from '../sessions/sessions.contract.ts';

export const readSetup = endpoint({
  method: 'GET',
  path: '/setup',
  scope: 'open',
  right: 'open',
  summary: 'Has the installation been set up?',
  response: z.object({
    done: z.boolean(),
    /** Other machines can reach it, so whoever sets it up must have seen the console. */
    needsCode: z.boolean(),
    version: z.string(),
  }),
});

export const doSetup = endpoint({
  method: 'POST',
  path: '/setup',
  scope: 'open',
  right: 'open',
  summary: 'First run: the owner and the organisation. Works once. The recovery key is in this answer only.',
  body: z.object({
    organisation: OrganisationName,
    zone: ZoneName.default('Europe/Berlin'),
    language: Language.default('de'),
    name: PersonName,
    email: Email,
    password: Password,
    /** The code from the console; asked for only when other machines can reach the server. */
    code: z.string().trim().max(40).optional(),
  }),
  response: z.object({ me: Me, recoveryKey: z.string() }),
  status: 201,
  failuresPerMinute: 10,
});
