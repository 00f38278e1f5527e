import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Channel } from '../channel.ts';
import type { Message } from '../compose.ts';
import type { FieldMeta } from '../secretfields.ts';
import { because } from './refusal.texts.ts';
import { ageOf, codeOf, exists, Folder, NUMBER, place } from './spool.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const SmsSettings = z.object({
  outbox: Folder.meta(
    field({
      label: { de: 'Ausgangsordner', en: 'Outbox folder' },
      help: {
        de: 'Der Ordner, aus dem gammu-smsd sendet: outboxpath in /etc/gammu-smsdrc. krisenfest muss darin schreiben dürfen.',
        en: 'The folder that gammu-smsd sends from: outboxpath in /etc/gammu-smsdrc. krisenfest must be allowed to write there.',
      },
      placeholder: '/var/spool/gammu/outbox',
    }),
  ),
  sent: Folder.optional().meta(
    field({
      label: { de: 'Ordner der gesendeten SMS', en: 'Folder of sent messages' },
      help: {
        de: 'sentsmspath. Damit erkennt krisenfest nach einem Absturz, was das Modem schon gesendet hat.',
        en: 'sentsmspath. With it krisenfest sees after a crash what the modem has sent already.',
      },
      placeholder: '/var/spool/gammu/sent',
    }),
  ),
});
type SmsSettings = z.infer<typeof SmsSettings>;

/** "Outbox not shrinking for 60 s" is channel trouble: sticks hang after hours (gammu #323 #314 #393). */
const STUCK_MS = 60_000;

const pad = (value: number) => String(value).padStart(2, '0');

/**
 * `OUTA20261124_090000_00_+494315550199_<key>.txt` (gammu-smsd-files(7)): A goes before Z, then the time. Every attempt of a
 * message has the same name, so that a repetition replaces what still lies there.
 */
export function spoolName(number: string, { key, mode }: Pick<Message, 'key' | 'mode'>, createdAt: number): string {
  const at = new Date(createdAt);
  const day = `${at.getUTCFullYear()}${pad(at.getUTCMonth() + 1)}${pad(at.getUTCDate())}`;
  const time = `${pad(at.getUTCHours())}${pad(at.getUTCMinutes())}${pad(at.getUTCSeconds())}`;
  return `OUT${mode === 'actual' ? 'A' : 'M'}${day}_${time}_00_${number}_${key}.txt`;
}

/** UTF-16 with its mark: smsd reads it whatever locale it runs in. */
const unicode = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

/**
 * SMS over the company's own modem: files for Debian's gammu-smsd (service `files`), which splits long texts itself.
 * "Handed over" means that the file lies in the spool.
 */
export const sms: Channel<SmsSettings> = {
  kind: 'sms',
  label: { de: 'SMS über eigenes Modem', en: 'SMS by own modem' },
  hint: {
    de: 'Braucht ein LTE-Modem am Server und das Debian-Programm gammu-smsd mit dem Dienst „files“.',
    en: 'Needs an LTE modem at the server and the Debian program gammu-smsd with the service "files".',
  },
  withoutInternet: {
    answer: 'yes',
    sentence: {
      de: 'Geht ohne Internet: Die Nachricht verlässt das Haus über das Mobilfunknetz.',
      en: 'Works without the Internet: the message leaves the house over the mobile network.',
    },
  },
  withoutCloud: {
    answer: 'yes',
    sentence: {
      de: 'Geht ohne Cloud: Modem und Programm stehen bei Ihnen.',
      en: 'Works without a cloud: modem and program stand with you.',
    },
  },
  shares: {
    answer: 'nothing',
    sentence: {
      de: 'Hängt weder an den Postfächern noch an der Anmeldung der Firma.',
      en: "Hangs neither on the company's mailboxes nor on its login.",
    },
  },
  reaches: 'sms',
  config: SmsSettings,
  atOnce: 8,
  deadlineMs: 10_000,
  broadcastTo: () => null,
  send: async ({ outbox, sent }, address, message, { signal, createdAt }) => {
    if (!NUMBER.test(address)) return refused(because.noNumber(address), true);
    if (signal.aborted) return { kind: 'stopped' };
    const name = spoolName(address, message, createdAt);
    try {
      if (sent === undefined || !(await exists(join(sent, name)))) await place(outbox, name, unicode(message.short));
      return { kind: 'handed-over', providerId: name };
    } catch (error) {
      return refused(because.folder(outbox, codeOf(error)));
    }
  },
  look: async ({ outbox, sent }, now) => {
    try {
      const waiting = (await readdir(outbox)).filter((name) => name.startsWith('OUT'));
      const ages = await Promise.all(waiting.map((name) => ageOf(join(outbox, name), now)));
      const oldest = Math.max(0, ...ages);
      // Many messages take long by one modem; what counts is whether any has left lately.
      const lastLeft = await ageOf(sent ?? outbox, now);
      return oldest > STUCK_MS && lastLeft > STUCK_MS
        ? { ok: false, reason: because.stuck(Math.round(Math.min(oldest, lastLeft) / 1000)) }
        : { ok: true };
    } catch (error) {
      return { ok: false, reason: because.folderUnread(outbox, codeOf(error)) };
    }
  },
};
