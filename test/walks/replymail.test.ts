import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import type { MailboxView, ReplyView } from '../../src/act/alerting/replies/replies.contract.ts';
import { certificate } from '../world/certificates.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../world/dovecot.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';
import { type SmtpSink, startSmtp, subjectOf, textOf } from '../world/smtp.ts';
import { until } from '../world/until.ts';

const ALARM = 'alarm@musterbau.example';
const OTTO = 'otto@musterbau.example';

describe('an alert that is answered by mail, with the mailbox of a real dovecot', { skip: dovecotMissing() }, () => {
  let world: TestHouse;
  let eva: Firm;
  let dovecot: Dovecot;
  let mail: SmtpSink;
  let ca = '';
  const folder = scratchFolder('reply-mail');
  before(async () => {
    const good = await certificate(['127.0.0.1']);
    ca = good.cert;
    // Without IDLE it would take half a minute: that mails are heard at once shows that it is used.
    dovecot = await startDovecot(folder.path, good);
    mail = await startSmtp();
    world = await startHouse();
    eva = await world.setUp();
    const addresses = [{ kind: 'email', value: OTTO, label: '', withoutInternet: false }];
    await eva.call('POST', `${eva.root}/contacts`, { name: 'Otto Muster', company: '', note: '', language: 'de', addresses });
    const settings = { host: '127.0.0.1', port: mail.port, security: 'none', from: ALARM };
    assert.equal((await eva.call('POST', `${eva.root}/channels`, { kind: 'email', name: 'Mail', settings })).status, 201);
  });
  after(async () => {
    await world.close();
    await dovecot.stop();
    await mail.close();
    folder.remove();
  });

  const mailbox = async () => ((await eva.call('GET', `${eva.root}/reply-mailbox`)).body as { mailbox: MailboxView | null }).mailbox;
  const put = (more: object) =>
    eva.call('PUT', `${eva.root}/reply-mailbox`, {
      settings: { address: ALARM, host: '127.0.0.1', port: dovecot.imaps, security: 'tls', user: 'alarm', password: 'secret', ca, ...more },
    });
  const raise = async (title: string) => {
    mail.mails.length = 0;
    const { body } = await eva.call('POST', `${eva.root}/incidents`, { mode: 'actual', title });
    return (body as { id: string }).id;
  };
  const alert = async (id: string) =>
    ((await eva.call('GET', `${eva.root}/incidents/${id}/alerts`)).body as { alerts: AlertView[] }).alerts[0];
  const heard = async (verdict: string) =>
    ((await eva.call('GET', `${eva.root}/replies`)).body as { replies: ReplyView[] }).replies.find((one) => one.verdict === verdict);
  const reply = (head: readonly string[], body: string) =>
    dovecot.deliver(
      'alarm',
      [`From: Otto Muster <${OTTO}>`, `To: ${ALARM}`, 'Subject: Re: Alarm', `Date: ${new Date().toUTCString()}`, ...head, '', body].join(
        '\n',
      ),
    );

  test("a wrong password, an unknown folder and a stranger's certificate are said in a sentence, without the password", {
    timeout: 180_000,
  }, async () => {
    assert.equal(await mailbox(), null);
    for (const [settings, sentence] of [
      [{ password: 'falsch-falsch' }, /lehnt die Anmeldung ab/],
      [{ folder: 'Gibtsnicht' }, /kennt diesen Ordner nicht/],
      [{ ca: undefined }, /von keiner hier bekannten Stelle/],
    ] as const) {
      assert.equal((await put(settings)).status, 204);
      const shown = await until(String(sentence), async () => {
        const now = await mailbox();
        return now?.trouble && sentence.test(now.trouble.reason.de) ? now : undefined;
      });
      assert.ok(!JSON.stringify(shown).includes('falsch-falsch') && shown.secretsSet.includes('password'));
    }
    const refused = await put({ security: 'none', host: 'imap.musterbau.example' });
    assert.equal(refused.status, 400);
    assert.match(refused.text, /must be tls or starttls/);
    const elsewhere = await eva.call('PUT', `${eva.root}/reply-mailbox`, {
      settings: { address: ALARM, host: 'imap.boese.example', user: 'alarm' },
    });
    assert.equal(elsewhere.status, 422, 'the kept password is never sent to another server');
  });

  test('OK acknowledges at once, whichever way the mailbox is encrypted, and the mail is marked as read', {
    timeout: 180_000,
  }, async () => {
    for (const [security, port] of [
      ['tls', dovecot.imaps],
      ['starttls', dovecot.imap],
    ] as const) {
      assert.equal((await put({ security, port })).status, 204);
      await until('the mailbox is read', async () => ((await mailbox())?.lookedAt ? true : undefined));
      const id = await raise(`Server steht ${security}`);
      const said = await until('the alert mail', () => mail.mails.find((one) => one.to.includes(OTTO)));
      assert.match(textOf(said), /Oder antworten Sie auf diese Mail nur mit OK\./);
      assert.match(said.headers.get('message-id') ?? '', /^<[0-9a-f]{32}\.[0-9a-f]{32}@/);
      assert.match(said.headers.get('reply-to') ?? '', /alarm@musterbau\.example/);
      reply([`In-Reply-To: ${said.headers.get('message-id') ?? ''}`], 'OK\n\nOtto');
      const at = performance.now();
      await until('acknowledged', async () => ((await alert(id))?.state === 'acknowledged' ? true : undefined));
      assert.ok(performance.now() - at < 15_000, 'heard by IDLE, not by the next look');
      const thanks = await until('the thanks', () => mail.mails.find((one) => subjectOf(one).startsWith('Danke, bestätigt')));
      assert.deepEqual(thanks.to, [OTTO]);
      await until('the log', async () =>
        (await eva.call('GET', `${eva.root}/incidents/${id}/log`)).text.includes('Antwort von Otto Muster, E-Mail: „OK“')
          ? true
          : undefined,
      );
      await until('marked as read', () => (dovecot.mails('alarm').unread === 0 ? true : undefined));
      await eva.call('POST', `${eva.root}/incidents/${id}/stand-down`);
    }
    assert.deepEqual(world.faults, []);
  });

  test('an absence note acknowledges nothing; a mail that came back makes its message a failed one', { timeout: 180_000 }, async () => {
    const id = await raise('Noch ein Fall');
    const said = await until('the alert mail', () => mail.mails.find((one) => one.to.includes(OTTO)));
    const message = said.headers.get('message-id') ?? '';
    await until('handed over', async () =>
      (await alert(id))?.steps[0]?.recipients[0]?.deliveries[0]?.state === 'handed-over' ? true : undefined,
    );
    reply([`In-Reply-To: ${message}`, 'Auto-Submitted: auto-replied'], 'OK, ich bin im Urlaub.');
    await until('the note was heard', () => heard('automatic'));
    assert.equal((await alert(id))?.state, 'running');
    dovecot.deliver(
      'alarm',
      `From: MAILER-DAEMON@mail.musterbau.example\nDate: ${new Date().toUTCString()}\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail\n\nFinal-Recipient: rfc822; ${OTTO}\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 mailbox full\n\n--B\nContent-Type: message/rfc822\n\n${said.raw.replaceAll('\r\n', '\n')}\n--B--\n`,
    );
    await until('the bounce was heard', () => heard('bounced'));
    const delivery = (await alert(id))?.steps[0]?.recipients[0]?.deliveries[0];
    assert.equal(delivery?.state, 'failed');
    assert.match(delivery.reason?.de ?? '', /kam zurück.*5\.2\.2 552 mailbox full/);
    assert.deepEqual(world.faults, []);
  });

  test('without the mailbox alert mails promise nothing, and carry no token', { timeout: 180_000 }, async () => {
    assert.equal((await eva.call('DELETE', `${eva.root}/reply-mailbox`)).status, 204);
    await raise('Ohne Postfach');
    const said = await until('the alert mail', () => mail.mails.find((one) => one.to.includes(OTTO)));
    assert.ok(!textOf(said).includes('OK'));
    assert.match(said.headers.get('message-id') ?? '', /^<[0-9a-f]{32}@/);
    assert.equal(said.headers.get('reply-to'), undefined);
  });
});
