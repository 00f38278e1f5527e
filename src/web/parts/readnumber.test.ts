import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNumber } from './readnumber.ts';

test('a number is read as people write it', () => {
  const german = [
    ['18.400,50', 18_400.5],
    ['18.400', 18_400],
    ['43,4', 43.4],
    ['43.4', 43.4],
    ['1.234.567', 1_234_567],
    ['  -3 ', -3],
    ['18 400 €', 18_400],
  ] as const;
  for (const [text, number] of german) assert.equal(readNumber(text, true), number, text);
  assert.equal(readNumber('18,400.50', false), 18_400.5);
  assert.equal(readNumber('43.4', false), 43.4);
});

test('what is no number is not made one', () => {
  for (const text of ['', 'zwölf', '1,2,3', '1.2.3', '--1', '1e5', '12 Stück']) assert.equal(readNumber(text, true), undefined, text);
});
