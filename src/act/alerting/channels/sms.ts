import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Channel } from '../channel.ts';
import type { Message } from '../compose.ts';
import { gammuInbox } from './inbox.ts';
import { because } from './refusal.texts.ts';
import { byOwnRadio, ownModem, smsShares } from './smsway.ts';
import { ageOf, codeOf, exists, NUMBER, place } from './spool.ts';
import { inboxFolder, lookAtInbox, outgoingFolder, ownNumberField, sentFolder } from './spoolfields.ts';
import { refused } from './unreached.ts';

const SmsSettings = z.object({
  outbox: outgoingFolder(
    {
      de: 'Der Ordner, aus dem gammu-smsd sendet: outboxpath in /etc/gammu-smsdrc. krisenfest muss darin schreiben dürfen.',
      en: 'The folder that gammu-smsd sends from: outboxpath in /etc/gammu-smsdrc. krisenfest must be allowed to write there.',
    },
    '/var/spool/gammu/outbox',
    { de: 'Ausgangsordner', en: 'Outbox folder' },
  ),
  sent: sentFolder('sentsmspath', '/var/spool/gammu/sent'),
  inbox: inboxFolder('inboxpath', '/var/spool/gammu/inbox'),
  ownNumber: ownNumberField(),
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
  withoutInternet: byOwnRadio,
  withoutCloud: ownModem,
  shares: smsShares,
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
  inbox: ({ inbox, ownNumber }) => (inbox === undefined ? null : gammuInbox(inbox, ownNumber ?? null)),
  look: async ({ outbox, sent, inbox }, now) => {
    try {
      const waiting = (await readdir(outbox)).filter((name) => name.startsWith('OUT'));
      const ages = await Promise.all(waiting.map((name) => ageOf(join(outbox, name), now)));
      const oldest = Math.max(0, ...ages);
      // Many messages take long by one modem; what counts is whether any has left lately.
      const lastLeft = await ageOf(sent ?? outbox, now);
      return oldest > STUCK_MS && lastLeft > STUCK_MS
        ? { ok: false, reason: because.stuck(Math.round(Math.min(oldest, lastLeft) / 1000)) }
        : await lookAtInbox(inbox);
    } catch (error) {
      return { ok: false, reason: because.folderUnread(outbox, codeOf(error)) };
    }
  },
};
