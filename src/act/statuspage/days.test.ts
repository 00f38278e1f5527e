import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY, HOUR, type Instant, instant, MINUTE } from '../../kernel/instant.ts';
import { NOTHING, type Rollup } from '../../watch/checks/history.ts';
import { spansUntil } from '../../watch/checks/spans.ts';
import type { Sum } from '../../watch/checks/sums.ts';
import { percent } from './bars.ts';
import { type Day, daysOf, kindOf, type Measured, uptimeTogether } from './days.ts';

const at = (text: string): Instant => instant(Date.parse(text));
const NOW = at('2026-11-28T13:05:00Z');
const ZONE = 'Europe/Berlin';
const spans = spansUntil(NOW, 'day', 3, ZONE);
const hour = (from: string, counts: Partial<Rollup>): Sum => ({ at: at(from), sum: { ...NOTHING, ...counts } });
/** Whole hours of sixty good results each. */
const good = (from: string, hours: number): Sum[] =>
  Array.from({ length: hours }, (_, n) => ({ at: instant(at(from) + n * HOUR), sum: { ...NOTHING, ups: 60 } }));
const check = (hours: readonly Sum[], created = '2026-01-01T00:00:00Z', intervalMs: number = MINUTE): Measured => ({
  createdAt: at(created),
  intervalMs,
  hours,
});
// On the clock of the firm the 26th begins at 23:00 UTC of the 25th.
const DAYS = { before: '2026-11-25T23:00:00Z', yesterday: '2026-11-26T23:00:00Z', today: '2026-11-27T23:00:00Z' };
const shown = (days: readonly Day[]) => days.map((day) => [day.day, kindOf(day), day.uptime, day.hours, day.of]);

test('a day without results is not measured and never green; one of which a part was measured says so', () => {
  const days = daysOf(spans, [check([...good(DAYS.yesterday, 20), ...good(DAYS.today, 13)])], [], NOW);
  assert.deepEqual(shown(days), [
    ['2026-11-26', 'unmeasured', null, 0, 24],
    ['2026-11-27', 'part', 1, 20, 24],
    ['2026-11-28', 'up', 1, 13, 13],
  ]);
});

test('by hand: 12 misses of 1440 are 99.16 %, and two days weigh as many hours as were measured', () => {
  const bad = [...good(DAYS.yesterday, 23), hour('2026-11-27T22:00:00Z', { ups: 48, downs: 12 })];
  const [first, second] = daysOf(spans, [check([...good(DAYS.before, 12), ...bad])], [], NOW);
  assert.ok(first && second);
  assert.equal(second.uptime, 1428 / 1440);
  assert.equal(kindOf(second), 'disturbed');
  assert.equal(percent(second.uptime, 'de'), '99,16 %');
  // (12 h × 1 + 24 h × 0,99166…) / 36 h = 0,99444…
  assert.ok(Math.abs((uptimeTogether([first, second]) ?? 0) - (12 + (24 * 1428) / 1440) / 36) < 1e-12);
  assert.equal(percent(uptimeTogether([first, second]) ?? 0, 'en'), '99.44%');
  assert.equal(uptimeTogether([]), null);
});

test('a hundred is never made by rounding', () => {
  assert.equal(percent(0.99999, 'de'), '99,99 %');
  assert.equal(percent(1, 'de'), '100 %');
  assert.equal(percent(0, 'de'), '0,00 %');
});

test('several checks count as the worst of them, and one that says nothing makes the day unmeasured', () => {
  const fine = check(good(DAYS.yesterday, 24));
  const half = check(
    Array.from({ length: 24 }, (_, n) => hour(new Date(at(DAYS.yesterday) + n * HOUR).toISOString(), { ups: 1, downs: 1 })),
  );
  const silent = check([]);
  const of = (...checks: Measured[]) => daysOf(spans, checks, [], NOW)[1] as Day;
  assert.deepEqual([of(fine, half).uptime, kindOf(of(fine, half))], [0.5, 'down']);
  assert.deepEqual([of(fine, silent).uptime, kindOf(of(fine, silent))], [null, 'unmeasured']);
  // That it was down is known, whatever the silent one would have said.
  assert.equal(of(half, silent).uptime, 0.5);
  // One that came later does not make the days before it unknown.
  assert.equal(kindOf(of(fine, check(good(DAYS.today, 10), '2026-11-28T00:00:00Z'))), 'up');
});

test('maintenance is neither good nor bad, and an outage that was confirmed shows although the hour is not summed up yet', () => {
  const kept = check(Array.from({ length: 24 }, (_, n) => hour(new Date(at(DAYS.yesterday) + n * HOUR).toISOString(), { maintained: 60 })));
  assert.equal(kindOf(daysOf(spans, [kept], [], NOW)[1] as Day), 'quiet');
  const partly = check([...good(DAYS.yesterday, 22), hour('2026-11-27T21:00:00Z', { maintained: 60 }), ...good('2026-11-27T22:00:00Z', 1)]);
  assert.equal(kindOf(daysOf(spans, [partly], [], NOW)[1] as Day), 'up');
  const running = [{ from: at('2026-11-28T12:30:00Z'), until: null }];
  const today = daysOf(spans, [check(good(DAYS.today, 13))], running, NOW)[2] as Day;
  assert.deepEqual([today.uptime, kindOf(today)], [1, 'disturbed']);
});

test('a check that looks once a day speaks for its day', () => {
  const daily = check(
    [hour('2026-11-25T09:00:00Z', { ups: 1 }), hour('2026-11-26T09:00:00Z', { ups: 1 }), hour('2026-11-27T09:00:00Z', { ups: 1 })],
    '2026-01-01T00:00:00Z',
    DAY,
  );
  assert.deepEqual(
    daysOf(spans, [daily], [], NOW).map((day) => kindOf(day)),
    ['up', 'up', 'unmeasured'],
  );
});

const someDay = fc.record({
  day: fc.constant('2026-11-28'),
  uptime: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  hours: fc.integer({ min: 0, max: 24 }),
  of: fc.integer({ min: 0, max: 25 }),
  outage: fc.boolean(),
  maintenance: fc.boolean(),
});

test('nothing unknown is ever shown as green, and the days together lie between the worst and the best', () => {
  fc.assert(
    fc.property(fc.array(someDay, { minLength: 1, maxLength: 90 }), (days) => {
      for (const day of days) if (day.uptime === null) assert.ok(!['up', 'part'].includes(kindOf(day)));
      const known = days.flatMap(({ uptime }) => (uptime === null ? [] : [uptime]));
      const all = uptimeTogether(days);
      if (known.length === 0) assert.equal(all, null);
      else assert.ok(all !== null && all >= Math.min(...known) - 1e-9 && all <= Math.max(...known) + 1e-9);
    }),
  );
});
