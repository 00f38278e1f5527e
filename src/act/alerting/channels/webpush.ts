import { createECDH } from 'node:crypto';
import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Channel } from '../channel.ts';
import { askPeer, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { encryptPush, MOST_PLAIN, vapidHeader } from './pushcrypto.ts';
import { because } from './refusal.texts.ts';
import { RoomName, Says, toldTo } from './room.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;
const Bytes = (length: number) =>
  z.string().refine((text) => /^[\w-]+$/.test(text) && Buffer.from(text, 'base64url').length === length, 'must come from the device');

/** A private key that makes no key pair, or a point beside the curve, is no key. */
const onCurve = (point: string): boolean => {
  try {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    ecdh.computeSecret(Buffer.from(point, 'base64url'));
    return true;
  } catch {
    return false;
  }
};

const PushSettings = z.object({
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
  contact: z.email().meta(
    field({
      label: { de: 'E-Mail-Adresse für Rückfragen', en: 'E-mail address for questions' },
      help: {
        de: 'Der Push-Dienst verlangt eine Adresse, an die er sich bei Störungen wenden kann.',
        en: 'The push service asks for an address that it can turn to when something is wrong.',
      },
    }),
  ),
  says: Says.meta(
    field({
      label: { de: 'Was auf dem Gerät steht', en: 'What the device shows' },
      help: {
        de: 'Es erscheint auch auf dem gesperrten Bildschirm. Bei einem Angriff steht dort nur „Bitte krisenfest öffnen“, solange Sie nichts anderes erlauben.',
        en: 'It shows on the locked screen, too. In an attack it is only "Please open krisenfest" unless you allow more.',
      },
      options: {
        open: { de: 'nur „Bitte krisenfest öffnen“', en: 'only "Please open krisenfest"' },
        everything: { de: 'der ganze Alarm mit Link', en: 'the whole alert with its link' },
      },
    }),
  ),
  url: PeerUrl.meta(field({ label: { de: 'Adresse beim Push-Dienst', en: 'Address at the push service' }, secret: true })),
  p256dh: Bytes(65)
    .refine(onCurve, 'must come from the device')
    .meta(field({ label: { de: 'Schlüssel des Geräts', en: 'Key of the device' }, secret: true })),
  auth: Bytes(16).meta(field({ label: { de: 'Geheimnis des Geräts', en: 'Secret of the device' }, secret: true })),
  vapid: Bytes(32).meta(field({ label: { de: 'Eigener Schlüssel', en: 'Own key' }, secret: true })),
});
type PushSettings = z.infer<typeof PushSettings>;

/** The browser's service keeps it for a device that is off; an alert of yesterday wakes nobody. */
const TTL_S = 4 * 3600;
const MOST = { title: 120, text: 800 };

/** What the service worker shows (src/web/offline/sw.ts); the text gives way where letters take many bytes. */
function fitting(shown: { readonly title: string; readonly body: string; readonly url: string; readonly tag: string }): Buffer {
  for (let places = shown.body.length; ; places = Math.floor(places / 2)) {
    const bytes = Buffer.from(JSON.stringify({ ...shown, body: shown.body.slice(0, places) }));
    if (bytes.length <= MOST_PLAIN || places === 0) return bytes;
  }
}

/**
 * Web push (RFC 8030, 8291, 8292) to one device whose browser shows notifications. What is sent is encrypted for the device; the push
 * service of the browser's maker learns that something was sent, and when. `Topic` makes a repetition the same message.
 */
export const webpush: Channel<PushSettings> = {
  kind: 'webpush',
  label: { de: 'Push auf ein Gerät', en: 'Push to a device' },
  hint: {
    de: 'Eine Mitteilung auf einem Handy oder PC, ohne App. Das Gerät wird von ihm selbst aus angemeldet: diese Seite dort öffnen.',
    en: 'A notification on a phone or PC, without an app. The device is registered from itself: open this page there.',
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
  reaches: 'webpush',
  config: PushSettings,
  atOnce: 4,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: ({ room }) => room,
  send: async ({ url, p256dh, auth, vapid, contact, says }, _device, message, { signal }) => {
    if (signal.aborted) return { kind: 'stopped' };
    const { title, text, link } = toldTo({ says }, message, MOST);
    const plain = fitting({ title, body: text, url: link?.url ?? '/', tag: message.key });
    const answer = await askPeer(url, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-encoding': 'aes128gcm',
        ttl: String(TTL_S),
        urgency: 'high',
        topic: message.key.slice(0, 32),
        authorization: vapidHeader(url, vapid, contact, Date.now()),
      },
      body: encryptPush(plain, { p256dh, auth }),
      signal,
    });
    if (!answer.reached) return answer.outcome;
    // RFC 8030 §7.3: the device has gone, or has let us go.
    if (answer.status === 404 || answer.status === 410) return refused(because.deviceGone(hostOf(url)), true);
    return statusTrouble(hostOf(url), answer.status, answer.text.slice(0, 100)) ?? { kind: 'handed-over', providerId: null };
  },
};
