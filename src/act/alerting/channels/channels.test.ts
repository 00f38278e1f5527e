import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SMTPServerOptions } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { certificate } from '../../../../test/world/certificates.ts';
import { HOOK_TOKEN, startRooms } from '../../../../test/world/rooms.ts';
import { scratchFolder, sparePort } from '../../../../test/world/scratch.ts';
import { key, message, send, sentence } from '../../../../test/world/sending.ts';
import { smsdMissing, smsSpool } from '../../../../test/world/smsd.ts';
import { linkIn, startOddServer, startSmtp, subjectOf, textOf } from '../../../../test/world/smtp.ts';
import { startWebhooks } from '../../../../test/world/webhooks.ts';
import { type Settings, secretFields } from '../../../kernel/secretfields.ts';
import { channels } from './index.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
/** A device as its browser tells of it; the keys are those of RFC 8291's example. */
const DEVICE = {
  room: 'Handy Leitung',
  contact: 'it@musterbau.example',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  vapid: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
};
const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp) await close();
});
const later = <T extends { close(): Promise<void> }>(one: T): T => {
  cleanUp.push(() => one.close());
  return one;
};
const scratch = (name: string) => {
  const folder = scratchFolder(name);
  cleanUp.push(() => folder.remove());
  return folder.path;
};

/** Ways that only write a file or look who is there: there is nobody to wait for. */
const SPOOLS = ['sms', 'smstools', 'screen'];

describe('every channel of the registry', () => {
  const good: Readonly<Record<string, Settings>> = {
    sms: { outbox: '/var/spool/gammu/outbox' },
    smstools: { outgoing: '/var/spool/sms/outgoing' },
    mikrotik: { url: 'https://192.168.88.1', user: 'alarm', password: 'sehr-geheim-123' },
    teltonika: { url: 'https://192.168.1.1', user: 'alarm', password: 'sehr-geheim-123' },
    seven: { apiKey: 'sehr-geheim-123' },
    sipgate: { tokenId: 'token-AB12CD', token: 'sehr-geheim-123' },
    smshttp: { url: 'https://sms.example/send', secret: 'sehr-geheim-123', authorization: 'Bearer {secret}' },
    email: { host: 'mail.musterbau.example', user: 'alarm', password: 'sehr-geheim-123', from: 'alarm@musterbau.example' },
    screen: { room: 'Halle 2', token: 'sehr-geheim-1234567890-1234567890-12' },
    matrix: { room: 'Krisenstab', url: 'https://matrix.example', roomId: '!abc:matrix.example', token: 'sehr-geheim-123' },
    ntfy: { room: 'Krisenstab', topic: 'sehr-geheim-123', token: 'tk_sehrgeheim123' },
    signal: { room: 'Krisenstab', number: '+494315550199', recipients: ['+491515550199'] },
    call: { host: 'fritz.box', user: 'krisenfest', password: 'sehr-geheim-123' },
    webpush: { ...DEVICE, url: `https://push.example/${HOOK_TOKEN}` },
    webhook: { secret: SECRET, url: 'https://leitstelle.example/alarm' },
    teams: { room: 'Krisenstab', url: `https://flow.example/${HOOK_TOKEN}` },
    slack: { room: 'Krisenstab', url: `https://slack.example/${HOOK_TOKEN}` },
    mattermost: { room: 'Krisenstab', url: `https://chat.musterbau.example/${HOOK_TOKEN}` },
  };
  const badRoom = [
    ['room', { url: 'https://chat.example/hook' }],
    ['room', { room: 'a\nb', url: 'https://chat.example/hook' }],
    ['url', { room: 'Krisenstab', url: 'chat.example' }],
    ['says', { room: 'Krisenstab', url: 'https://chat.example/hook', says: 'nichts' }],
  ] as const;
  const bad: Readonly<Record<string, readonly (readonly [string, Settings])[]>> = {
    sms: [
      ['outbox', {}],
      ['outbox', { outbox: 'outbox' }],
      ['sent', { outbox: '/var/spool', sent: '/var/../etc' }],
    ],
    smstools: [
      ['outgoing', {}],
      ['failed', { outgoing: '/var/spool/sms/outgoing', failed: 'failed' }],
    ],
    mikrotik: [
      ['url', { user: 'alarm', password: 'x' }],
      ['url', { url: 'http://192.168.88.1', user: 'alarm', password: 'x' }],
      ['password', { url: 'https://192.168.88.1', user: 'alarm' }],
      ['modem', { url: 'https://192.168.88.1', user: 'alarm', password: 'x', modem: 'lte 1' }],
    ],
    teltonika: [
      ['url', { url: 'http://192.168.1.1', user: 'alarm', password: 'x' }],
      ['modem', { url: 'https://192.168.1.1', user: 'alarm', password: 'x', modem: '' }],
      ['ca', { url: 'https://192.168.1.1', user: 'alarm', password: 'x', ca: 'nein' }],
    ],
    seven: [
      ['apiKey', {}],
      ['sender', { apiKey: 'sehr-geheim-123', sender: 'Musterbau Süd' }],
      ['url', { apiKey: 'sehr-geheim-123', url: 'http://gateway.example' }],
    ],
    sipgate: [
      ['tokenId', { tokenId: 'alarm@musterbau.example', token: 'sehr-geheim-123' }],
      ['smsId', { tokenId: 'token-AB12CD', token: 'sehr-geheim-123', smsId: '0' }],
    ],
    smshttp: [
      ['url', { url: 'http://sms.example/?to={number}&text={text}' }],
      ['body', { url: 'https://sms.example/', body: '{"to":"{number}"}' }],
      ['body', { url: 'https://sms.example/?text={text}', method: 'GET' }],
      ['authorization', { url: 'https://sms.example/', authorization: 'a\r\nb' }],
    ],
    email: [
      ['host', { from: 'a@b.example' }],
      ['from', { host: 'mail.example', from: 'keine Adresse' }],
      ['port', { host: 'mail.example', from: 'a@b.example', port: 70_000 }],
      ['security', { host: 'mail.example', from: 'a@b.example', security: 'none', user: 'u', password: 'p' }],
      ['fromName', { host: 'mail.example', from: 'a@b.example', fromName: 'A\r\nBcc: x@y.example' }],
      ['ca', { host: 'mail.example', from: 'a@b.example', ca: 'kein Zertifikat' }],
    ],
    call: [
      ['host', { user: 'krisenfest' }],
      ['host', { host: 'fritz.box;x', user: 'krisenfest' }],
      ['user', { host: 'fritz.box', user: 'zwei Wörter' }],
      ['password', { host: 'fritz.box', user: 'krisenfest', password: 'a"b' }],
      ['prefix', { host: 'fritz.box', user: 'krisenfest', prefix: 'x' }],
    ],
    matrix: [
      ['roomId', { room: 'Krisenstab', url: 'https://matrix.example', roomId: '#krisenstab:matrix.example', token: 'sehr-geheim-123' }],
      ['url', { room: 'Krisenstab', url: 'http://matrix.example', roomId: '!abc:matrix.example', token: 'sehr-geheim-123' }],
    ],
    ntfy: [
      ['topic', { room: 'Krisenstab', topic: 'alarm' }],
      ['token', { room: 'Krisenstab', topic: 'sehr-geheim-123', token: 'geheim' }],
    ],
    signal: [
      ['number', { room: 'Krisenstab', number: '0431 5550199', recipients: ['+491515550199'] }],
      ['recipients', { room: 'Krisenstab', number: '+494315550199', recipients: [] }],
      ['recipients', { room: 'Krisenstab', number: '+494315550199', recipients: ['alle'] }],
    ],
    screen: [
      ['token', { room: 'Halle 2' }],
      ['token', { room: 'Halle 2', token: 'kurz' }],
    ],
    webpush: [
      ['url', DEVICE],
      ['url', { ...DEVICE, url: 'http://push.example/x' }],
      ['contact', { ...DEVICE, url: 'https://push.example/x', contact: 'niemand' }],
      ['p256dh', { ...DEVICE, url: 'https://push.example/x', p256dh: 'B'.repeat(87) }],
      ['auth', { ...DEVICE, url: 'https://push.example/x', auth: 'kurz' }],
      ['vapid', { ...DEVICE, url: 'https://push.example/x', vapid: '' }],
    ],
    teams: badRoom,
    slack: badRoom,
    mattermost: badRoom,
    webhook: [
      ['secret', { url: 'https://leitstelle.example' }],
      ['secret', { secret: 'kurz' }],
      ['url', { secret: SECRET, url: 'ftp://leitstelle.example' }],
      ['internalNetworks', { secret: SECRET, internalNetworks: ['büro'] }],
    ],
  };

  test('says in both languages what it is, what it needs, whether it works without the Internet and without a cloud, and what it shares with the company', () => {
    assert.ok(channels.length >= 3);
    assert.equal(new Set(channels.map((channel) => channel.kind)).size, channels.length);
    for (const { label, hint, withoutInternet, withoutCloud, shares } of channels)
      for (const words of [label, hint, withoutInternet.sentence, withoutCloud.sentence, shares.sentence])
        assert.ok(words.de.length > 2 && words.en.length > 2);
  });

  test('takes good settings and refuses bad ones by the name of the field', () => {
    for (const channel of channels) {
      const fine = channel.with(good[channel.kind] ?? {});
      assert.ok(fine.ok, `${channel.kind}: ${fine.ok ? '' : fine.error.message}`);
      const wrong = bad[channel.kind] ?? [];
      assert.ok(wrong.length > 0, `${channel.kind} has no bad example`);
      for (const [field, settings] of wrong) {
        const refused = channel.with(settings);
        assert.ok(!refused.ok && refused.error.issues.some((issue) => issue.path[0] === field), `${channel.kind} took a bad ${field}`);
      }
    }
  });

  test('stops when it is told to, long before its deadline', async () => {
    const silent = later(await startOddServer(null));
    const slow = later(await startWebhooks());
    slow.answer = { status: 204, afterMs: 30_000 };
    const settings: Readonly<Record<string, readonly [Settings, string]>> = {
      sms: [{ outbox: scratch('abort') }, '+4915155501990'],
      smstools: [{ outgoing: scratch('abort-smstools') }, '+4915155501990'],
      mikrotik: [{ url: slow.url, user: 'alarm', password: 'x' }, '+4915155501990'],
      teltonika: [{ url: slow.url, user: 'alarm', password: 'x' }, '+4915155501990'],
      seven: [{ url: slow.url, apiKey: 'sehr-geheim-123' }, '+4915155501990'],
      sipgate: [{ url: slow.url, tokenId: 'token-AB12CD', token: 'sehr-geheim-123' }, '+4915155501990'],
      smshttp: [{ url: slow.url }, '+4915155501990'],
      email: [{ host: '127.0.0.1', port: silent.port, security: 'none', from: 'a@b.example' }, 'eva@musterbau.example'],
      teams: [{ room: 'Krisenstab', url: slow.url }, 'Krisenstab'],
      slack: [{ room: 'Krisenstab', url: slow.url }, 'Krisenstab'],
      mattermost: [{ room: 'Krisenstab', url: slow.url }, 'Krisenstab'],
      screen: [{ room: 'Halle 2', token: 'sehr-geheim-1234567890-1234567890-12' }, 'Halle 2'],
      matrix: [{ room: 'Krisenstab', url: slow.url, roomId: '!abc:matrix.example', token: 'sehr-geheim-123' }, 'Krisenstab'],
      ntfy: [{ room: 'Krisenstab', url: slow.url, topic: 'sehr-geheim-123' }, 'Krisenstab'],
      signal: [{ room: 'Krisenstab', url: slow.url, number: '+494315550199', recipients: ['+491515550199'] }, 'Krisenstab'],
      call: [{ host: '127.0.0.1', port: silent.port, user: 'krisenfest', register: false }, '+4915155501990'],
      webpush: [{ ...DEVICE, url: slow.url }, 'Handy Leitung'],
      webhook: [{ secret: SECRET, internalNetworks: ['127.0.0.0/8'] }, slow.url],
    };
    for (const { kind } of channels) {
      const started = performance.now();
      const [own, address] = settings[kind] ?? [{}, ''];
      const stopped = await send(kind, own, address, AbortSignal.timeout(150));
      if (!SPOOLS.includes(kind)) assert.equal(stopped.kind, 'stopped', `${kind}: ${sentence(stopped)}`);
      const before = await send(kind, own, address, AbortSignal.abort());
      assert.equal(before.kind, 'stopped', kind);
      assert.ok(performance.now() - started < 1500, `${kind} took ${performance.now() - started} ms`);
    }
  });

  test('keeps its secrets out of what it says when something fails', async () => {
    const dead = await sparePort();
    for (const { kind, config } of channels) {
      const settings = {
        ...good[kind],
        host: '127.0.0.1',
        port: dead,
        url: `http://127.0.0.1:${dead}/${HOOK_TOKEN}`,
        internalNetworks: ['127.0.0.0/8'],
        outbox: '/nirgendwo/outbox',
        outgoing: '/nirgendwo/outgoing',
        transport: 'tcp',
      };
      const { reaches } = channels.find((one) => one.kind === kind) ?? { reaches: '' };
      const address = ['sms', 'phone'].includes(reaches)
        ? '+4915155501990'
        : kind === 'email'
          ? 'eva@musterbau.example'
          : `http://127.0.0.1:${dead}/`;
      const outcome = await send(kind, settings, address);
      assert.equal(outcome.kind, 'refused', kind);
      const said = JSON.stringify(outcome);
      for (const name of secretFields(config)) assert.ok(!said.includes(String(good[kind]?.[name])), `${kind} said its ${name}`);
      assert.ok(!said.includes(HOOK_TOKEN) || kind === 'webhook', `${kind} said the address of its hook`);
    }
  });
});

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

describe('SMS, by the real gammu-smsd with its dummy modem', () => {
  const missing = smsdMissing();

  test('the modem sends what lies in the spool: umlauts, long texts, the right number', { skip: missing }, async () => {
    const spool = smsSpool(scratch('smsd'));
    const running = await spool.start();
    cleanUp.push(() => running.stop());
    const settings = { outbox: spool.outbox, sent: spool.sent };
    const long = { ...message, key: 'f'.repeat(32), short: `${'Öffentliche Ämter räumen. '.repeat(12)}Ende` };
    for (const one of [message, long]) {
      const outcome = await send('sms', settings, '+4915155501990', undefined, one);
      assert.equal(outcome.kind, 'handed-over', sentence(outcome));
    }
    for (let tries = 0; tries < 100 && spool.sentFiles().length < 2; tries++) await sleep(100);
    assert.deepEqual(
      spool.sentFiles().sort(),
      [`OUTM20261124_090005_00_+4915155501990_${key}.txt`, `OUTM20261124_090005_00_+4915155501990_${'f'.repeat(32)}.txt`].sort(),
    );
    assert.deepEqual(spool.waitingFiles(), []);
    // The log is written through a buffer, a moment after the file has moved.
    const wanted = `to "+4915155501990" with text "${message.short}`;
    for (let tries = 0; tries < 100 && !spool.log().includes(wanted); tries++) await sleep(50);
    const log = spool.log();
    assert.ok(log.includes(wanted), 'the text as the modem gets it');
    assert.match(log, /Transmitted \S+f{32}\.txt \(total: 3\)/);

    // A killed node hands over again: the modem has sent it already, so nothing is sent twice.
    assert.equal((await send('sms', settings, '+4915155501990')).kind, 'handed-over');
    assert.deepEqual(spool.waitingFiles(), []);
  });

  test('the same message is one file however often it is handed over, and never half a file', async () => {
    const outbox = scratch('outbox');
    for (let n = 0; n < 3; n++) assert.equal((await send('sms', { outbox }, '+4915155501990')).kind, 'handed-over');
    const name = `OUTM20261124_090005_00_+4915155501990_${key}.txt`;
    assert.equal(readFileSync(join(outbox, name), 'utf16le'), `\ufeff${message.short}`);
  });

  test('says when the number is none and when the folder is not there', async () => {
    const bad = await send('sms', { outbox: scratch('x') }, '0151 55501990');
    assert.match(sentence(bad), /keine vollständige Rufnummer/);
    assert.ok(bad.kind === 'refused' && bad.permanent);
    assert.match(sentence(await send('sms', { outbox: '/nirgendwo/outbox' }, '+4915155501990')), /lässt sich nicht schreiben \(ENOENT\)/);
  });

  test('an outbox that has not shrunk for a minute is trouble; a long queue that moves is not', async () => {
    const folder = scratch('stuck');
    const [outbox, sent] = [join(folder, 'outbox'), join(folder, 'sent')];
    for (const path of [outbox, sent]) mkdirSync(path);
    const ready = channels.find((channel) => channel.kind === 'sms')?.with({ outbox, sent });
    assert.ok(ready?.ok);
    const now = Date.now();
    const old = (now - 90_000) / 1000;
    assert.deepEqual(await ready.value.look(now), { ok: true });
    writeFileSync(join(outbox, 'OUTA20261124_090000_00_+491_x.txt'), '');
    utimesSync(join(outbox, 'OUTA20261124_090000_00_+491_x.txt'), old, old);
    assert.deepEqual(await ready.value.look(now), { ok: true });
    utimesSync(sent, old, old);
    const stuck = await ready.value.look(now);
    assert.ok(!stuck.ok && /Seit 90 s verlässt keine SMS/.test(stuck.reason.de));
    const gone = channels.find((channel) => channel.kind === 'sms')?.with({ outbox: '/nirgendwo' });
    assert.ok(gone?.ok && !(await gone.value.look(now)).ok);
    chmodSync(folder, 0o700);
  });
});

describe('webhook, against a receiver with the library of Standard Webhooks', () => {
  test('is signed, carries its id, and says exercise in the payload', async () => {
    const receiver = later(await startWebhooks());
    const outcome = await send('webhook', { secret: SECRET, url: receiver.url }, receiver.url);
    assert.equal(outcome.kind, 'handed-over', sentence(outcome));
    const [got] = receiver.received;
    assert.ok(got);
    assert.equal(got.headers['webhook-id'], key);
    const verified = new Webhook(SECRET).verify(got.body, got.headers) as { type: string; data: Record<string, unknown> };
    assert.equal(verified.type, 'alert.raised');
    assert.equal(verified.data['mode'], 'exercise');
    assert.equal(verified.data['acknowledgeUrl'], message.link);
    assert.ok(String(verified.data['subject']).startsWith('ÜBUNG'));
    assert.throws(() => new Webhook(SECRET).verify(got.body.replace('exercise', 'actual'), got.headers));
  });

  test('2xx is taken, 410 is for good, everything else is tried again with the same id, redirects are not followed', async () => {
    const receiver = later(await startWebhooks());
    const settings = { secret: SECRET, url: receiver.url };
    for (const [status, permanent] of [
      [410, true],
      [404, false],
      [429, false],
      [500, false],
      [302, false],
    ] as const) {
      receiver.answer = { status, ...(status === 302 ? { location: 'http://127.0.0.1:1/' } : {}) };
      const outcome = await send('webhook', settings, receiver.url);
      assert.equal(outcome.kind === 'refused' && outcome.permanent, permanent, `${status}: ${sentence(outcome)}`);
    }
    assert.equal(new Set(receiver.received.map((one) => one.headers['webhook-id'])).size, 1);
    assert.equal(receiver.received.length, 5);
  });

  test('the address of a contact may not lead into the house, unless the network is allowed', async () => {
    const receiver = later(await startWebhooks());
    assert.match(sentence(await send('webhook', { secret: SECRET }, receiver.url)), /nicht verbinden darf/);
    assert.equal(receiver.received.length, 0);
    const allowed = await send('webhook', { secret: SECRET, internalNetworks: ['127.0.0.0/8'] }, receiver.url);
    assert.equal(allowed.kind, 'handed-over');
  });
});

describe('rooms in chat programs, against servers that check what the real ones check', () => {
  const full = { room: 'Krisenstab', says: 'everything' };
  const long = { ...message, subject: `ÜBUNG: ${'Störung & <Ausfall> '.repeat(40)}`, lead: '*Zeile* @channel\n'.repeat(3000) };

  for (const kind of ['teams', 'slack', 'mattermost'] as const) {
    test(`${kind}: the whole alert with its link, where somebody has chosen that`, async () => {
      const rooms = later(await startRooms());
      const outcome = await send(kind, { ...full, url: rooms.hook(kind) }, 'Krisenstab');
      assert.equal(outcome.kind, 'handed-over', `${sentence(outcome)} ${rooms.refusals.join()}`);
      const [got] = rooms.posted;
      assert.ok(got?.includes('ÜBUNG: Alarm: Größere Störung') && got.includes(message.link));
    });

    test(`${kind}: without that only the call to open krisenfest, no fact and no link`, async () => {
      const rooms = later(await startRooms());
      const outcome = await send(kind, { room: 'Krisenstab', url: rooms.hook(kind) }, 'Krisenstab');
      assert.equal(outcome.kind, 'handed-over', `${sentence(outcome)} ${rooms.refusals.join()}`);
      const [got] = rooms.posted;
      assert.ok(got?.includes('ÜBUNG: Bitte krisenfest öffnen'));
      assert.ok(got !== undefined);
      for (const fact of ['Störung', 'Warenwirtschaft', 'Öztürk', '/a/', message.button])
        assert.ok(!got.includes(fact), `${kind} told ${fact}`);
    });

    test(`${kind}: a test message holds its link, so that it can be acknowledged`, async () => {
      const rooms = later(await startRooms());
      const tested = { ...message, mode: 'test' as const };
      assert.equal((await send(kind, { room: 'Krisenstab', url: rooms.hook(kind) }, 'Krisenstab', undefined, tested)).kind, 'handed-over');
      assert.ok(rooms.posted[0]?.includes(message.link));
    });

    test(`${kind}: a text longer than the room takes is cut, not refused`, async () => {
      const rooms = later(await startRooms());
      const outcome = await send(kind, { ...full, url: rooms.hook(kind) }, 'Krisenstab', undefined, long);
      assert.equal(outcome.kind, 'handed-over', `${sentence(outcome)} ${rooms.refusals.join()}`);
      assert.ok(rooms.posted[0]?.includes(message.link));
    });

    test(`${kind}: a hook that is gone and a server that is busy are said in a sentence, and tried again`, async () => {
      const rooms = later(await startRooms());
      const wrong = await send(kind, { ...full, url: rooms.hook(kind).replace(HOOK_TOKEN, 'falsch') }, 'Krisenstab');
      assert.match(sentence(wrong), /nimmt unter der Adresse des Webhooks nichts an/);
      rooms.busy = true;
      const busy = await send(kind, { ...full, url: rooms.hook(kind) }, 'Krisenstab');
      assert.match(sentence(busy), /zu viele/);
      for (const one of [wrong, busy]) assert.ok(one.kind === 'refused' && !one.permanent && !JSON.stringify(one).includes(HOOK_TOKEN));
      assert.equal(rooms.posted.length, 0);
    });
  }

  test('the room is the address, and the hook never is', () => {
    for (const kind of ['teams', 'slack', 'mattermost']) {
      const channel = channels.find((one) => one.kind === kind);
      const ready = channel?.with({ room: 'Krisenstab', url: `https://chat.example/${HOOK_TOKEN}` });
      assert.ok(channel && ready?.ok && ready.value.broadcastTo === 'Krisenstab');
      assert.deepEqual(secretFields(channel.config), ['url']);
    }
  });
});
