import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { AddressKind, Contact, type LooseAddress, parseAddress, settled } from './contacts.ts';
import { en } from './faults.texts.ts';
import { MOST_ADDRESSES } from './sheet.ts';

/** An address as it was written; it comes out normalised, or with the reason why not. */
const NewAddress = z
  .object({
    kind: AddressKind,
    value: z.string().max(500),
    label: z
      .string()
      .trim()
      .max(60)
      .regex(/^[^()]*$/, 'no brackets')
      .default(''),
    withoutInternet: z.boolean().optional(),
  })
  .transform(({ value, ...rest }, context) => {
    const parsed = parseAddress(rest.kind, value);
    if (parsed.ok) return { ...rest, value: parsed.value };
    context.addIssue({ code: 'custom', path: ['value'], message: en.addressFault(parsed.error) });
    return z.NEVER;
  });

const contents = {
  name: z.string().trim().min(1).max(120),
  company: z.string().trim().max(120).default(''),
  language: Language.default('de'),
  note: z.string().trim().max(2000).default(''),
  addresses: z.array(NewAddress).max(MOST_ADDRESSES),
};

/** Addresses come out with the usual answer to "without Internet?" where none was given. */
const complete = <C extends { readonly company: string; readonly addresses: readonly LooseAddress[] }>(contact: C) => ({
  ...contact,
  addresses: settled(contact.addresses, contact.company),
});

const NewContact = z.object(contents).transform(complete);
/** `revision`: save only when the contact is still what was read; without it the last one wins. */
const ChangedContact = z.object({ ...contents, revision: z.number().int().optional() }).transform(complete);

const ById = z.object({ id: Id });

export const listContacts = endpoint({
  method: 'GET',
  path: '/contacts',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'Contacts in which every word of the search occurs (name, company, note, address).',
  query: z.object({
    search: z.string().max(200).default(''),
    sort: z.enum(['name', 'company', 'changed']).default('name'),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  response: z.object({ contacts: z.array(Contact), total: z.number().int() }),
});

export const readContact = endpoint({
  method: 'GET',
  path: '/contacts/:id',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'One contact.',
  params: ById,
  response: Contact,
});

export const addContact = endpoint({
  method: 'POST',
  path: '/contacts',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Add a contact. Numbers may be written as people write them; they are kept in E.164.',
  body: NewContact,
  response: Contact,
  status: 201,
});

export const putContact = endpoint({
  method: 'PUT',
  path: '/contacts/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Replace a contact, or bring one back under the id it had.',
  params: ById,
  body: ChangedContact,
  response: Contact,
});

export const removeContact = endpoint({
  method: 'DELETE',
  path: '/contacts/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Remove a contact, also from the roles and the steps of plans where it stands.',
  params: ById,
  status: 204,
});

const SheetFaultAnswer = z.object({ line: z.number().int().nullable(), column: z.string().nullable(), message: z.string() });
const InLanguage = z.object({ language: Language.default('de') });

export const previewContactImport = endpoint({
  method: 'POST',
  path: '/contacts/previews',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'What the import of a CSV file would do: new and changed contacts, and every fault with its line. Changes nothing.',
  query: InLanguage,
  takesBytes: true,
  response: z.object({
    create: z.array(z.string()),
    change: z.array(z.string()),
    same: z.number().int(),
    ignoredColumns: z.array(z.string()),
    faults: z.array(SheetFaultAnswer),
  }),
});

export const importContacts = endpoint({
  method: 'POST',
  path: '/contacts/imports',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Import a CSV file: all of it, or, with any fault, nothing.',
  query: InLanguage,
  takesBytes: true,
  response: z.object({ id: Id, created: z.number().int(), changed: z.number().int(), same: z.number().int() }),
  status: 201,
});

export const undoContactImport = endpoint({
  method: 'DELETE',
  path: '/contacts/imports/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Undo an import: new contacts go, changed ones become what they were. Refused when one of them was changed since.',
  params: ById,
  status: 204,
});

export const exportContacts = endpoint({
  method: 'GET',
  path: '/contacts.csv',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'All contacts as CSV with German headings (`;`, UTF-8); what the import reads.',
  produces: 'text/csv; charset=utf-8',
});

export const exportVcards = endpoint({
  method: 'GET',
  path: '/contacts.vcf',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'All contacts as vCard 4.0, for the address books of phones.',
  produces: 'text/vcard; charset=utf-8',
});
