import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { signature } from '../../act/alerting/channels/webhook.ts';
import { instant, MINUTE } from '../../kernel/instant.ts';
import { TOLERANCE, verifySigned } from './inbound.ts';

const NOW = instant(1_795_000_000_000);
const SECONDS = NOW / 1000;
const secretOf = (letter: string) => `whsec_${Buffer.alloc(32, letter).toString('base64')}`;
const secret = secretOf('a');
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = (body: string, { by = secret, id = 'msg_1', seconds = SECONDS } = {}) => ({
  id,
  timestamp: String(seconds),
  signature: signature(by, id, seconds, body),
});
const BODY = '{"title":"Lüftung steht"}';
const told = (...[secrets, headers, body = BODY, now = NOW]: [string[], Parameters<typeof verifySigned>[1], string?, typeof NOW?]) => {
  const answer = verifySigned(secrets, headers, bytes(body), now);
  return answer.ok ? answer.value : answer.error;
};

test('the example that Standard Webhooks publishes is taken', () => {
  const headers = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const at = instant(1_614_265_330_000);
  assert.equal(told(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], headers, '{"test": 2432232314}', at), headers.id);
});

test('whatever the product itself signs it takes, and not with one bit of body, id, time or signature changed', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat({ max: 7 }), (body, place, bit) => {
      const headers = signed(body);
      assert.equal(told([secret], headers, body), 'msg_1');
      const changed = bytes(body);
      changed[place % changed.length] = (changed[place % changed.length] ?? 0) ^ (1 << bit);
      assert.deepEqual(verifySigned([secret], headers, changed, NOW), { ok: false, error: 'wrong-signature' });
      assert.equal(told([secret], { ...headers, id: 'msg_2' }, body), 'wrong-signature');
      assert.equal(told([secret], { ...headers, timestamp: String(SECONDS + 1) }, body), 'wrong-signature');
      const other = Buffer.from(headers.signature.slice(3), 'base64');
      other[place % 32] = (other[place % 32] ?? 0) ^ (1 << bit);
      assert.equal(told([secret], { ...headers, signature: `v1,${other.toString('base64')}` }, body), 'wrong-signature');
    }),
  );
});

test('an old message is refused, one from the future too, and five minutes either way are borne', () => {
  const edge = TOLERANCE / 1000;
  const at = (seconds: number) => told([secret], signed(BODY, { seconds }));
  assert.equal(TOLERANCE, 5 * MINUTE);
  assert.deepEqual([at(SECONDS - edge), at(SECONDS + edge)], ['msg_1', 'msg_1']);
  assert.deepEqual([at(SECONDS - edge - 1), at(SECONDS + edge + 1)], ['too-old', 'too-new']);
});

test('while a secret is exchanged both are good, on either side; afterwards the old one is not', () => {
  const fresh = secretOf('b');
  const byBoth = { ...signed(BODY), signature: `${signed(BODY, { by: fresh }).signature} ${signed(BODY).signature}` };
  assert.equal(told([fresh, secret], signed(BODY)), 'msg_1');
  assert.equal(told([fresh], byBoth), 'msg_1');
  assert.equal(told([fresh], signed(BODY)), 'wrong-signature');
  assert.equal(told([], signed(BODY)), 'wrong-signature');
});

test('missing and malformed headers are told apart from a wrong signature, and no other version of signature counts', () => {
  const good = signed(BODY);
  for (const name of ['id', 'timestamp', 'signature'] as const)
    assert.equal(told([secret], { ...good, [name]: undefined }), 'header-missing');
  for (const id of ['', 'a b', 'x'.repeat(101), 'a\n']) assert.equal(told([secret], { ...good, id }), 'header-malformed');
  for (const timestamp of ['', '1e9', '-1', '0x10', ' 1795000000', 'NaN'])
    assert.equal(told([secret], { ...good, timestamp }), 'header-malformed');
  for (const wrong of [
    '',
    'v1,',
    'v1',
    good.signature.slice(3),
    good.signature.replace('v1,', 'v1a,'),
    `${'v1,AA== '.repeat(10)}${good.signature}`,
  ])
    assert.equal(told([secret], { ...good, signature: wrong }), 'wrong-signature');
});
