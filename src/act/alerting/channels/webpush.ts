import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Channel } from '../channel.ts';
import { PEER_DEADLINE_MS } from './peer.ts';
import { push } from './push.ts';
import { PushContact, PushPlace, SAYS_ON_DEVICE, sendPush } from './pushsend.ts';
import { RoomName, Says } from './room.ts';

const field = (meta: FieldMeta) => meta;

const DeviceSettings = z.object({
  room: RoomName.meta(
    field({
      label: { de: 'Name des Geräts', en: 'Name of the device' },
      help: {
        de: 'Zum Beispiel „Handy Leitung“. Es bekommt jeden Alarm, zusätzlich zu den Personen.',
        en: 'For example "Phone of the owner". It gets every alert, besides the people.',
      },
      placeholder: 'Handy Leitung',
    }),
  ),
  contact: PushContact,
  says: Says.meta(SAYS_ON_DEVICE),
  ...PushPlace.shape,
});
type DeviceSettings = z.infer<typeof DeviceSettings>;

/** A device that was registered as a channel of the house, before devices belonged to people. It goes on; new ones are `push`. */
export const webpush: Channel<DeviceSettings> = {
  kind: 'webpush',
  retired: true,
  label: { de: 'Push auf ein Gerät', en: 'Push to a device' },
  hint: {
    de: 'Dieses Gerät gehört niemandem und bekommt jeden Alarm. Besser: Wer es hat, meldet es unter „Mein Konto“ an; dann hier entfernen.',
    en: 'This device belongs to nobody and gets every alert. Better: whoever has it registers it under "My account"; then remove it here.',
  },
  withoutInternet: push.withoutInternet,
  withoutCloud: push.withoutCloud,
  shares: push.shares,
  watched: {
    de: 'Der Push-Dienst wird nicht geprüft. Ob das Gerät noch klingelt, zeigt erst eine Testnachricht.',
    en: 'The push service is not checked. Whether the device still rings shows in a test message.',
  },
  reaches: 'webpush',
  config: DeviceSettings,
  atOnce: 4,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: ({ room }) => room,
  send: ({ contact, says, ...place }, _device, message, { signal }) =>
    sendPush(place, message, { contact, says, policy: { kind: 'configured' }, signal }),
};
