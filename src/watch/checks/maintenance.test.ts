import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '../../kernel/instant.ts';
import { maintenanceUntil, openUntil } from './maintenance.ts';
import { WindowTimes } from './windows.ts';

const at = (text: string) => instant(Date.parse(text));
const BERLIN = 'Europe/Berlin';
const sundays = WindowTimes.parse({ kind: 'weekly', days: [7], start: '01:00', end: '04:00' });

test('a single window is open from its beginning and closed at its end', () => {
  const once = WindowTimes.parse({ kind: 'once', from: at('2026-11-24T20:00:00Z'), until: at('2026-11-24T22:00:00Z') });
  assert.equal(openUntil(once, at('2026-11-24T19:59:59Z'), BERLIN), null);
  assert.equal(openUntil(once, at('2026-11-24T20:00:00Z'), BERLIN), at('2026-11-24T22:00:00Z'));
  assert.equal(openUntil(once, at('2026-11-24T22:00:00Z'), BERLIN), null);
});

test('a weekly window follows the clock on the wall, also in the nights when the clock changes', () => {
  assert.equal(openUntil(sundays, at('2026-11-22T00:00:00Z'), BERLIN), at('2026-11-22T03:00:00Z'));
  assert.equal(openUntil(sundays, at('2026-11-21T23:59:59Z'), BERLIN), null);
  // 29 March 2026: at 02:00 it becomes 03:00, the window lasts two hours.
  assert.equal(openUntil(sundays, at('2026-03-29T00:00:00Z'), BERLIN), at('2026-03-29T02:00:00Z'));
  // 25 October 2026: at 03:00 it becomes 02:00, the window lasts four hours.
  assert.equal(openUntil(sundays, at('2026-10-24T23:00:00Z'), BERLIN), at('2026-10-25T03:00:00Z'));
  assert.equal(openUntil(sundays, at('2026-10-25T02:59:00Z'), BERLIN), at('2026-10-25T03:00:00Z'));
  assert.equal(openUntil(sundays, at('2026-10-25T03:00:00Z'), BERLIN), null);
});

test('a window over midnight belongs to the day on which it begins', () => {
  const friday = WindowTimes.parse({ kind: 'weekly', days: [5], start: '22:00', end: '02:00' });
  assert.equal(openUntil(friday, at('2026-11-27T22:30:00Z'), BERLIN), at('2026-11-28T01:00:00Z'));
  assert.equal(openUntil(friday, at('2026-11-28T00:30:00Z'), BERLIN), at('2026-11-28T01:00:00Z'));
  assert.equal(openUntil(friday, at('2026-11-27T00:30:00Z'), BERLIN), null);
});

test('of several windows the one that closes last counts, and only those that are about the check', () => {
  const id = '01900000-0000-7000-8000-000000000001';
  const other = '01900000-0000-7000-8000-000000000002';
  const once = (until: string) => WindowTimes.parse({ kind: 'once', from: at('2026-11-24T20:00:00Z'), until: at(until) });
  const windows = [
    { id, name: 'kurz', times: once('2026-11-24T21:00:00Z'), checkIds: null },
    { id, name: 'lang', times: once('2026-11-24T23:00:00Z'), checkIds: [id] },
  ];
  assert.equal(maintenanceUntil(windows, id, at('2026-11-24T20:30:00Z'), BERLIN), at('2026-11-24T23:00:00Z'));
  assert.equal(maintenanceUntil(windows, other, at('2026-11-24T20:30:00Z'), BERLIN), at('2026-11-24T21:00:00Z'));
  assert.equal(maintenanceUntil(windows, other, at('2026-11-24T21:30:00Z'), BERLIN), null);
});

test('a window that cannot be is refused in a sentence', () => {
  assert.equal(WindowTimes.safeParse({ kind: 'once', from: 2, until: 1 }).error?.issues[0]?.message, 'The window ends before it begins.');
  assert.match(
    WindowTimes.safeParse({ kind: 'weekly', days: [1], start: '25:00', end: '03:00' }).error?.issues[0]?.message ?? '',
    /time of day/,
  );
});
