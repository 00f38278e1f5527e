import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { HOOK_TOKEN } from '../../../../test/world/rooms.ts';
import { scratchFolder, sparePort } from '../../../../test/world/scratch.ts';
import { send, sentence } from '../../../../test/world/sending.ts';
import { startOddServer } from '../../../../test/world/smtp.ts';
import { startWebhooks } from '../../../../test/world/webhooks.ts';
import { type Settings, secretFields } from '../../../kernel/secretfields.ts';
import { de as german } from '../faults.texts.ts';
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
/** Where a push leads: what the device has told, and the key it has let in. */
const place = (url: string) => JSON.stringify({ url, p256dh: DEVICE.p256dh, auth: DEVICE.auth, vapid: DEVICE.vapid });
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
    push: { contact: 'it@musterbau.example' },
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
    push: [
      ['contact', {}],
      ['says', { contact: 'it@musterbau.example', says: 'nichts' }],
      ['internalNetworks', { contact: 'it@musterbau.example', internalNetworks: ['büro'] }],
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
        for (const { message } of refused.error.issues)
          if (/^[a-z]/.test(message)) assert.ok(german[message], `${channel.kind} says without German words: ${message}`);
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
      push: [{ contact: 'it@musterbau.example', internalNetworks: ['127.0.0.0/8'] }, place(slow.url)],
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
          : kind === 'push'
            ? place(`http://127.0.0.1:${dead}/${HOOK_TOKEN}`)
            : `http://127.0.0.1:${dead}/`;
      const outcome = await send(kind, settings, address);
      assert.equal(outcome.kind, 'refused', kind);
      const said = JSON.stringify(outcome);
      for (const name of secretFields(config)) assert.ok(!said.includes(String(good[kind]?.[name])), `${kind} said its ${name}`);
      assert.ok(!said.includes(HOOK_TOKEN) || kind === 'webhook', `${kind} said the address of its hook`);
    }
  });
});
