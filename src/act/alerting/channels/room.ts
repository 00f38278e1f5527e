import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import { httpRequest } from '../../../outbound/http.ts';
import type { Outcome } from '../alerting.ts';
import type { Shares } from '../channel.ts';
import type { Message } from '../compose.ts';
import { because } from './refusal.texts.ts';
import { refused, unreached } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

/** What a room is called here; the address under which the alerting knows it. */
export const RoomName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\r\n]+$/, 'must be one line')
  .meta(
    field({
      label: { de: 'Name des Raums', en: 'Name of the room' },
      help: {
        de: 'So heißt der Raum hier in der Übersicht. Er bekommt jeden Alarm einmal, zusätzlich zu den Personen.',
        en: 'What the room is called here in the overview. It gets every alert once, besides the people.',
      },
      placeholder: 'Krisenstab',
    }),
  );

/** What a room is told. */
export const Says = z
  .enum(['open', 'everything'])
  .default('open')
  .meta(
    field({
      label: { de: 'Was im Raum steht', en: 'What the room is told' },
      help: {
        de: 'Bei einem Angriff lesen Fremde womöglich mit und könnten den Link zum Bestätigen benutzen.',
        en: 'In an attack strangers may be reading along and could use the link to acknowledge.',
      },
      options: {
        open: { de: 'nur „Bitte krisenfest öffnen“', en: 'only "Please open krisenfest"' },
        everything: { de: 'der ganze Alarm mit Link', en: 'the whole alert with its link' },
      },
    }),
  );

/** Settings of a room in a chat program. Whoever knows the hook's address can write there, so it is a secret as a whole. */
export const RoomSettings = z.object({
  room: RoomName,
  url: z.url({ protocol: /^https?$/, error: 'must be a web address that begins with https://' }).meta(
    field({
      label: { de: 'Adresse des Webhooks', en: 'Address of the webhook' },
      help: {
        de: 'Aus dem Chatprogramm kopiert. Wer sie kennt, kann in den Raum schreiben; sie wird verschlüsselt aufbewahrt.',
        en: 'Copied from the chat program. Whoever knows it can write to the room; it is kept encrypted.',
      },
      secret: true,
    }),
  ),
  says: Says,
});
export type RoomSettings = z.infer<typeof RoomSettings>;

export const ROOM_DEADLINE_MS = 15_000;

export const roomShares: Shares = {
  answer: 'own-login',
  sentence: {
    de: 'Hängt an der Anmeldung der Firma: Wer sie übernommen hat, liest mit. Darum steht im Raum nur „Bitte krisenfest öffnen“, solange Sie nichts anderes wählen.',
    en: 'Hangs on the company\'s login: whoever has taken that over reads along. So the room is told only "Please open krisenfest" unless you choose otherwise.',
  },
};

/** What a room is told, in parts; `link` is null where only the call to open krisenfest may be seen. */
export type Told = {
  readonly title: string;
  readonly text: string;
  readonly link: { readonly label: string; readonly url: string } | null;
};

/** At most `places` UTF-16 units, and no half character at the end. */
const cut = (text: string, places: number): string =>
  text.length <= places ? text : `${text.slice(0, places - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** The words for a room; a test holds no facts and needs its link. `title` and `text` are cut to what the other side takes. */
export function toldTo(
  { says }: Pick<RoomSettings, 'says'>,
  message: Message,
  most: { readonly title: number; readonly text: number },
): Told {
  if (says === 'open' && message.mode !== 'test')
    return { title: cut(message.call, most.title), text: cut(message.closing, most.text), link: null };
  return {
    title: cut(message.subject, most.title),
    text: cut(`${message.lead}\n\n${message.closing}`, most.text),
    link: { label: message.button, url: message.link },
  };
}

/** Posts to the hook. Its address never shows in an outcome: only its host does. */
export async function postToRoom({ url }: RoomSettings, body: unknown, signal: AbortSignal): Promise<Outcome> {
  const host = URL.parse(url)?.host ?? '?';
  try {
    const { status } = await httpRequest(url, {
      policy: { kind: 'configured' },
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirects: 0,
      maxBytes: 65_536,
      tooLarge: 'cut',
      timeoutMs: ROOM_DEADLINE_MS,
      signal,
    });
    if (status >= 200 && status < 300) return { kind: 'handed-over', providerId: null };
    if (status === 410) return refused(because.gone(host), true);
    if (status === 429) return refused(because.tooMany(host));
    return refused([400, 401, 403, 404].includes(status) ? because.hook(host, status) : because.status(host, status));
  } catch (error) {
    if (error instanceof OutboundError) return unreached(error, host);
    throw error;
  }
}
