import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { key, message, send, sentence } from '../../../../test/world/sending.ts';
import { startWebhooks } from '../../../../test/world/webhooks.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp) await close();
});
const later = <T extends { close(): Promise<void> }>(one: T): T => {
  cleanUp.push(() => one.close());
  return one;
};

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
