import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Channel } from '../channel.ts';
import { because } from './refusal.texts.ts';
import { RoomName, Says } from './room.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const ScreenSettings = z.object({
  room: RoomName.meta(
    field({
      label: { de: 'Name des Bildschirms', en: 'Name of the screen' },
      help: {
        de: 'Zum Beispiel „Halle 2“. Er bekommt jeden Alarm, zusätzlich zu den Personen.',
        en: 'For example "Hall 2". It gets every alert, besides the people.',
      },
      placeholder: 'Halle 2',
    }),
  ),
  token: z
    .string()
    .trim()
    .regex(/^[\w-]{32,64}$/, 'must be the key that the button below makes')
    .meta(
      field({
        label: { de: 'Schlüssel der Seite', en: 'Key of the page' },
        help: {
          de: 'Steht am Ende der Adresse, die der Bildschirm öffnet. Mit dem Knopf unten erzeugen.',
          en: 'Stands at the end of the address that the screen opens. Make it with the button below.',
        },
        secret: true,
      }),
    ),
  says: Says.default('everything').meta(
    field({
      label: { de: 'Was der Bildschirm zeigt', en: 'What the screen shows' },
      help: {
        de: 'Wer vorbeigeht, liest mit. Einen Link zum Bestätigen zeigt er nie.',
        en: 'Whoever walks by reads along. It never shows a link to acknowledge.',
      },
      options: {
        open: { de: 'nur „Bitte krisenfest öffnen“', en: 'only "Please open krisenfest"' },
        everything: { de: 'den ganzen Alarm', en: 'the whole alert' },
      },
    }),
  ),
});
type ScreenSettings = z.infer<typeof ScreenSettings>;

const placeOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Screens that have the page of a token open on this node, by the hash of the token. */
const open = new Map<string, number>();

/** A screen opens its page; gives how it closes it. */
export function screenOpens(token: string): () => void {
  const place = placeOf(token);
  open.set(place, (open.get(place) ?? 0) + 1);
  return () => {
    const left = (open.get(place) ?? 1) - 1;
    if (left > 0) open.set(place, left);
    else open.delete(place);
  };
}

/**
 * A page of krisenfest itself on a screen in the company's network. What it shows comes from the database; "handed over" is said
 * only when a screen has the page open on this node, so with several nodes it may be shown before it is said.
 */
export const screen: Channel<ScreenSettings> = {
  kind: 'screen',
  label: { de: 'Bildschirm im Haus', en: 'Screen in the house' },
  hint: {
    de: 'Eine Seite für einen Wandbildschirm oder PC im Netz der Firma: groß, mit Ton, ohne Anmeldung. Sie zeigt nur Alarme.',
    en: 'A page for a wall screen or PC in the network of the company: large, with sound, without a login. It shows alerts alone.',
  },
  withoutInternet: {
    answer: 'yes',
    sentence: {
      de: 'Geht ohne Internet, solange das Netz im Haus geht.',
      en: 'Works without the Internet as long as the network in the house works.',
    },
  },
  withoutCloud: {
    answer: 'yes',
    sentence: { de: 'Geht ohne Cloud: Die Seite kommt von diesem Server.', en: 'Works without a cloud: the page comes from this server.' },
  },
  shares: {
    answer: 'nothing',
    sentence: {
      de: 'Hängt weder an den Postfächern noch an der Anmeldung der Firma.',
      en: "Hangs neither on the company's mailboxes nor on its login.",
    },
  },
  watched: {
    de: 'Nicht geprüft wird, ob jemand hinsieht. „Übergeben“ steht erst da, wenn ein Bildschirm die Seite offen hat.',
    en: 'Whether anybody watches is not checked. "Handed over" stands only when a screen has the page open.',
  },
  reaches: 'screen',
  config: ScreenSettings,
  atOnce: 8,
  deadlineMs: 5000,
  broadcastTo: ({ room }) => room,
  send: async ({ room, token }, _address, _message, { signal }) => {
    if (signal.aborted) return { kind: 'stopped' };
    return open.has(placeOf(token)) ? { kind: 'handed-over', providerId: null } : refused(because.noScreen(room));
  },
};
