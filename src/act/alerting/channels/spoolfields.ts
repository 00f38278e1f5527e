import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import type { Bilingual } from '../../../kernel/languages.ts';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Look } from '../channel.ts';
import { because } from './refusal.texts.ts';
import { codeOf, Folder, filesOf, NUMBER, writable } from './spool.ts';

const field = (meta: FieldMeta) => meta;

type Words = { readonly de: string; readonly en: string };

/** The folder that a modem's program sends from. */
export const outgoingFolder = (help: Words, placeholder: string, label: Words) => Folder.meta(field({ label, help, placeholder }));

/** Where the program puts what it has sent; `name` is the setting's name in the program. */
export const sentFolder = (name: string, placeholder: string) =>
  Folder.optional().meta(
    field({
      label: { de: 'Ordner der gesendeten SMS', en: 'Folder of sent messages' },
      help: {
        de: `${name}. Damit erkennt krisenfest nach einem Absturz, was das Modem schon gesendet hat.`,
        en: `${name}. With it krisenfest sees after a crash what the modem has sent already.`,
      },
      placeholder,
    }),
  );

/** Where the program puts what it could not send. */
export const failedFolder = (name: string, placeholder: string) =>
  Folder.optional().meta(
    field({
      label: { de: 'Ordner der gescheiterten SMS', en: 'Folder of failed messages' },
      help: {
        de: `${name}. Damit sieht krisenfest, welche SMS das Modem nicht gesendet hat, und sagt es bei der Person und beim Alarmweg.`,
        en: `${name}. With it krisenfest sees which messages the modem has not sent, and says so at the person and at the channel.`,
      },
      placeholder,
    }),
  );

/** Where the program puts what comes in; with it answers count. */
export const inboxFolder = (name: string, placeholder: string) =>
  Folder.optional().meta(
    field({
      label: { de: 'Ordner der eingehenden SMS', en: 'Folder of incoming messages' },
      help: {
        de: `${name}. Mit diesem Ordner bestätigt die Antwort „OK“ einen Alarm. krisenfest liest jede SMS daraus und löscht die Datei; es muss dort schreiben dürfen.`,
        en: `${name}. With this folder the answer "OK" acknowledges an alert. krisenfest reads each message in it and deletes the file; it must be allowed to write there.`,
      },
      placeholder,
    }),
  );

/** The number of the SIM card, for the weekly self-test. */
export const ownNumberField = () =>
  z
    .string()
    .overwrite((text) => text.replaceAll(/[\s()/-]/g, ''))
    .regex(NUMBER, 'must be a complete number like +4915155501990')
    .optional()
    .meta(
      field({
        label: { de: 'Eigene Nummer der SIM-Karte', en: 'Own number of the SIM card' },
        help: {
          de: 'Mit Landesvorwahl. Damit schickt sich krisenfest jede Woche selbst eine SMS und merkt, wenn dieser Weg tot ist. Braucht den Ordner der eingehenden SMS.',
          en: 'With country code. With it krisenfest sends itself a text each week and notices when this way is dead. Needs the folder of incoming messages.',
        },
        placeholder: '+49 151 55501990',
      }),
    );

/** A failure that is older says nothing about now. */
const FRESH_MS = 10 * 60_000;
/** What failed before that was told then. */
const LATELY_MS = 24 * 3600_000;

/** The keys of what the program could not send of late. A folder that cannot be read is told by the look. */
export const lately = async (failed: string, keyIn: (name: string) => string | undefined, now: number): Promise<string[]> =>
  (await filesOf(failed, /^/, now).catch(() => [])).flatMap(({ name, age }) => (age < LATELY_MS ? (keyIn(name) ?? []) : []));

/** Trouble when messages have failed just now and nothing was sent since (`lastLeft`, its age; null where nobody knows). */
export async function lookAtFailed(
  failed: string | undefined,
  fitting: RegExp,
  lastLeft: number | null,
  now: number,
): Promise<Look | undefined> {
  if (failed === undefined) return undefined;
  const fresh = (await filesOf(failed, fitting, now)).map(({ age }) => age).filter((age) => age < FRESH_MS);
  if (fresh.length === 0 || (lastLeft !== null && lastLeft <= Math.min(...fresh))) return undefined;
  return { ok: false, reason: because.modemFailed(fresh.length) };
}

/** Can what comes in be read and taken away? */
export async function lookAtInbox(folder: string | undefined): Promise<Look> {
  if (folder === undefined) return { ok: true };
  try {
    await readdir(folder);
  } catch (error) {
    return { ok: false, reason: because.folderUnread(folder, codeOf(error)) };
  }
  return (await writable(folder)) ? { ok: true } : { ok: false, reason: because.folder(folder, 'EACCES') };
}

/** What is looked at here. */
export const spoolWatched = {
  de: 'Geprüft wird alle 20 Sekunden, ob der Ausgangsordner sich leert und was das Modem nicht senden konnte.',
  en: 'Every 20 seconds it is checked whether the outgoing folder empties, and what the modem could not send.',
} satisfies Bilingual;
