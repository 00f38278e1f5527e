import { createECDH } from 'node:crypto';
import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Policy } from '../../../outbound/address.ts';
import type { Outcome } from '../alerting.ts';
import type { Message } from '../compose.ts';
import { askPeer, hostOf, PeerUrl, statusTrouble } from './peer.ts';
import { encryptPush, MOST_PLAIN, vapidHeader } from './pushcrypto.ts';
import { because } from './refusal.texts.ts';
import { toldTo } from './room.ts';
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

/** What a browser tells of itself when it is registered (Push API): its place at the push service, and its keys. */
export const ToldByDevice = z.object({
  url: PeerUrl.meta(field({ label: { de: 'Adresse beim Push-Dienst', en: 'Address at the push service' }, secret: true })),
  p256dh: Bytes(65)
    .refine(onCurve, 'must come from the device')
    .meta(field({ label: { de: 'Schlüssel des Geräts', en: 'Key of the device' }, secret: true })),
  auth: Bytes(16).meta(field({ label: { de: 'Geheimnis des Geräts', en: 'Secret of the device' }, secret: true })),
});

/** The same with the private key of whom the device has let in. */
export const PushPlace = ToldByDevice.extend({
  vapid: Bytes(32).meta(field({ label: { de: 'Eigener Schlüssel', en: 'Own key' }, secret: true })),
});
export type PushPlace = z.infer<typeof PushPlace>;

export const PushContact = z.email().meta(
  field({
    label: { de: 'E-Mail-Adresse für Rückfragen', en: 'E-mail address for questions' },
    help: {
      de: 'Der Push-Dienst verlangt eine Adresse, an die er sich bei Störungen wenden kann.',
      en: 'The push service asks for an address that it can turn to when something is wrong.',
    },
  }),
);

/** What shows on the locked screen. */
export const SAYS_ON_DEVICE = field({
  label: { de: 'Was auf dem Gerät steht', en: 'What the device shows' },
  help: {
    de: 'Es erscheint auch auf dem gesperrten Bildschirm. Bei einem Angriff steht dort nur „Bitte krisenfest öffnen“, solange Sie nichts anderes erlauben.',
    en: 'It shows on the locked screen, too. In an attack it is only "Please open krisenfest" unless you allow more.',
  },
  options: {
    open: { de: 'nur „Bitte krisenfest öffnen“', en: 'only "Please open krisenfest"' },
    everything: { de: 'der ganze Alarm mit Link', en: 'the whole alert with its link' },
  },
});

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

type How = { readonly contact: string; readonly says: 'open' | 'everything'; readonly policy: Policy; readonly signal: AbortSignal };

/**
 * Web push (RFC 8030, 8291, 8292) to one device whose browser shows notifications. What is sent is encrypted for the device; the push
 * service of the browser's maker learns that something was sent, and when. `Topic` makes a repetition the same message.
 */
export async function sendPush(
  { url, p256dh, auth, vapid }: PushPlace,
  message: Message,
  { contact, says, policy, signal }: How,
): Promise<Outcome> {
  if (signal.aborted) return { kind: 'stopped' };
  const { title, text, link } = toldTo({ says }, message, MOST);
  const plain = fitting({ title, body: text, url: link?.url ?? '/', tag: message.key });
  const answer = await askPeer(url, {
    policy,
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
}
