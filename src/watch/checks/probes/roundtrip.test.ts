import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { certificate } from '../../../../test/world/certificates.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../../../../test/world/dovecot.ts';
import { look } from '../../../../test/world/probing.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { type Mail, type SmtpSink, startSmtp } from '../../../../test/world/smtp.ts';
import { sayDetail } from '../detail.texts.ts';
import { mayPost } from './roundtrip.ts';

const DAY = 86_400_000;

test('no mail goes out while another is under way, nor soon after one was given up', () => {
  assert.ok(mayPost(undefined, 0));
  assert.ok(!mayPost({}, 1e9));
  assert.ok(!mayPost({ lostAt: 1000 }, 200_000));
  assert.ok(mayPost({ lostAt: 1000 }, 400_000));
  assert.ok(mayPost({ tookMs: 12 }, 0));
});

// Submission and mailbox are Debian's dovecot; between them a small mail server takes the mail and puts it into the maildir.
describe('a mail through a real submission server into a real mailbox', { skip: dovecotMissing() }, () => {
  const folder = scratchFolder('round-trip');
  let dovecot: Dovecot;
  let relay: SmtpSink;
  let good: { cert: string; key: string };
  /** Mails that wait for delivery, while that is held up. */
  let held: Mail[] | null = null;

  before(async () => {
    good = await certificate(['127.0.0.1'], { to: new Date(Date.now() + 60 * DAY) });
    relay = await startSmtp({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('niemand@') ? new Error('5.1.1 no such mailbox here') : null),
    });
    dovecot = await startDovecot(folder.path, good, `submission_relay_port = ${relay.port}`);
    relay.onMail = (mail) => {
      if (held) held.push(mail);
      else deliver(mail);
    };
  });
  after(async () => {
    await dovecot.stop();
    await relay.close();
    folder.remove();
  });
  const deliver = ({ to, raw }: Mail) => dovecot.deliver(to[0]?.split('@')[0] ?? '', raw);
  const ask = (to: string, config: object = {}, more: { readonly timeoutMs?: number; readonly now?: number } = {}) =>
    look(
      'mail-round-trip',
      {
        smtpHost: '127.0.0.1',
        smtpPort: dovecot.submission,
        smtpUser: 'waechter',
        smtpPassword: 'secret',
        from: 'waechter@muehlhaus.example',
        to: `${to}@muehlhaus.example`,
        imapHost: '127.0.0.1',
        imapPort: dovecot.imaps,
        imapUser: to,
        imapPassword: 'secret',
        ...config,
      },
      { outbound: { caExtra: [good.cert] }, timeoutMs: 10_000, ...more },
    );
  const words = async (to: string, config: object) => sayDetail((await ask(to, config)).detail, 'de', 'Europe/Berlin');

  test('arrives, is measured, and is gone from the mailbox afterwards', async () => {
    const { outcome, warning, detail, ms } = await ask('eins');
    assert.ok(detail.code === 'mail-arrived' && detail.tookMs === ms, JSON.stringify(detail));
    assert.deepEqual([outcome, warning], ['up', false]);
    assert.equal(relay.mails.at(-1)?.headers.get('auto-submitted'), 'auto-generated');
    // The second finds nothing left of the first: each look sends one mail.
    const sent = relay.mails.length;
    assert.equal((await ask('eins')).detail.code, 'mail-arrived');
    assert.equal(relay.mails.length, sent + 1);
    assert.deepEqual(dovecot.mails('eins'), { unread: 0, read: 0 });
  });

  test('that is under way is waited for by the next look, without a second mail, and timed by the clock of the mailbox', async () => {
    held = [];
    const sent = relay.mails.length;
    const now = Date.now();
    const first = await ask('zwei', {}, { timeoutMs: 3000, now });
    assert.deepEqual([first.outcome, first.detail.code], ['unclear', 'mail-under-way']);
    for (const mail of held) deliver(mail);
    held = null;
    const second = await ask('zwei', {}, { timeoutMs: 20_000, now: now + 120_000 });
    assert.ok(second.detail.code === 'mail-arrived' && second.detail.tookMs < 30_000, JSON.stringify(second));
    assert.equal(relay.mails.length, sent + 1);
  });

  test('that does not come in time is an outage; looking again sends no second one; what comes late is cleared away', async () => {
    held = [];
    const sent = relay.mails.length;
    const now = Date.now();
    assert.equal((await ask('drei', { mostSeconds: 10 }, { timeoutMs: 3000, now })).detail.code, 'mail-under-way');
    for (const later of [11_000, 21_000, 31_000]) {
      const lost = await ask('drei', { mostSeconds: 10 }, { timeoutMs: 10_000, now: now + later });
      assert.deepEqual([lost.outcome, lost.detail.code], ['down', 'mail-lost']);
    }
    assert.equal(relay.mails.length, sent + 1);
    const late = held;
    held = null;
    // Minutes later another goes out; with it, the one that came late is deleted.
    for (const mail of late) deliver(mail);
    assert.equal((await ask('drei', { mostSeconds: 10 }, { now: now + 600_000 })).detail.code, 'mail-arrived');
    assert.equal(relay.mails.length, sent + 2);
    assert.deepEqual(dovecot.mails('drei'), { unread: 0, read: 0 });
    const seen = await look(
      'mail-round-trip',
      {
        smtpHost: '127.0.0.1',
        smtpPort: relay.port,
        smtpSecurity: 'none',
        from: 'fremd@muehlhaus.example',
        to: 'drei@muehlhaus.example',
        imapHost: '127.0.0.1',
        imapPort: dovecot.imap,
        imapSecurity: 'starttls',
        imapUser: 'drei',
        imapPassword: 'secret',
      },
      { outbound: { caExtra: [good.cert] }, timeoutMs: 10_000 },
    );
    assert.equal(seen.detail.code, 'mail-arrived', 'without login and with STARTTLS too');
  });

  test('with a wrong setting gets a sentence that says which one', async () => {
    assert.match(
      await words('vier', { smtpPassword: 'falsch' }),
      /Server zum Absenden lehnt die Anmeldung ab: Benutzer und Kennwort prüfen/,
    );
    assert.match(await words('vier', { to: 'niemand@muehlhaus.example' }), /lehnt den Empfänger ab: .*no such mailbox here/);
    assert.match(await words('vier', { imapPassword: 'falsch' }), /das Postfach lehnt die Anmeldung ab: Benutzer und Kennwort prüfen/);
    assert.match(await words('vier', { folder: 'Gibt es nicht' }), /den Ordner gibt es im Postfach nicht/);
    assert.match(
      await words('vier', { imapPort: 1 }),
      /der Server des Postfachs \(127\.0\.0\.1\) weist die Verbindung ab: Port und Dienst prüfen/,
    );
    assert.match(await words('vier', { smtpPort: relay.port }), /Server zum Absenden \(127\.0\.0\.1\) bietet keine Verschlüsselung an/);
  });

  test('sends no password in the clear', async () => {
    await assert.rejects(ask('vier', { imapSecurity: 'none' }), /must be encrypted/);
    await assert.rejects(ask('vier', { smtpSecurity: 'none' }), /must be encrypted/);
    await assert.rejects(ask('vier', { to: 'kein Postfach' }), /must be an e-mail address/);
  });
});
