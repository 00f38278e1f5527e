import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type PushService, startPushService } from '../../../../test/world/pushservice.ts';
import { message, send, sentence } from '../../../../test/world/sending.ts';
import { encryptPush, MOST_PLAIN, vapidHeader } from './pushcrypto.ts';

test('encrypts as the example of RFC 8291 (appendix A) does, to the byte', () => {
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const keys = {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  };
  const fresh = { privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'), salt: bytes('DGv6ra1nlYgDCS1FRnbzlw') };
  assert.equal(
    encryptPush(Buffer.from('When I grow up, I want to be a watermelon'), keys, fresh).toString('base64url'),
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
  assert.notDeepEqual(encryptPush(Buffer.from('x'), keys), encryptPush(Buffer.from('x'), keys), 'and never twice alike');
  assert.ok(encryptPush(Buffer.alloc(MOST_PLAIN), keys).length <= 4096, 'the largest message is one that every service takes');
});

test('says who it is for half a day, to that push service alone', () => {
  const header = vapidHeader('https://push.example/abc', 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'it@musterbau.example', 1_000_000);
  const claims = JSON.parse(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  assert.deepEqual(claims, { aud: 'https://push.example', exp: 1000 + 12 * 3600, sub: 'mailto:it@musterbau.example' });
});

describe('push to a device, against a push service written from the RFCs', () => {
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  beforeEach(() => {
    service.state = 'there';
  });
  after(() => service.close());
  const settings = { contact: 'it@musterbau.example', internalNetworks: ['127.0.0.0/8'] };
  const place = (more: object = {}) => JSON.stringify({ ...service.device, ...more });

  test('the device shows the whole alert, urgently; a repetition takes the place of the first', async () => {
    for (let n = 0; n < 2; n++) {
      const outcome = await send('push', settings, place());
      assert.equal(outcome.kind, 'handed-over', sentence(outcome));
    }
    assert.equal(service.kept().length, 1);
    const [{ shown, urgency, ttl } = assert.fail()] = service.kept();
    assert.match(shown.title, /^ÜBUNG: Alarm: Größere Störung$/);
    assert.match(shown.body, /Warenwirtschaft antwortet nicht/);
    assert.equal(shown.url, message.link);
    assert.deepEqual([urgency, ttl], ['high', 14_400]);
  });

  test('where somebody has chosen that, it says nothing but to open krisenfest, and no link does anything', async () => {
    const outcome = await send('push', { ...settings, says: 'open' }, place(), undefined, { ...message, key: 'e'.repeat(32) });
    assert.equal(outcome.kind, 'handed-over', sentence(outcome));
    const shown = service.kept().find(({ topic }) => topic === 'e'.repeat(32))?.shown;
    assert.equal(shown?.title, 'ÜBUNG: Bitte krisenfest öffnen.');
    assert.equal(shown.url, '/');
    for (const fact of ['Störung', 'Warenwirtschaft', '/a/']) assert.ok(!JSON.stringify(shown).includes(fact), fact);
  });

  test('a long text is cut, whatever its letters, and still opens', async () => {
    const long = { ...message, key: 'f'.repeat(32), lead: '\u0001漢'.repeat(3000) };
    assert.equal((await send('push', settings, place(), undefined, long)).kind, 'handed-over');
    assert.ok(
      service
        .kept()
        .find(({ topic }) => topic === 'f'.repeat(32))
        ?.shown.body.includes('漢'),
    );
  });

  test('a device that is gone is told and not tried again; a busy service and a foreign key are tried again, without a secret said', async () => {
    service.state = 'gone';
    const gone = await send('push', settings, place());
    assert.ok(gone.kind === 'refused' && gone.permanent);
    assert.match(sentence(gone), /kennt dieses Gerät nicht mehr/);
    service.state = 'busy';
    assert.match(sentence(await send('push', settings, place())), /zu viele/);
    service.state = 'there';
    const foreign = await send('push', settings, place({ vapid: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw' }));
    assert.ok(foreign.kind === 'refused' && !foreign.permanent, sentence(foreign));
    for (const secret of Object.values(service.device)) assert.ok(!JSON.stringify([gone, foreign]).includes(secret));
  });

  test('a device that names a place in the house as its push service leads nowhere, unless somebody allows that network', async () => {
    const outcome = await send('push', { contact: 'it@musterbau.example' }, place());
    assert.match(sentence(outcome), /in das krisenfest nicht verbinden darf/);
  });

  test('a device that was registered as a channel of the house before goes on', async () => {
    const own = { room: 'Handy Leitung', contact: 'it@musterbau.example', says: 'everything', ...service.device };
    const outcome = await send('webpush', own, 'Handy Leitung', undefined, { ...message, key: '9'.repeat(32) });
    assert.equal(outcome.kind, 'handed-over', sentence(outcome));
    assert.ok(service.kept().some(({ topic }) => topic === '9'.repeat(32)));
  });
});
