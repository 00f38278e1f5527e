import { join } from 'node:path';
import { z } from 'zod';
import type { Channel } from '../channel.ts';
import { gammuInbox } from './inbox.ts';
import { because } from './refusal.texts.ts';
import { byOwnRadio, ownModem, smsShares } from './smsway.ts';
import { ageOf, codeOf, exists, filesOf, NUMBER, place } from './spool.ts';
import {
  failedFolder,
  inboxFolder,
  lately,
  lookAtFailed,
  lookAtInbox,
  outgoingFolder,
  ownNumberField,
  sentFolder,
  spoolWatched,
} from './spoolfields.ts';
import { keepMoving, keyIn, MOST_TURNS, spoolName, turnsOf } from './spoolqueue.ts';
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
  failed: failedFolder('errorsmspath', '/var/spool/gammu/error'),
  inbox: inboxFolder('inboxpath', '/var/spool/gammu/inbox'),
  ownNumber: ownNumberField(),
});
type SmsSettings = z.infer<typeof SmsSettings>;

/** "Outbox not shrinking for 60 s" is channel trouble: sticks hang after hours (gammu #323 #314 #393). */
const STUCK_MS = 60_000;

/** A message in one of the program's folders, ours or another's. */
const MESSAGE = /^OUT/;

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
  watched: spoolWatched,
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
  returned: async ({ outbox, sent, failed }, now) => [
    ...(await keepMoving(outbox, sent, now)),
    ...(failed === undefined ? [] : await lately(failed, keyIn, now)),
  ],
  look: async ({ outbox, sent, failed, inbox }, now) => {
    let folder = outbox;
    try {
      const waiting = await filesOf(outbox, MESSAGE, now);
      const oldest = Math.max(0, ...waiting.map(({ age }) => age));
      // Many messages take long by one modem; what counts is whether any has left lately.
      const around = sent === undefined && waiting.some(({ name }) => turnsOf(name) >= MOST_TURNS);
      const lastLeft = around ? oldest : await ageOf(sent ?? outbox, now);
      if (oldest > STUCK_MS && lastLeft > STUCK_MS)
        return { ok: false, reason: because.stuck(Math.round(Math.min(oldest, lastLeft) / 1000)) };
      folder = failed ?? outbox;
      return (await lookAtFailed(failed, MESSAGE, sent === undefined ? null : lastLeft, now)) ?? (await lookAtInbox(inbox));
    } catch (error) {
      return { ok: false, reason: because.folderUnread(folder, codeOf(error)) };
    }
  },
};
