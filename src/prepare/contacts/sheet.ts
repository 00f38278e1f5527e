import type { CsvRow } from '../../kernel/csv.ts';
import type { Language } from '../../kernel/languages.ts';
import {
  type Address,
  type AddressFault,
  type AddressKind,
  type Contact,
  type ContactContents,
  displayAddress,
  type LooseAddress,
  parseAddress,
  settled,
  usuallyWithoutInternet,
  withoutRepeats,
} from './contacts.ts';

type Field = 'name' | 'firstName' | 'lastName' | 'company' | 'language' | 'note' | AddressKind;

/** Column headings as they come from our own export, from Outlook, from address lists of offices; compared without case and numbers. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  name: ['name', 'kontakt', 'ansprechpartner', 'person', 'vollständiger name', 'contact', 'full name', 'anzeigename', 'display name'],
  firstName: ['vorname', 'first name', 'given name'],
  lastName: ['nachname', 'familienname', 'last name', 'surname'],
  company: ['firma', 'unternehmen', 'organisation', 'company', 'organization'],
  language: ['sprache', 'language'],
  note: ['notiz', 'notizen', 'bemerkung', 'bemerkungen', 'anmerkung', 'note', 'notes', 'comment'],
  email: ['e-mail', 'email', 'mail', 'e-mail-adresse', 'e-mail address', 'mailadresse'],
  sms: ['mobil', 'handy', 'sms', 'mobile', 'mobiltelefon', 'mobilnummer', 'handynummer', 'mobile phone', 'cell phone'],
  phone: ['telefon', 'tel', 'festnetz', 'telefonnummer', 'rufnummer', 'phone', 'telephone', 'business phone', 'home phone'],
  webhook: ['webhook', 'url'],
};

const LANGUAGES: Readonly<Record<string, Language>> = { de: 'de', deutsch: 'de', german: 'de', en: 'en', englisch: 'en', english: 'en' };
const KINDS: readonly AddressKind[] = ['email', 'sms', 'phone', 'webhook'];
const isKind = (field: Field): field is AddressKind => (KINDS as readonly string[]).includes(field);

type Column = { readonly field: Field; readonly heading: string; readonly label: string };

/** What is wrong in one line; `line` of the file, `column` by its heading. */
export type SheetFault = {
  readonly line: number;
  readonly column: string | null;
  readonly value: string;
  readonly kind: AddressFault | 'no-name-column' | 'name-missing' | 'unknown-language' | 'twice' | 'text-too-long' | 'too-many-addresses';
};

/** A contact of the sheet, with what the sheet says about it; what has no column stays as it was. */
export type SheetContact = {
  readonly line: number;
  readonly name: string;
  readonly company?: string;
  readonly language?: Language;
  readonly note?: string;
  readonly addresses: readonly LooseAddress[];
};

export type Sheet = {
  readonly contacts: readonly SheetContact[];
  /** Kinds of address that have a column: those are replaced, others stay. */
  readonly kinds: readonly AddressKind[];
  readonly faults: readonly SheetFault[];
  /** Headings that mean nothing to us. */
  readonly ignored: readonly string[];
};

/** `Telefon (Büro)` and `Telefon 2` are columns for phones; the word in brackets becomes the label. */
function columnOf(heading: string): Column | undefined {
  const [, bare = '', label = ''] = /^(.*?)\s*(?:\(([^)]*)\))?\s*\d*\s*:?$/.exec(heading.trim()) ?? [];
  const wanted = bare.replace(/\s*\d+$/, '').toLocaleLowerCase('de');
  const found = Object.entries(HEADINGS).find(([, names]) => names.includes(wanted));
  return found && { field: found[0] as Field, heading, label: label === 'SMS' ? '' : label };
}

const WITHOUT = 'ohne Internet';
const ONLY_WITH = 'nur mit Internet';

/** `0431 555 0199 (Büro, ohne Internet)`: the address, its label, and whether it works without Internet where that is not the usual. */
function parseCell(kind: AddressKind, cell: string, columnLabel: string): { address: LooseAddress } | { fault: AddressFault } {
  const [, written = cell, inBrackets = ''] = /^(.*\S)\s+\(([^()]*\p{L}[^()]*)\)$/u.exec(cell) ?? [];
  const value = parseAddress(kind, written);
  if (!value.ok) return { fault: value.error };
  const words = inBrackets.split(',').map((word) => word.trim());
  const label = words.filter((word) => word !== WITHOUT && word !== ONLY_WITH).join(', ') || columnLabel;
  const said = words.includes(WITHOUT) ? { withoutInternet: true } : words.includes(ONLY_WITH) ? { withoutInternet: false } : {};
  return { address: { kind, value: value.value, label, ...said } };
}

const TOO_LONG = { name: 120, company: 120, note: 2000 } as const;
export const MOST_ADDRESSES = 12;

function readRow({ line, cells }: CsvRow, columns: readonly (Column | undefined)[]): { contact: SheetContact; faults: SheetFault[] } {
  const faults: SheetFault[] = [];
  const addresses: LooseAddress[] = [];
  const texts: Partial<Record<Field, string>> = {};
  columns.forEach((column, index) => {
    const cell = (cells[index] ?? '').trim();
    if (!column) return;
    if (!isKind(column.field)) {
      texts[column.field] ||= cell;
    } else if (cell !== '') {
      const read = parseCell(column.field, cell, column.label);
      if ('address' in read) addresses.push(read.address);
      else faults.push({ line, column: column.heading, value: cell, kind: read.fault });
    }
  });
  const name = texts.name || [texts.firstName, texts.lastName].filter(Boolean).join(' ') || texts.company || '';
  if (name === '') faults.push({ line, column: null, value: '', kind: 'name-missing' });
  const language = LANGUAGES[(texts.language || 'de').toLocaleLowerCase('de')];
  if (language === undefined) faults.push({ line, column: 'Sprache', value: texts.language ?? '', kind: 'unknown-language' });
  for (const [field, text] of Object.entries({ name, company: texts.company, note: texts.note }))
    if ((text ?? '').length > TOO_LONG[field as keyof typeof TOO_LONG])
      faults.push({ line, column: field, value: `${(text ?? '').slice(0, 40)}…`, kind: 'text-too-long' });
  const all = withoutRepeats(addresses);
  if (all.length > MOST_ADDRESSES) faults.push({ line, column: null, value: String(all.length), kind: 'too-many-addresses' });
  const contact: SheetContact = {
    line,
    name,
    ...(texts.company === undefined ? {} : { company: texts.company }),
    ...(texts.language && language ? { language } : {}),
    ...(texts.note === undefined ? {} : { note: texts.note }),
    addresses: all,
  };
  return { contact, faults };
}

const identity = ({ name, company = '' }: { name: string; company?: string }) =>
  `${name.toLocaleLowerCase('de')}\n${company.toLocaleLowerCase('de')}`;

/** Reads the contacts of a table whose first row are headings; names every fault with its line. */
export function readSheet(rows: readonly CsvRow[]): Sheet {
  const [head, ...body] = rows;
  const columns = (head?.cells ?? []).map(columnOf);
  const fields = new Set(columns.map((column) => column?.field));
  const ignored = (head?.cells ?? []).filter((cell, index) => cell !== '' && !columns[index]);
  const kinds = KINDS.filter((kind) => fields.has(kind));
  if (!fields.has('name') && !fields.has('firstName') && !fields.has('lastName') && !fields.has('company')) {
    const value = (head?.cells ?? []).join(', ').slice(0, 200);
    return { contacts: [], kinds, ignored, faults: [{ line: head?.line ?? 1, column: null, value, kind: 'no-name-column' }] };
  }
  const read = body.map((row) => readRow(row, columns));
  const faults = read.flatMap((row) => row.faults);
  const first = new Map<string, number>();
  for (const { contact } of read) {
    const known = first.get(identity(contact));
    if (contact.name !== '' && known !== undefined)
      faults.push({ line: contact.line, column: null, value: `${contact.name} (${known})`, kind: 'twice' });
    first.set(identity(contact), known ?? contact.line);
  }
  return { contacts: read.map((row) => row.contact), kinds, ignored, faults: faults.sort((a, b) => a.line - b.line) };
}

/** What an import would do: contacts that come new, and those that change with what they become. */
export type ImportPlan = {
  readonly create: readonly ContactContents[];
  readonly change: readonly { readonly before: Contact; readonly after: ContactContents }[];
  readonly same: number;
};

const contentsOf = ({ name, company, language, note, addresses }: ContactContents): ContactContents => ({
  name,
  company,
  language,
  note,
  addresses,
});

/** Two contacts with the same fingerprint say the same; the order of the addresses does not count. */
const fingerprint = (contents: ContactContents): string =>
  JSON.stringify({
    ...contents,
    addresses: contents.addresses.map((one) => JSON.stringify([one.kind, one.value, one.label, one.withoutInternet])).sort(),
  });

/** A contact of the same name and firm is changed; of the same name alone only when nobody else has it and one side names no firm. */
export function planImport(existing: readonly Contact[], sheet: Sheet): ImportPlan {
  const create: ContactContents[] = [];
  const change: { before: Contact; after: ContactContents }[] = [];
  let same = 0;
  for (const { line: _, ...row } of sheet.contacts) {
    const namesakes = existing.filter(({ name }) => name.toLocaleLowerCase('de') === row.name.toLocaleLowerCase('de'));
    const [only] = namesakes;
    const loose = namesakes.length === 1 && only && (!row.company || only.company === '') ? only : undefined;
    const before = namesakes.find((one) => identity(one) === identity(row)) ?? loose;
    if (!before) {
      create.push({ company: '', language: 'de', note: '', ...row, addresses: settled(row.addresses, row.company ?? '') });
      continue;
    }
    const kept = before.addresses.filter(({ kind }) => !sheet.kinds.includes(kind));
    const after = { ...contentsOf(before), ...row, addresses: settled([...row.addresses, ...kept], row.company ?? before.company) };
    if (fingerprint(after) === fingerprint(contentsOf(before))) same++;
    else change.push({ before, after });
  }
  return { create, change, same };
}

const TITLES: Readonly<Record<AddressKind, string>> = { email: 'E-Mail', sms: 'Mobil (SMS)', phone: 'Telefon', webhook: 'Webhook' };

function cellOf(address: Address, company: string): string {
  const usual = usuallyWithoutInternet(address.kind, address.value, company);
  const marks = [address.label, address.withoutInternet === usual ? '' : address.withoutInternet ? WITHOUT : ONLY_WITH].filter(Boolean);
  return `${displayAddress(address)}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
}

/** The table of all contacts, headings first; as many columns per kind as the contact with the most needs. */
export function sheetOf(contacts: readonly ContactContents[]): string[][] {
  const most = (kind: AddressKind) =>
    Math.max(1, ...contacts.map(({ addresses }) => addresses.filter((address) => address.kind === kind).length));
  const columns = KINDS.flatMap((kind) => Array.from({ length: most(kind) }, (_, index) => ({ kind, index })));
  const head = [
    'Name',
    'Firma',
    'Sprache',
    ...columns.map(({ kind, index }) => TITLES[kind] + (index > 0 ? ` ${index + 1}` : '')),
    'Notiz',
  ];
  const rows = contacts.map(({ name, company, language, note, addresses }) => {
    const cells = columns.map(({ kind, index }) => {
      const address = addresses.filter((one) => one.kind === kind)[index];
      return address ? cellOf(address, company) : '';
    });
    return [name, company, language, ...cells, note];
  });
  return [head, ...rows];
}
