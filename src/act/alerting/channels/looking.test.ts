import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import { after, describe, test } from 'node:test';
import { certificate } from '../../../../test/world/certificates.ts';
import { MATRIX_TOKEN, NTFY_TOPIC, SIGNAL_NUMBER, startMessengers } from '../../../../test/world/messengers.ts';
import { HOOK_TOKEN, startRooms } from '../../../../test/world/rooms.ts';
import { sparePort } from '../../../../test/world/scratch.ts';
import { lookAt } from '../../../../test/world/sending.ts';
import { SIPGATE_TOKEN_ID, SMS_SECRET, startGateways } from '../../../../test/world/smsgateways.ts';
import { startWebhooks } from '../../../../test/world/webhooks.ts';
import type { Settings } from '../../../kernel/secretfields.ts';
import { channels } from './index.ts';

const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp) await close();
});
const later = <T extends { close(): Promise<void> }>(one: T): T => {
  cleanUp.push(() => one.close());
  return one;
};

const room = 'Krisenstab';
/** What each channel needs whose peer is somebody else's server, with that server's address. */
const settingsFor: Readonly<Record<string, (url: string) => Settings>> = {
  teams: (url) => ({ room, url: `${url}/hooks/${HOOK_TOKEN}` }),
  slack: (url) => ({ room, url: `${url}/hooks/${HOOK_TOKEN}` }),
  mattermost: (url) => ({ room, url: `${url}/hooks/${HOOK_TOKEN}` }),
  matrix: (url) => ({ room, url, roomId: '!krise:musterbau.example', token: MATRIX_TOKEN }),
  ntfy: (url) => ({ room, url, topic: NTFY_TOPIC }),
  signal: (url) => ({ room, url, number: SIGNAL_NUMBER, recipients: ['+4915155501990'] }),
  seven: (url) => ({ url, apiKey: SMS_SECRET }),
  sipgate: (url) => ({ url, tokenId: SIPGATE_TOKEN_ID, token: SMS_SECRET }),
  smshttp: (url) => ({ url: `${url}/send?to={number}&text={text}&key={secret}`, secret: SMS_SECRET }),
  mikrotik: (url) => ({ url, user: 'alarm', password: SMS_SECRET }),
  teltonika: (url) => ({ url, user: 'alarm', password: SMS_SECRET }),
  webhook: (url) => ({ url, secret: `whsec_${Buffer.alloc(32, 5).toString('base64')}` }),
};
const SECRETS = [HOOK_TOKEN, MATRIX_TOKEN, NTFY_TOPIC, SMS_SECRET];
const settingsOf = (kind: string, url: string): Settings => settingsFor[kind]?.(url) ?? assert.fail(`no settings for ${kind}`);
const asked = channels.filter(({ looksEveryMs }) => looksEveryMs !== undefined).map(({ kind }) => kind);

describe('a channel that is dead is seen without a message failing', () => {
  test('every channel says what is looked at and what is not', () => {
    for (const { kind, watched } of channels) assert.ok(watched.de.length > 20 && watched.en.length > 20, kind);
    assert.deepEqual(asked.toSorted(), Object.keys(settingsFor).toSorted());
  });

  for (const kind of asked)
    test(`${kind}: nobody at the address is told in a sentence, without a secret`, async () => {
      const look = await lookAt(kind, settingsOf(kind, `http://127.0.0.1:${await sparePort()}`));
      assert.ok(!look.ok);
      assert.match(look.reason.de, /nimmt keine Verbindung an/);
      for (const secret of SECRETS) assert.ok(!JSON.stringify(look).includes(secret));
    });

  test('whoever does not answer is given up when the look has lasted long enough', async () => {
    const slow = later(await startWebhooks());
    slow.answer = { status: 204, afterMs: 30_000 };
    for (const kind of ['matrix', 'ntfy', 'signal', 'mattermost', 'seven', 'sipgate']) {
      const look = await lookAt(kind, settingsOf(kind, new URL(slow.url).origin), AbortSignal.timeout(100));
      assert.ok(!look.ok && /nicht rechtzeitig geantwortet/.test(look.reason.de), kind);
    }
  });

  test('Matrix, ntfy and Signal are asked what changes nothing, and what they say of themselves counts', async () => {
    const peers = later(await startMessengers());
    for (const kind of ['matrix', 'ntfy', 'signal'] as const)
      assert.deepEqual(await lookAt(kind, settingsOf(kind, peers.url(kind))), { ok: true }, kind);
    const revoked = await lookAt('matrix', { ...settingsOf('matrix', peers.url('matrix')), token: 'falsch-falsch' });
    assert.ok(!revoked.ok && /lehnt den Schlüssel ab/.test(revoked.reason.de));
    assert.ok(!JSON.stringify(revoked).includes('falsch-falsch'));
    peers.ill = true;
    const ill = [
      await lookAt('ntfy', settingsOf('ntfy', peers.url('ntfy'))),
      await lookAt('signal', settingsOf('signal', peers.url('signal'))),
    ];
    for (const look of ill) assert.ok(!look.ok && /sagt von sich, dass es nicht läuft|Fehler 500/.test(look.reason.de));
    assert.deepEqual(peers.posted, [], 'no message has left');
  });

  test('Mattermost is asked how it is; of Teams and Slack it is only seen that somebody is there: nothing is written to any room', async () => {
    const rooms = later(await startRooms());
    for (const kind of ['teams', 'slack', 'mattermost'] as const)
      assert.deepEqual(await lookAt(kind, { room, url: rooms.hook(kind) }), { ok: true }, kind);
    rooms.ill = true;
    const ill = await lookAt('mattermost', { room, url: rooms.hook('mattermost') });
    assert.ok(!ill.ok && /Fehler 500/.test(ill.reason.de));
    assert.deepEqual([rooms.posted, rooms.refusals], [[], []]);
  });

  test('seven and sipgate: a wrong key and an empty account are seen; a token that may only send is a good one', async () => {
    const gateways = later(await startGateways());
    for (const kind of ['seven', 'sipgate'] as const)
      assert.deepEqual(await lookAt(kind, settingsOf(kind, gateways.url(kind))), { ok: true }, kind);
    for (const [kind, field] of [
      ['seven', 'apiKey'],
      ['sipgate', 'token'],
    ] as const) {
      const wrong = await lookAt(kind, { ...settingsOf(kind, gateways.url(kind)), [field]: 'falsch-falsch' });
      assert.ok(!wrong.ok && /lehnt den Schlüssel ab/.test(wrong.reason.de), kind);
    }
    gateways.broke = true;
    const broke = await lookAt('seven', settingsOf('seven', gateways.url('seven')));
    assert.ok(!broke.ok && /Guthaben/.test(broke.reason.de));
    assert.deepEqual(gateways.sent, []);
  });

  test('where nothing may be asked, the certificate is looked at and no request leaves', async () => {
    const { cert, key } = await certificate(['127.0.0.1']);
    const foreign = await certificate(['anders.example']);
    let requests = 0;
    const serve = async (with_: { cert: string; key: string }) => {
      const server = createServer(with_, (_request, response) => {
        requests += 1;
        response.end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      cleanUp.push(() => server.close());
      const address = server.address();
      return `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    };
    const url = await serve({ cert, key });
    const unknown = await lookAt('teams', settingsOf('teams', url));
    assert.ok(!unknown.ok && /von keiner hier bekannten Stelle/.test(unknown.reason.de));
    assert.deepEqual(await lookAt('smshttp', { ...settingsOf('smshttp', url), ca: cert }), { ok: true });
    assert.deepEqual(await lookAt('mikrotik', { ...settingsOf('mikrotik', url), ca: cert }), { ok: true });
    const named = await lookAt('teltonika', { ...settingsOf('teltonika', await serve(foreign)), ca: foreign.cert });
    assert.ok(!named.ok && /auf einen anderen Namen/.test(named.reason.de));
    const nowhere = await lookAt('slack', settingsOf('slack', 'https://nirgendwo.invalid'));
    assert.ok(!nowhere.ok && /ließ sich nicht auflösen/.test(nowhere.reason.de));
    assert.equal(requests, 0);
  });
});
