import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wantedFor } from '../wanted.ts';
import { freeName } from './push.ts';

const eva = {
  contactId: 'eva',
  name: 'Eva Muster',
  language: 'de' as const,
  addresses: [{ kind: 'email', value: 'Eva@Musterbau.example' }],
};
const otto = { ...eva, contactId: 'otto', name: 'Otto Beispiel', addresses: [{ kind: 'email', value: 'otto@musterbau.example' }] };
const devices = [
  { id: 'd1', name: 'Handy Eva Muster', email: 'eva@musterbau.example' },
  { id: 'd2', name: 'PC Eva Muster', email: 'eva@musterbau.example' },
  { id: 'd3', name: 'Handy Ida', email: 'ida@musterbau.example' },
];
const both = [
  { kind: 'email', reaches: 'email' },
  { kind: 'push', reaches: 'push' },
];

test('an alert goes to all devices of the person who is alerted, and to nobody else’s', () => {
  const wanted = wantedFor([eva, otto], both, [], 'de', devices);
  assert.deepEqual(
    wanted.map(({ contactId, channel, deviceId, address }) => [contactId, channel, deviceId, address]),
    [
      ['eva', 'email', null, 'Eva@Musterbau.example'],
      ['eva', 'push', 'd1', 'Handy Eva Muster'],
      ['eva', 'push', 'd2', 'PC Eva Muster'],
      ['otto', 'email', null, 'otto@musterbau.example'],
    ],
  );
});

test('two devices never have the same name', () => {
  assert.equal(freeName('Handy', new Set()), 'Handy');
  assert.equal(freeName('Handy', new Set(['Handy'])), 'Handy 2');
  assert.equal(freeName('Handy', new Set(['Handy', 'Handy 2', 'PC'])), 'Handy 3');
});
