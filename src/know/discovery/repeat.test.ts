import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY, instant, toIso } from '../../kernel/instant.ts';
import { firstRepeat, nextRepeat } from './repeat.ts';

const at = (iso: string) => instant(Date.parse(iso));

test('the next look comes in a month, at six in the morning on the clock of the firm', () => {
  const first = firstRepeat(at('2026-11-28T09:00:00Z'), 'Europe/Berlin');
  assert.deepEqual([first.day, toIso(first.dueAt)], [28, '2026-12-28T05:00:00.000Z']);
  assert.equal(toIso(nextRepeat(first.dueAt, 28, 'Europe/Berlin')), '2027-01-28T05:00:00.000Z');
  assert.equal(toIso(nextRepeat(at('2027-03-28T03:00:00Z'), 28, 'Europe/Berlin')), '2027-03-28T04:00:00.000Z', 'summer time has begun');
  const late = firstRepeat(at('2026-11-28T02:00:00Z'), 'America/New_York');
  assert.deepEqual([late.day, toIso(late.dueAt)], [27, '2026-12-27T11:00:00.000Z']);
});

test('who began on the 31st is looked at on the last day of a shorter month, and on the 31st again after it', () => {
  const days: string[] = [];
  let { dueAt, day } = firstRepeat(at('2027-01-31T12:00:00Z'), 'Europe/Berlin');
  for (let n = 0; n < 4; n++) {
    days.push(toIso(dueAt).slice(0, 10));
    dueAt = nextRepeat(dueAt, day, 'Europe/Berlin');
  }
  assert.deepEqual(days, ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']);
});

test('between two looks there are always 27 to 32 days, in every zone', () => {
  const zones = ['Europe/Berlin', 'UTC', 'America/St_Johns', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe'];
  fc.assert(
    fc.property(fc.integer({ min: at('2024-01-01'), max: at('2040-01-01') }), fc.constantFrom(...zones), (ms, zone) => {
      const { day, dueAt } = firstRepeat(instant(ms), zone);
      const next = nextRepeat(dueAt, day, zone);
      for (const span of [dueAt - ms, next - dueAt]) assert.ok(span > 26.9 * DAY && span < 32.1 * DAY, `${span / DAY} days`);
    }),
  );
});
