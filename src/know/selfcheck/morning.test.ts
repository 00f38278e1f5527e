import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextMonday } from './morning.ts';

test('the outage is imagined for the next Monday at eight, also over a change of the clock', () => {
  const from = (iso: string, zone = 'Europe/Berlin') => new Date(nextMonday(Date.parse(iso), zone)).toISOString();
  assert.equal(from('2026-11-28T10:00:00Z'), '2026-11-30T07:00:00.000Z');
  assert.equal(from('2026-11-30T07:00:00Z'), '2026-11-30T07:00:00.000Z');
  assert.equal(from('2026-11-30T07:00:01Z'), '2026-12-07T07:00:00.000Z');
  assert.equal(from('2026-03-27T12:00:00Z'), '2026-03-30T06:00:00.000Z');
  assert.equal(from('2026-11-28T10:00:00Z', 'America/New_York'), '2026-11-30T13:00:00.000Z');
});
