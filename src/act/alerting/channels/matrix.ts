import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import { html } from '../../../prepare/darkpages/escape.ts';
import type { Outcome } from '../alerting.ts';
import type { Channel } from '../channel.ts';
import { lookByAsking, OTHERS_EVERY_MS, onlyIll, WATCHED } from './looking.ts';
import { askPeer, below, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { because } from './refusal.texts.ts';
import { RoomName, roomShares, Says, type Told, toldTo } from './room.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const MatrixSettings = z.object({
  room: RoomName,
  url: PeerUrl.meta(
    field({
      label: { de: 'Adresse des Matrix-Servers', en: 'Address of the Matrix server' },
      destination: true,
      placeholder: 'https://matrix.firma.example',
    }),
  ),
  roomId: z
    .string()
    .trim()
    .regex(/^![^\s:/]{1,200}(:[\w.:[\]-]{1,200})?$/, 'must be the internal room ID like !abc:firma.example')
    .meta(
      field({
        label: { de: 'Raum-ID', en: 'Room ID' },
        help: {
          de: 'Steht in Element in den Raumeinstellungen unter „Erweitert“ und beginnt mit !. Der Raum muss unverschlüsselt sein.',
          en: 'In Element in the settings of the room under "Advanced"; begins with !. The room must be unencrypted.',
        },
        placeholder: '!abc:firma.example',
      }),
    ),
  token: z
    .string()
    .trim()
    .min(8)
    .max(1000)
    .regex(/^\S+$/, 'must be one word')
    .meta(
      field({
        label: { de: 'Zugangstoken', en: 'Access token' },
        help: {
          de: 'Von einem eigenen Konto für krisenfest, das im Raum ist.',
          en: 'Of an account of its own for krisenfest that has joined the room.',
        },
        secret: true,
      }),
    ),
  says: Says,
});
type MatrixSettings = z.infer<typeof MatrixSettings>;

/** An event takes 65,536 bytes as a whole; far below. */
const MOST = { title: 250, text: 4000 };

const Sent = z.object({ event_id: z.string() });
const Fault = z.object({ errcode: z.string(), error: z.string().default('') });

const content = ({ title, text, link }: Told) => ({
  msgtype: 'm.text',
  body: [title, text, ...(link ? [link.url] : [])].join('\n\n'),
  format: 'org.matrix.custom.html',
  formatted_body: [
    `<strong>${html(title)}</strong>`,
    html(text).replaceAll('\n', '<br>'),
    ...(link ? [`<a href="${html(link.url)}">${html(link.label)}</a>`] : []),
  ].join('<br><br>'),
});

function outcomeOf(host: string, status: number, json: unknown): Outcome {
  const fault = Fault.safeParse(json);
  const { errcode = '', error = '' } = fault.success ? fault.data : {};
  if (errcode === 'M_UNKNOWN_TOKEN' || errcode === 'M_MISSING_TOKEN') return refused(because.key(host, error));
  if (errcode === 'M_FORBIDDEN') return refused(because.notInRoom(host, error));
  if (errcode === 'M_LIMIT_EXCEEDED') return refused(because.tooMany(host));
  const trouble = statusTrouble(host, status, error);
  if (trouble) return trouble;
  const sent = Sent.safeParse(json);
  return sent.success ? { kind: 'handed-over', providerId: sent.data.event_id } : refused(because.wrongPlace(host, status));
}

/** Only what is said of the token speaks against the channel; too many questions do not. */
function tokenTrouble({ status, json }: { readonly status: number; readonly json: unknown }, host: string): Outcome | undefined {
  const fault = Fault.safeParse(json);
  if (fault.success && status === 401) return refused(because.key(host, fault.data.error));
  if (fault.success && status === 403) return refused(because.mayNot(host, fault.data.error));
  return onlyIll({ status }, host);
}

/**
 * Matrix: `PUT /_matrix/client/v3/rooms/{roomId}/send/m.room.message/{txnId}` (client-server API v1, "Sending events to a
 * room"). The message's id is the txnId: the server knows a repetition and makes one event of it.
 */
export const matrix: Channel<MatrixSettings> = {
  kind: 'matrix',
  label: { de: 'Matrix', en: 'Matrix' },
  hint: {
    de: 'Schreibt in einen unverschlüsselten Raum eines Matrix-Servers, am besten eines eigenen.',
    en: 'Writes to an unencrypted room of a Matrix server, best one of your own.',
  },
  withoutInternet: {
    answer: 'depends',
    sentence: {
      de: 'Geht ohne Internet nur, wenn der Matrix-Server im eigenen Haus steht.',
      en: 'Works without the Internet only when the Matrix server stands in the house.',
    },
  },
  withoutCloud: {
    answer: 'depends',
    sentence: { de: 'Ohne Cloud, wenn der Matrix-Server der eigene ist.', en: 'Without a cloud when the Matrix server is your own.' },
  },
  shares: roomShares,
  watched: WATCHED.login,
  reaches: 'matrix',
  config: MatrixSettings,
  atOnce: 1,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: ({ room }) => room,
  send: async ({ url, roomId, token, says }, _room, message, { signal }) => {
    const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/send/m.room.message/${message.key}`;
    const answer = await askPeer(below(url, path), {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(content(toldTo({ says }, message, MOST))),
      signal,
    });
    return answer.reached ? outcomeOf(hostOf(url), answer.status, answer.json) : answer.outcome;
  },
  looksEveryMs: OTHERS_EVERY_MS,
  // `GET /_matrix/client/v3/account/whoami` (client-server API, "Current account information") says whether the token holds.
  look: ({ url, token }, _now, signal) =>
    lookByAsking(
      { url, path: '/_matrix/client/v3/account/whoami', headers: { authorization: `Bearer ${token}` }, trouble: tokenTrouble },
      signal,
    ),
};
