import { join } from 'node:path';
import { z } from 'zod';
import type { Channel } from '../channel.ts';
import { smstoolsInbox } from './inbox.ts';
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
import { refused } from './unreached.ts';

const SmstoolsSettings = z.object({
  outgoing: outgoingFolder(
    {
      de: 'Der Ordner, aus dem smsd sendet: outgoing in /etc/smsd.conf. krisenfest muss darin schreiben dürfen (Gruppe smsd).',
      en: 'The folder that smsd sends from: outgoing in /etc/smsd.conf. krisenfest must be allowed to write there (group smsd).',
    },
    '/var/spool/sms/outgoing',
    { de: 'Ausgangsordner', en: 'Outgoing folder' },
  ),
  sent: sentFolder('sent in /etc/smsd.conf', '/var/spool/sms/sent'),
  inbox: inboxFolder('incoming in /etc/smsd.conf', '/var/spool/sms/incoming'),
  ownNumber: ownNumberField(),
  failed: failedFolder('failed in /etc/smsd.conf', '/var/spool/sms/failed'),
});
type SmstoolsSettings = z.infer<typeof SmstoolsSettings>;

/** A message of ours, and not the lock (`.LOCK`) that smsd puts beside a file while it moves it. */
const MESSAGE = /^krisenfest-(\w+)$/;
const keyIn = (name: string): string | undefined => MESSAGE.exec(name)?.[1];

const STUCK_MS = 60_000;
/** Header lines, an empty line, the text; the number without its plus, as smstools wants it. */
const spoolFile = (number: string, text: string): Uint8Array =>
  Buffer.from(`To: ${number.slice(1)}\nAlphabet: UTF-8\nPriority: HIGH\n\n${text}`, 'utf8');

/**
 * SMS by Debian's smstools (SMS Server Tools 3): one file a message in the spool, as its manual says (doc/fileformat.html in the
 * package). The file's name is the message's id, so that a repetition replaces what still lies there. "Handed over" means that
 * the file lies in the spool.
 */
export const smstools: Channel<SmstoolsSettings> = {
  kind: 'smstools',
  label: { de: 'SMS über eigenes Modem (smstools)', en: 'SMS by own modem (smstools)' },
  hint: {
    de: 'Braucht ein LTE-Modem am Server und das Debian-Programm smstools. Wer gammu-smsd benutzt, nimmt „SMS über eigenes Modem“.',
    en: 'Needs an LTE modem at the server and the Debian program smstools. Those who use gammu-smsd take "SMS by own modem".',
  },
  withoutInternet: byOwnRadio,
  withoutCloud: ownModem,
  shares: smsShares,
  watched: spoolWatched,
  reaches: 'sms',
  config: SmstoolsSettings,
  atOnce: 8,
  deadlineMs: 10_000,
  broadcastTo: () => null,
  send: async ({ outgoing, sent }, address, message, { signal }) => {
    if (!NUMBER.test(address)) return refused(because.noNumber(address), true);
    if (signal.aborted) return { kind: 'stopped' };
    const name = `krisenfest-${message.key}`;
    try {
      if (sent === undefined || !(await exists(join(sent, name)))) await place(outgoing, name, spoolFile(address, message.short));
      return { kind: 'handed-over', providerId: name };
    } catch (error) {
      return refused(because.folder(outgoing, codeOf(error)));
    }
  },
  inbox: ({ inbox, ownNumber }) => (inbox === undefined ? null : smstoolsInbox(inbox, ownNumber ?? null)),
  returned: ({ failed }, now) => (failed === undefined ? Promise.resolve([]) : lately(failed, keyIn, now)),
  look: async ({ outgoing, sent, failed, inbox }, now) => {
    let folder = outgoing;
    try {
      const waiting = await filesOf(outgoing, MESSAGE, now);
      const lastLeft = await ageOf(sent ?? outgoing, now);
      const oldest = Math.max(0, ...waiting.map(({ age }) => age));
      if (oldest > STUCK_MS && lastLeft > STUCK_MS)
        return { ok: false, reason: because.stuckAt('smsd', Math.round(Math.min(oldest, lastLeft) / 1000)) };
      folder = failed ?? outgoing;
      return (await lookAtFailed(failed, MESSAGE, sent === undefined ? null : lastLeft, now)) ?? (await lookAtInbox(inbox));
    } catch (error) {
      return { ok: false, reason: because.folderUnread(folder, codeOf(error)) };
    }
  },
};
