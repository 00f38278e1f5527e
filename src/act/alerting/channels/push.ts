import { z } from 'zod';
import type { Channel } from '../channel.ts';
import { InternalNetworks } from './internalnetworks.ts';
import { PEER_DEADLINE_MS } from './peer.ts';
import { PushContact, PushPlace, SAYS_ON_DEVICE, sendPush } from './pushsend.ts';

const PushSettings = z.object({
  contact: PushContact,
  says: z.enum(['open', 'everything']).default('everything').meta(SAYS_ON_DEVICE),
  internalNetworks: InternalNetworks({
    de: 'Geräte nennen ihren Push-Dienst selbst. Er darf nur im öffentlichen Internet stehen und in diesen Netzen, eines je Zeile. Fast immer leer.',
    en: 'Devices name their push service themselves. It may stand on the public Internet only, and in these networks, one a line. Nearly always empty.',
  }),
});
type PushSettings = z.infer<typeof PushSettings>;

/**
 * Push to the devices that people have registered for themselves. An address of this channel is what a device has told of itself
 * (`PushPlace`, as JSON): the lane opens it when it sends. Anybody who may log in can name a place, so it leads to no network of the
 * house that the operator has not allowed.
 */
export const push: Channel<PushSettings> = {
  kind: 'push',
  label: { de: 'Push an Personen', en: 'Push to people' },
  hint: {
    de: 'Eine Mitteilung auf Handy oder PC, ohne App. Jede Person meldet ihre Geräte selbst an, unter „Mein Konto“.',
    en: 'A notification on a phone or PC, without an app. Everybody registers devices of their own, under "My account".',
  },
  withoutInternet: {
    answer: 'no',
    sentence: {
      de: 'Braucht Internet, hier und auf dem Gerät.',
      en: 'Needs the Internet, here and on the device.',
    },
  },
  withoutCloud: {
    answer: 'no',
    sentence: {
      de: 'Läuft über die Cloud des Browserherstellers (Google, Apple, Mozilla, Microsoft). Der Inhalt ist verschlüsselt; der Dienst sieht, dass und wann etwas kommt.',
      en: "Goes through the cloud of the browser's maker (Google, Apple, Mozilla, Microsoft). The contents are encrypted; the service sees that something comes, and when.",
    },
  },
  shares: {
    answer: 'own-login',
    sentence: {
      de: 'Hängt am Konto auf dem Gerät. Bei einem Angriff steht dort nur „Bitte krisenfest öffnen“.',
      en: 'Hangs on the account of the device. In an attack it says only "Please open krisenfest".',
    },
  },
  watched: {
    de: 'Der Push-Dienst wird nicht geprüft: Jedes Gerät hat seinen eigenen. Neben jedem Gerät steht, wann zuletzt bestätigt wurde.',
    en: 'The push service is not checked: each device has its own. Beside each device stands when something was last acknowledged.',
  },
  reaches: 'push',
  config: PushSettings,
  atOnce: 16,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: () => null,
  send: async ({ contact, says, internalNetworks }, told, message, { signal }) =>
    sendPush(PushPlace.parse(JSON.parse(told)), message, { contact, says, policy: { kind: 'public', allow: internalNetworks }, signal }),
};
