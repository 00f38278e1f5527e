import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SMTPServerOptions } from 'smtp-server';
import { certificate } from '../../../../test/world/certificates.ts';
import { sparePort } from '../../../../test/world/scratch.ts';
import { key, message, send, sentence } from '../../../../test/world/sending.ts';
import { linkIn, startOddServer, startSmtp, subjectOf, textOf } from '../../../../test/world/smtp.ts';
import { type Settings } from '../../../kernel/secretfields.ts';

const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp) await close();
});
const later = <T extends { close(): Promise<void> }>(one: T): T => {
  cleanUp.push(() => one.close());
  return one;
};

describe('e-mail, against a real SMTP server', () => {
  const settings = (port: number, more: Settings = {}): Settings => ({
    host: '127.0.0.1',
    port,
    security: 'none',
    from: 'alarm@musterbau.example',
    ...more,
  });
  const EVA = 'eva@musterbau.example';

  test('carries the id of the message as Message-ID, begins with ÜBUNG, and holds the link in text and HTML', async () => {
    const sink = later(await startSmtp());
    const outcome = await send('email', settings(sink.port), EVA);
    assert.equal(outcome.kind, 'handed-over', sentence(outcome));
    const [mail] = sink.mails;
    assert.ok(mail);
    assert.equal(mail.headers.get('message-id'), `<${key}@krisenfest.example>`);
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(subjectOf(mail), 'ÜBUNG: Alarm: Größere Störung');
    const text = textOf(mail);
    assert.ok(text.startsWith('ÜBUNG'));
    assert.match(text, /Guten Tag Eva Öztürk/);
    assert.match(text, /Zeile nach einem Punkt/);
    assert.equal(linkIn(text), message.link);
    assert.match(mail.raw, /text\/html/);
    assert.deepEqual(mail.to, [EVA]);
  });

  test('five hundred mails are not five hundred logins', async () => {
    const sink = later(await startSmtp());
    const all = await Promise.all(Array.from({ length: 8 }, () => send('email', settings(sink.port), EVA)));
    for (let round = 0; round < 5; round++)
      all.push(...(await Promise.all(Array.from({ length: 8 }, () => send('email', settings(sink.port), EVA)))));
    assert.ok(all.every((outcome) => outcome.kind === 'handed-over'));
    assert.equal(sink.mails.length, 48);
    assert.ok(sink.sessions() <= 8, `${sink.sessions()} sessions`);
  });

  test('logs in over TLS and STARTTLS with an authority of its own', async () => {
    const { cert, key: tlsKey } = await certificate(['127.0.0.1', 'localhost']);
    const onAuth: SMTPServerOptions['onAuth'] = (auth, _session, done) =>
      auth.username === 'alarm' && auth.password === 'sehr-geheim-123'
        ? done(null, { user: 'alarm' })
        : done(new Error('Invalid username or password'));
    for (const secure of [true, false]) {
      const sink = later(await startSmtp({ secure, key: tlsKey, cert, authOptional: false, onAuth }));
      const security = secure ? 'tls' : 'starttls';
      const account = { security, host: 'localhost', user: 'alarm', ca: cert };
      const fine = await send('email', settings(sink.port, { ...account, password: 'sehr-geheim-123' }), EVA);
      assert.equal(fine.kind, 'handed-over', `${security}: ${sentence(fine)}`);
      const wrong = await send('email', settings(sink.port, { ...account, password: 'falsch-falsch' }), EVA);
      assert.match(sentence(wrong), /lehnt die Anmeldung ab/);
      assert.ok(wrong.kind === 'refused' && !wrong.permanent && !JSON.stringify(wrong).includes('falsch-falsch'));
      const stranger = await send('email', settings(sink.port, { security, host: 'localhost', from: 'x@musterbau.example' }), EVA);
      assert.match(sentence(stranger), /von keiner hier bekannten Stelle/);
      const other = await certificate(['anders.example']);
      const misnamed = later(await startSmtp({ secure, key: other.key, cert: other.cert }));
      const named = await send('email', settings(misnamed.port, { security, host: 'localhost', ca: other.cert }), EVA);
      assert.match(sentence(named), /auf einen anderen Namen ausgestellt/);
    }
  });

  test('says what is wrong with a server that is none, has no encryption, refuses somebody, or says nothing', async () => {
    const plain = later(await startSmtp());
    const garbage = later(await startOddServer('SSH-2.0-OpenSSH_9.2\r\n'));
    const http = later(await startOddServer(null, () => 'HTTP/1.1 400 Bad Request\r\n\r\n'));
    const busy = later(await startOddServer('421 zu viel los\r\n'));
    const refusing = later(
      await startSmtp({
        onRcptTo: ({ address }, _session, done) =>
          done(
            Object.assign(new Error(address.startsWith('weg') ? 'No such user here' : 'Greylisted'), {
              responseCode: address.startsWith('weg') ? 550 : 451,
            }),
          ),
      }),
    );
    const poor = later(
      await startSmtp({
        onMailFrom: (_address, _session, done) => done(Object.assign(new Error('Sender not allowed'), { responseCode: 553 })),
      }),
    );
    const full = later(
      await startSmtp({
        onData: (stream, _session, done) => {
          stream.resume();
          stream.on('end', () => done(Object.assign(new Error('Mailbox full'), { responseCode: 452 })));
        },
      }),
    );
    const dead = await sparePort();
    const cases: readonly (readonly [string, Settings, string, RegExp, boolean])[] = [
      ['garbage greeting', settings(garbage.port), EVA, /antwortet kein Mailserver/, false],
      ['421', settings(busy.port), EVA, /antwortet kein Mailserver|nicht angenommen|abgebrochen/, false],
      ['STARTTLS missing', settings(plain.port, { security: 'starttls' }), EVA, /bietet keine Verschlüsselung/, false],
      ['TLS against plain', settings(plain.port, { security: 'tls' }), EVA, /verschlüsselte Verbindung/, false],
      [
        '550',
        settings(refusing.port),
        'weg@musterbau.example',
        /nimmt nichts für weg@musterbau\.example an\. \(550 No such user here\)/,
        true,
      ],
      ['451', settings(refusing.port), EVA, /nimmt nichts für eva@musterbau\.example an\. \(451 Greylisted\)/, false],
      ['553 sender', settings(poor.port), EVA, /nimmt den Absender nicht an/, false],
      ['452 after data', settings(full.port), EVA, /nicht angenommen\. \(452 Mailbox full\)/, false],
      ['nobody there', settings(dead), EVA, /nimmt keine Verbindung an/, false],
      ['no such name', settings(25, { host: 'mail.nirgendwo.invalid' }), EVA, /ließ sich nicht auflösen/, false],
    ];
    for (const [what, own, address, expected, permanent] of cases) {
      const outcome = await send('email', own, address);
      assert.match(sentence(outcome), expected, what);
      assert.equal(outcome.kind === 'refused' && outcome.permanent, permanent, what);
    }
    assert.equal((await send('email', settings(http.port), EVA, AbortSignal.timeout(300))).kind, 'stopped');
    assert.equal(plain.mails.length, 0);
  });

  test('a session that the server has closed meanwhile costs nothing', async () => {
    const sink = await startSmtp();
    assert.equal((await send('email', settings(sink.port), EVA)).kind, 'handed-over');
    await sink.close();
    await sleep(300);
    const again = later(await startSmtp({ port: sink.port }));
    const outcome = await send('email', settings(again.port), EVA);
    assert.equal(outcome.kind, 'handed-over', sentence(outcome));
  });
});
