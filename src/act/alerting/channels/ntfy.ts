import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Outcome } from '../alerting.ts';
import type { Channel } from '../channel.ts';
import { lookByAsking, OTHERS_EVERY_MS, onlyIll, WATCHED } from './looking.ts';
import { askPeer, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { because } from './refusal.texts.ts';
import { RoomName, Says, toldTo } from './room.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const NtfySettings = z.object({
  room: RoomName,
  url: PeerUrl.default('https://ntfy.sh').meta(
    field({
      label: { de: 'Adresse des ntfy-Servers', en: 'Address of the ntfy server' },
      help: { de: 'Am besten ein eigener.', en: 'Best one of your own.' },
      destination: true,
    }),
  ),
  topic: z
    .string()
    .trim()
    .regex(/^[-_A-Za-z0-9]{8,64}$/, 'must be 8 to 64 letters, digits, - or _')
    .meta(
      field({
        label: { de: 'Thema (Topic)', en: 'Topic' },
        help: {
          de: 'Wer es kennt, liest mit, wenn der Server keine Anmeldung verlangt: lang und nicht zu erraten wählen.',
          en: 'Whoever knows it reads along when the server asks for no login: choose a long one that nobody guesses.',
        },
        secret: true,
      }),
    ),
  token: z
    .string()
    .trim()
    .regex(/^tk_[A-Za-z0-9]{8,64}$/, 'must be an access token like tk_…')
    .optional()
    .meta(
      field({
        label: { de: 'Zugangstoken', en: 'Access token' },
        help: { de: 'Wenn der Server eine Anmeldung verlangt.', en: 'If the server asks for a login.' },
        secret: true,
      }),
    ),
  says: Says,
});
type NtfySettings = z.infer<typeof NtfySettings>;

/** A message takes 4,096 bytes; umlauts take two. */
const MOST = { title: 200, text: 1500 };
const Published = z.object({ id: z.string() });

const Health = z.object({ healthy: z.boolean() });

function unhealthy({ status, json }: { readonly status: number; readonly json: unknown }, host: string): Outcome | undefined {
  const health = Health.safeParse(json);
  return health.success && !health.data.healthy ? refused(because.ill(host)) : onlyIll({ status }, host);
}

/**
 * ntfy: publishes as JSON to the server's root with topic, title, message, priority, tags, click and actions (docs.ntfy.sh,
 * "Publish as JSON"). The answer holds the server's id of the message.
 */
export const ntfy: Channel<NtfySettings> = {
  kind: 'ntfy',
  label: { de: 'ntfy', en: 'ntfy' },
  hint: {
    de: 'Nachrichten auf Handys mit der App ntfy. Ein eigener ntfy-Server geht im eigenen Netz auch ohne Internet.',
    en: 'Messages to phones with the app ntfy. A server of your own works in your own network without the Internet, too.',
  },
  withoutInternet: {
    answer: 'depends',
    sentence: {
      de: 'Geht ohne Internet nur mit eigenem Server und nur für Android-Handys im WLAN des Hauses.',
      en: 'Works without the Internet only with a server of your own and only for Android phones in the Wi-Fi of the house.',
    },
  },
  withoutCloud: {
    answer: 'depends',
    sentence: { de: 'Ohne Cloud, wenn der ntfy-Server der eigene ist.', en: 'Without a cloud when the ntfy server is your own.' },
  },
  shares: {
    answer: 'nothing',
    sentence: {
      de: 'Hängt weder an den Postfächern noch an der Anmeldung der Firma. Wer das Thema kennt, liest mit; darum steht dort nur „Bitte krisenfest öffnen“, solange Sie nichts anderes wählen.',
      en: 'Hangs neither on the company\'s mailboxes nor on its login. Whoever knows the topic reads along; so it is told only "Please open krisenfest" unless you choose otherwise.',
    },
  },
  watched: WATCHED.answers,
  reaches: 'ntfy',
  config: NtfySettings,
  atOnce: 2,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: ({ room }) => room,
  send: async ({ url, topic, token, says }, _room, message, { signal }) => {
    const { title, text, link } = toldTo({ says }, message, MOST);
    const answer = await askPeer(url, {
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({
        topic,
        title,
        message: text,
        priority: message.mode === 'actual' ? 5 : 4,
        tags: ['rotating_light'],
        ...(link ? { click: link.url, actions: [{ action: 'view', label: link.label, url: link.url }] } : {}),
      }),
      signal,
    });
    if (!answer.reached) return answer.outcome;
    const trouble = statusTrouble(hostOf(url), answer.status, answer.status === 404 ? '' : answer.text.slice(0, 100));
    if (trouble) return trouble;
    const published = Published.safeParse(answer.json);
    return { kind: 'handed-over', providerId: published.success ? published.data.id : null };
  },
  looksEveryMs: OTHERS_EVERY_MS,
  // `GET /v1/health` (docs.ntfy.sh, "Health checks").
  look: ({ url }, _now, signal) => lookByAsking({ url, path: '/v1/health', trouble: unhealthy }, signal),
};
