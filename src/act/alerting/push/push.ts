import type { Recipient } from '../request.ts';

/** The kind of channel that rings people's own devices, and the kind of address that it reaches. */
export const PUSH = 'push';

/** So many devices of one person are enough; the list is read when a phone was lost. */
export const MOST_DEVICES = 20;

/** A browser that somebody has registered for her alerts. `email`: that of her account. */
export type Device = { readonly id: string; readonly name: string; readonly email: string };

/** An account and a contact are the same person when they have an e-mail address in common. */
export const isSamePerson = ({ addresses }: Pick<Recipient, 'addresses'>, email: string): boolean =>
  addresses.some(({ kind, value }) => kind === 'email' && value.toLowerCase() === email.toLowerCase());

/** The devices that ring when somebody is alerted. */
export const devicesOf = (person: Pick<Recipient, 'addresses'>, devices: readonly Device[]): Device[] =>
  devices.filter(({ email }) => isSamePerson(person, email));

/** A name that none of the others has: the second `Handy Eva Muster` is `Handy Eva Muster 2`. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) if (!taken.has(`${wanted} ${n}`)) return `${wanted} ${n}`;
}
