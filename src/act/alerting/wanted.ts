import type { Language } from '../../kernel/languages.ts';
import { type Device, devicesOf, PUSH } from './push/push.ts';
import type { Recipient } from './request.ts';

/** A message that has to leave: to whom, by which kind of channel, to which address. */
export type Wanted = {
  readonly contactId: string;
  readonly name: string;
  readonly language: Language;
  readonly channel: string;
  /** Set when it must leave by this very channel. */
  readonly channelId: string | null;
  /** Set when it goes to a device that somebody has registered; `address` is its name then. */
  readonly deviceId: string | null;
  readonly address: string;
};

/** Which kind of address a kind of channel reaches. */
export type Reach = { readonly kind: string; readonly reaches: string };

/**
 * The kinds that send: those that are set up. For an address that none of them reaches, the first kind that could, so that the
 * alert says what is missing. Telephones are left out there: people ring them.
 */
export function kindsThatSend(known: readonly Reach[], there: ReadonlySet<string>): Reach[] {
  const set = known.filter(({ kind }) => there.has(kind));
  const reached = new Set(['phone', ...set.map(({ reaches }) => reaches)]);
  const firstOfItsKind = known.filter((one, at) => known.findIndex(({ reaches }) => reaches === one.reaches) === at);
  return [...set, ...firstOfItsKind.filter(({ reaches }) => !reached.has(reaches))];
}

/** A room stands where a person would stand. Whoever presses its link says that somebody has seen it, not who. */
const ROOM = 'channel:';
export const isRoom = (contactId: string): boolean => contactId.startsWith(ROOM);

/** A channel with an address of its own that gets every alert besides the people. */
export type Broadcast = { readonly channelId: string; readonly kind: string; readonly name: string; readonly address: string };

/**
 * Every way to every recipient at once, the devices that are hers too: whoever is needed must not wait for the way that happens to work.
 * The same address once.
 */
export function wantedFor(
  recipients: readonly Recipient[],
  channels: readonly Reach[],
  broadcasts: readonly Broadcast[],
  language: Language,
  devices: readonly Device[],
): Wanted[] {
  const people = recipients.flatMap((person) => {
    const { contactId, name, language } = person;
    const own = devicesOf(person, devices).map((device) => ({ kind: PUSH, value: device.name, deviceId: device.id }));
    return [...person.addresses.map((address) => ({ ...address, deviceId: null })), ...own].flatMap(({ kind, value, deviceId }) =>
      channels
        .filter((channel) => channel.reaches === kind)
        .map((channel): Wanted => ({ contactId, name, language, channel: channel.kind, channelId: null, deviceId, address: value })),
    );
  });
  const houses = broadcasts.map(
    ({ channelId, kind, name, address }): Wanted => ({
      contactId: `${ROOM}${channelId}`,
      name,
      language,
      channel: kind,
      channelId,
      deviceId: null,
      address,
    }),
  );
  const seen = new Set<string>();
  return [...people, ...houses].filter((one) => {
    const place = JSON.stringify([one.contactId, one.channel, one.address]);
    return !seen.has(place) && seen.add(place);
  });
}
