import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { displayPhone, isMobile, normalisePhone, type PhoneFault } from './phone.ts';

/** How somebody can be reached. The words of the alerting channels. */
export const AddressKind = z.enum(['email', 'sms', 'phone', 'webhook']);
export type AddressKind = z.infer<typeof AddressKind>;

/**
 * One way to reach a contact. `value` is normalised: an e-mail address, a number in E.164, an https URL.
 * `withoutInternet`: it works when the company's Internet line is down.
 */
export const Address = z.object({ kind: AddressKind, value: z.string(), label: z.string(), withoutInternet: z.boolean() });
export type Address = z.infer<typeof Address>;

export const ContactContents = z.object({
  name: z.string(),
  company: z.string(),
  language: Language,
  note: z.string(),
  addresses: z.array(Address),
});
export type ContactContents = z.infer<typeof ContactContents>;

/** Somebody to reach in an emergency: of the house, of a provider, an authority. `revision` counts its changes. */
export const Contact = ContactContents.extend({ id: Id, revision: z.number().int(), updatedAt: z.number() });
export type Contact = z.infer<typeof Contact>;

export type AddressFault = 'not-an-email' | 'not-an-https-address' | PhoneFault;

const Email = z.email().max(254);

/** Normalises what was written into an address field; says what is wrong with it. */
export function parseAddress(kind: AddressKind, written: string): Result<string, AddressFault> {
  switch (kind) {
    case 'email': {
      const email = Email.safeParse(written.trim());
      return email.success ? ok(email.data) : err('not-an-email');
    }
    case 'sms':
    case 'phone':
      return normalisePhone(written);
    case 'webhook': {
      const url = URL.parse(written.trim());
      return url?.protocol === 'https:' && url.username === '' && url.hostname.includes('.') ? ok(url.href) : err('not-an-https-address');
    }
  }
}

/**
 * Does it usually work while the company's Internet line is down? SMS and mobiles do. A fixed line is mostly Internet telephony today: in
 * the own house it is silent with the line, so it counts only for people of other firms (`company` given).
 */
export const usuallyWithoutInternet = (kind: AddressKind, value: string, company: string): boolean =>
  kind === 'sms' || (kind === 'phone' && (company !== '' || isMobile(value)));

/** An address of which nobody may have said whether it works without Internet. */
export type LooseAddress = Omit<Address, 'withoutInternet'> & { readonly withoutInternet?: boolean | undefined };

/** Fills in the usual where nobody said otherwise, and drops what is there twice. */
export const settled = (addresses: readonly LooseAddress[], company: string): Address[] =>
  withoutRepeats(
    addresses.map(({ kind, value, label, withoutInternet }) => ({
      kind,
      value,
      label,
      withoutInternet: withoutInternet ?? usuallyWithoutInternet(kind, value, company),
    })),
  );

/** As people read it. */
export const displayAddress = ({ kind, value }: Pick<Address, 'kind' | 'value'>): string =>
  kind === 'sms' || kind === 'phone' ? displayPhone(value) : value;

/** Can be reached although the Internet line is down. */
export const reachableWithoutInternet = (contact: Pick<Contact, 'addresses'>): boolean =>
  contact.addresses.some((address) => address.withoutInternet);

/** The number to ring: a phone, else the mobile that gets the SMS. */
export const phoneOf = (contact: Pick<Contact, 'addresses'>): string | undefined =>
  (contact.addresses.find(({ kind }) => kind === 'phone') ?? contact.addresses.find(({ kind }) => kind === 'sms'))?.value;

/** The same way written twice counts once. */
export function withoutRepeats<A extends LooseAddress>(addresses: readonly A[]): A[] {
  const seen = new Set<string>();
  return addresses.filter(({ kind, value }) => {
    const key = `${kind} ${value.toLowerCase()}`;
    return !seen.has(key) && seen.add(key);
  });
}

export type ContactOrder = 'name' | 'company' | 'changed';

/** Umlauts sort and match as people expect; digits by their number. */
const collator = new Intl.Collator('de', { sensitivity: 'base', numeric: true });
const folded = (text: string) => text.toLocaleLowerCase('de');

/** The contacts in which every word of `search` occurs (name, company, note, address), in order. */
export function findContacts(contacts: readonly Contact[], search: string, order: ContactOrder = 'name'): Contact[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const text = (contact: Contact) =>
    folded(
      [
        contact.name,
        contact.company,
        contact.note,
        ...contact.addresses.flatMap((one) => [one.value, one.label, displayAddress(one), displayAddress(one).replaceAll(' ', '')]),
      ].join(' '),
    );
  const found = contacts.filter((contact) => words.every((word) => text(contact).includes(word)));
  const byName = (a: Contact, b: Contact) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
  switch (order) {
    case 'name':
      return found.sort(byName);
    case 'company':
      return found.sort((a, b) => collator.compare(a.company, b.company) || byName(a, b));
    case 'changed':
      return found.sort((a, b) => b.updatedAt - a.updatedAt || byName(a, b));
  }
}
