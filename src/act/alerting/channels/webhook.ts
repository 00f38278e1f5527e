import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import { httpRequest } from '../../../outbound/http.ts';
import type { Channel } from '../channel.ts';
import { InternalNetworks } from './internalnetworks.ts';
import { lookAtDoor, OTHERS_EVERY_MS, WATCHED } from './looking.ts';
import { because } from './refusal.texts.ts';
import { refused, unreached } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const WebhookSettings = z.object({
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be a Standard Webhooks secret: whsec_ and 24 to 64 bytes in base64')
    .meta(
      field({
        label: { de: 'Schlüssel', en: 'Secret' },
        help: {
          de: 'Damit wird jede Nachricht unterschrieben (Standard Webhooks). Beginnt mit whsec_; der Empfänger braucht denselben.',
          en: 'Every message is signed with it (Standard Webhooks). Begins with whsec_; the receiver needs the same.',
        },
        secret: true,
      }),
    ),
  url: z
    .url({ protocol: /^https?$/, error: 'must be a web address like https://alarm.example/krisenfest' })
    .optional()
    .meta(
      field({
        label: { de: 'Adresse für alle Alarme', en: 'Address for all alerts' },
        help: {
          de: 'Bekommt jeden Alarm einmal, zusätzlich zu den Personen. Leer: nur Kontakte mit eigener Webhook-Adresse.',
          en: 'Gets every alert once, besides the people. Empty: only contacts with a webhook address of their own.',
        },
        destination: true,
        placeholder: 'https://alarm.example/krisenfest',
      }),
    ),
  internalNetworks: InternalNetworks({
    de: 'Webhook-Adressen von Kontakten dürfen nur ins öffentliche Internet führen und in diese Netze, eines je Zeile.',
    en: 'Webhook addresses of contacts may lead to the public Internet only, and to these networks, one a line.',
  }),
});
type WebhookSettings = z.infer<typeof WebhookSettings>;

const DEADLINE = 15_000;

/** The signature of Standard Webhooks: `v1,` and the HMAC-SHA256 of id, time and body in base64. */
export function signature(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/**
 * Signed webhook (Standard Webhooks 1.0): 2xx is taken, 410 is gone for good, everything else is tried again with the
 * same `webhook-id`. Redirects are not followed.
 */
export const webhook: Channel<WebhookSettings> = {
  kind: 'webhook',
  label: { de: 'Webhook', en: 'Webhook' },
  hint: {
    de: 'Übergibt Alarme unterschrieben an andere Programme: Leitstelle, Chat, Sirene.',
    en: 'Hands alerts over to other programs, signed: control room, chat, siren.',
  },
  withoutInternet: {
    answer: 'depends',
    sentence: {
      de: 'Geht ohne Internet nur, wenn der Empfänger im eigenen Haus steht.',
      en: 'Works without the Internet only when the receiver stands in the house.',
    },
  },
  withoutCloud: {
    answer: 'depends',
    sentence: {
      de: 'Ohne Cloud, wenn der Empfänger ein eigenes Programm ist.',
      en: 'Without a cloud when the receiver is a program of your own.',
    },
  },
  shares: {
    answer: 'nothing',
    sentence: {
      de: 'Hängt weder an den Postfächern noch an der Anmeldung der Firma; was der Empfänger daraus macht, steht bei ihm.',
      en: "Hangs neither on the company's mailboxes nor on its login; what the receiver makes of it is the receiver's matter.",
    },
  },
  watched: WATCHED.door,
  reaches: 'webhook',
  config: WebhookSettings,
  atOnce: 32,
  deadlineMs: DEADLINE,
  broadcastTo: ({ url }) => url ?? null,
  send: async ({ secret, url, internalNetworks }, address, message, { signal }) => {
    const host = URL.parse(address)?.host ?? address;
    // The receiver checks the time against its own clock, so it is the time of this attempt, not of the alert.
    const now = new Date();
    const seconds = Math.floor(now.getTime() / 1000);
    const type = message.mode === 'test' ? 'alert.tested' : 'alert.raised';
    const body = JSON.stringify({ type, timestamp: now.toISOString(), data: message.data });
    try {
      const answer = await httpRequest(address, {
        policy: address === url ? { kind: 'configured' } : { kind: 'public', allow: internalNetworks },
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': message.key,
          'webhook-timestamp': String(seconds),
          'webhook-signature': signature(secret, message.key, seconds, body),
        },
        body,
        redirects: 0,
        maxBytes: 65_536,
        tooLarge: 'cut',
        timeoutMs: DEADLINE,
        signal,
      });
      if (answer.status >= 200 && answer.status < 300) return { kind: 'handed-over', providerId: null };
      return answer.status === 410 ? refused(because.gone(host), true) : refused(because.status(host, answer.status));
    } catch (error) {
      if (error instanceof OutboundError) return unreached(error, host);
      throw error;
    }
  },
  looksEveryMs: OTHERS_EVERY_MS,
  look: async ({ url }, _now, signal) => (url === undefined ? { ok: true } : lookAtDoor(url, signal)),
};
