import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { Role } from '../roles/rights.ts';

/** An IANA time zone that this runtime knows, as in `Europe/Berlin`. */
export const ZoneName = z.string().refine(
  (name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  },
  { error: 'not a time zone (like Europe/Berlin)' },
);

export const OrganisationName = z.string().trim().min(1).max(120);

/** What may be set for an organisation besides its name. Stored as JSON; unknown fields of newer versions are kept out. */
export const OrganisationSettings = z.object({
  version: z.literal(1).default(1),
  /** Own working hour in euro, for the cost of measures. */
  hourlyRate: z.number().min(0).max(10_000).default(43.4),
  employees: z.number().int().min(1).max(100_000).default(20),
});
export type OrganisationSettings = z.infer<typeof OrganisationSettings>;

export const Organisation = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  zone: z.string(),
  language: Language,
  settings: OrganisationSettings,
});
export type Organisation = z.infer<typeof Organisation>;

export const Membership = Organisation.omit({ settings: true }).extend({ role: Role, rights: z.array(z.string()) });
export type Membership = z.infer<typeof Membership>;

export const readOrganisation = endpoint({
  method: 'GET',
  path: '',
  scope: 'organisation',
  right: 'situation.read',
  summary: 'The organisation and its settings.',
  response: Organisation,
});

export const changeOrganisation = endpoint({
  method: 'PATCH',
  path: '',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Change name, time zone, language or settings.',
  body: z.object({ name: OrganisationName, zone: ZoneName, language: Language, settings: OrganisationSettings }).partial(),
  response: Organisation,
});

export const addOrganisation = endpoint({
  method: 'POST',
  path: '/organisations',
  scope: 'installation',
  right: 'self',
  summary: 'Add another organisation to the installation, with the caller as its owner. For who is owner or operator of one already.',
  body: z.object({ name: OrganisationName, zone: ZoneName.default('Europe/Berlin'), language: Language.default('de') }),
  response: Organisation,
  status: 201,
  perMinute: 20,
});
