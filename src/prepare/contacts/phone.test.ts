import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { displayPhone, normalisePhone } from './phone.ts';

const good: readonly [string, string][] = [
  ['0431 555 0199', '+494315550199'],
  ['0431/555-0199', '+494315550199'],
  ['(0431) 555 0199', '+494315550199'],
  ['+49 (0)431 555 0199', '+494315550199'],
  ['+49 (0) 431 – 555 0199', '+494315550199'],
  ['0049 431 5550199', '+494315550199'],
  ['0171 555 0199', '+491715550199'],
  ['+43 1 555 0199', '+4315550199'],
  ['112', '112'],
  ['116 117', '116117'],
];

test('numbers as people write them come to one form', () => {
  for (const [written, wanted] of good) assert.deepEqual(normalisePhone(written), { ok: true, value: wanted }, written);
});

test('what is no number is refused with the reason', () => {
  for (const [written, fault] of [
    ['', 'not-a-number'],
    ['Zentrale', 'not-a-number'],
    ['0431 555 x 12', 'not-a-number'],
    ['555 0199', 'no-area-code'],
    ['0431', 'too-short'],
    ['+49 431 555 0199 0199 0199', 'too-long'],
    ['+0 431 555 0199', 'not-a-number'],
  ] as const)
    assert.deepEqual(normalisePhone(written), { ok: false, error: fault }, written);
});

test('German numbers are shown as they are dialled in Germany', () => {
  assert.equal(displayPhone('+494315550199'), '0431 555 0199');
  assert.equal(displayPhone('+491715550199'), '0171 555 0199');
  assert.equal(displayPhone('+49305550199'), '030 555 0199');
  assert.equal(displayPhone('+4943215550199'), '04321 555 0199');
  assert.equal(displayPhone('+4315550199'), '+43 155 501 99'.replace('155 501 99', '155 50199'));
  assert.equal(displayPhone('112'), '112');
});

test('what is shown is read again as the same number', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 11 }).map((all) => all.join(''));
  fc.assert(
    fc.property(fc.constantFrom('49', '43', '41', '1', '420'), fc.integer({ min: 1, max: 9 }), digits, (country, first, rest) => {
      const number = `+${country}${first}${rest}`.slice(0, 16);
      assert.deepEqual(normalisePhone(displayPhone(number)), { ok: true, value: number });
    }),
    { numRuns: 2000 },
  );
});
