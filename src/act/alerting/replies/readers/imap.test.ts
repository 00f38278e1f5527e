import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { certificate } from '../../../../../test/world/certificates.ts';
import { testClock } from '../../../../../test/world/clock.ts';
import { dovecotMissing, startDovecot } from '../../../../../test/world/dovecot.ts';
import { scratchFolder } from '../../../../../test/world/scratch.ts';
import { until } from '../../../../../test/world/until.ts';
import { Mailbox } from '../mailbox.ts';
import { watchMailbox } from './imap.ts';

describe('the mailbox of answers on a real dovecot that does not offer IDLE', { skip: dovecotMissing() }, () => {
  const cleanUp: (() => unknown)[] = [];
  after(async () => {
    for (const close of cleanUp.reverse()) await close();
  });

  test('is looked through every half minute, and a mail that comes between is heard by the next look', { timeout: 180_000 }, async () => {
    const folder = scratchFolder('no-idle');
    cleanUp.push(() => folder.remove());
    const trust = await certificate(['127.0.0.1']);
    const offers = 'IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE LITERAL+ AUTH=PLAIN';
    const dovecot = await startDovecot(folder.path, trust, `protocol imap {\n  imap_capability = ${offers}\n}`);
    cleanUp.push(() => dovecot.stop());
    const mail = (subject: string) =>
      dovecot.deliver('alarm', `From: otto@musterbau.example\nSubject: ${subject}\nDate: ${new Date().toUTCString()}\n\nOK`);
    const clock = testClock(new Date().toISOString());
    const mailbox = Mailbox.parse({
      address: 'alarm@musterbau.example',
      host: '127.0.0.1',
      port: dovecot.imaps,
      user: 'alarm',
      password: 'secret',
      ca: trust.cert,
    });
    const heard: string[] = [];
    let looks = 0;
    const closing = new AbortController();
    mail('before');
    const watching = watchMailbox(mailbox, clock, closing.signal, {
      hear: async ({ raw }) => void heard.push(/^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? ''),
      alive: async () => void looks++,
    });
    await until('the first look', () => (looks === 1 ? true : undefined));
    assert.deepEqual(heard, ['before']);

    mail('between');
    await clock.forward('PT29S');
    assert.deepEqual([looks, heard], [1, ['before']], 'nobody tells it, and half a minute is not over');
    await clock.forward('PT1S');
    await until('the next look', () => (looks === 2 ? true : undefined));
    assert.deepEqual(heard, ['before', 'between']);
    assert.deepEqual(dovecot.mails('alarm'), { unread: 0, read: 2 });

    for (let minute = 1; minute <= 10; minute++) {
      await clock.forward('PT30S');
      await until(`look ${minute + 2}`, () => (looks === minute + 2 ? true : undefined));
    }
    assert.equal(heard.length, 2, 'what was heard is not heard again');
    closing.abort();
    await watching;
  });
});
