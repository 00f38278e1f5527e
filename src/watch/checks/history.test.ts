import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR, instant } from '../../kernel/instant.ts';
import { addRollup, decodeChunk, decodeJournal, encodeChunk, encodeJournal, NOTHING, type Result, rollUp, uptimeOf } from './history.ts';
import type { Detail, Outcome } from './observation.ts';
import { drawnFrom, seriesOf, stepFor } from './series.ts';
import { dayAround, sinceMeasured, spansUntil, uptimeBy } from './spans.ts';
import { decodeSums, encodeSums, replaced, type Sum } from './sums.ts';

const T0 = 1_795_000_000_000;
const detail = fc.constantFrom<Detail | null>(
  null,
  { code: 'refused' },
  { code: 'timeout', afterMs: 10_000 },
  { code: 'text-missing', text: 'Größe' },
);
const result: fc.Arbitrary<Result> = fc.record(
  {
    at: fc.integer({ min: T0, max: T0 + HOUR }).map(instant),
    outcome: fc.constantFrom<Outcome>('up', 'down', 'unclear'),
    ms: fc.integer({ min: 0, max: 60_000 }),
    maintenance: fc.boolean(),
    detail,
  },
  { noNullPrototype: true },
);
const byTime = (a: { at: number }, b: { at: number }) => a.at - b.at;
const at = (iso: string) => instant(Date.parse(iso));

test('whatever was measured is read back as it was, from the journal and from the chunk of the hour', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.uuid(), result), { maxLength: 60 }), (pairs) => {
      const entries = pairs.map(([checkId, one]) => ({ checkId, ...one }));
      const base = instant(T0 + 1234);
      const bytes = encodeJournal(entries, base);
      assert.deepEqual(decodeJournal(bytes, base), entries);
      const wanted = entries[0]?.checkId ?? '01900000-0000-7000-8000-000000000001';
      assert.deepEqual(
        decodeJournal(bytes, base, wanted),
        entries.filter(({ checkId }) => checkId === wanted),
      );
    }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(result, { selector: ({ at }) => at, maxLength: 60 }), (results) => {
      assert.deepEqual(decodeChunk(encodeChunk(results)), [...results].sort(byTime));
    }),
  );
});

test('an hour of a check that is up and on time takes less than four bytes a result', () => {
  const results = Array.from({ length: 180 }, (_, n) => ({
    at: instant(T0 + n * 20_000 + (n % 3)),
    outcome: 'up' as const,
    ms: 20 + (n % 90),
    maintenance: false,
    detail: null,
  }));
  const { length } = encodeChunk(results);
  assert.ok(length / results.length < 4, `${length / results.length} bytes`);
});

test('damaged bytes are refused, never read as something else', () => {
  assert.throws(() => decodeChunk(Uint8Array.of(9, 1, 2)), RangeError);
  const good = encodeChunk([{ at: instant(T0), outcome: 'down', ms: 5, maintenance: false, detail: { code: 'refused' } }]);
  assert.throws(() => decodeChunk(good.subarray(0, good.length - 2)), RangeError);
});

test('sums of parts are the sum of the whole, and nothing measured is not 100 %', () => {
  fc.assert(
    fc.property(fc.array(result), fc.array(result), (a, b) => {
      assert.deepEqual(addRollup(rollUp(a), rollUp(b)), rollUp([...a, ...b]));
    }),
  );
  assert.equal(uptimeOf(NOTHING), null);
  assert.equal(uptimeOf(rollUp([{ outcome: 'unclear', ms: 1, maintenance: false }])), null);
});

test('a day is a day on the clock of the firm; a day without results is unknown', () => {
  const hours: Sum[] = [
    // 23:00 UTC on the 22nd is the first hour of the 23rd in Berlin.
    { at: at('2026-11-22T23:00:00Z'), sum: rollUp([{ outcome: 'up', ms: 10, maintenance: false }]) },
    { at: at('2026-11-23T10:00:00Z'), sum: rollUp([{ outcome: 'down', ms: 10, maintenance: false }]) },
  ];
  const days = uptimeBy(spansUntil(at('2026-11-24T09:00:00Z'), 'day', 3, 'Europe/Berlin'), hours);
  assert.deepEqual(
    days.map(({ name, uptime }) => [name, uptime]),
    [
      ['2026-11-22', null],
      ['2026-11-23', 0.5],
      ['2026-11-24', null],
    ],
  );
});

test('months and years begin at midnight of the firm, also when the clocks change, and before the first result there are none', () => {
  const spring = dayAround(at('2026-03-29T12:00:00Z'), 'Europe/Berlin');
  assert.equal((spring.to - spring.from) / HOUR, 23);
  const [october, november] = spansUntil(at('2026-11-28T09:00:00Z'), 'month', 2, 'Europe/Berlin');
  assert.deepEqual([october?.from, november?.from], [at('2026-09-30T22:00:00Z'), at('2026-10-31T23:00:00Z')]);
  const up = rollUp([{ outcome: 'up', ms: 10, maintenance: false }]);
  const sums = [at('2025-12-30T23:00:00Z'), at('2025-12-31T23:00:00Z')].map((one) => ({ at: one, sum: up }));
  const years = sinceMeasured(uptimeBy(spansUntil(at('2026-11-28T09:00:00Z'), 'year', 10, 'Europe/Berlin'), sums));
  assert.deepEqual(
    years.map(({ name, ups }) => [name, ups]),
    [
      ['2025', 1],
      ['2026', 1],
    ],
  );
});

const sumsOver = (step: number): fc.Arbitrary<Sum[]> =>
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.array(result, { minLength: 1, maxLength: 8 })), { selector: ([n]) => n })
    .map((all) =>
      all.sort(([a], [b]) => a - b).map(([n, results]) => ({ at: instant(Math.floor(T0 / step) * step + n * step), sum: rollUp(results) })),
    );

test('minutes, hours and days are read back as they were summed', () => {
  fc.assert(
    fc.property(fc.constantFrom(60_000, HOUR, 86_400_000).chain(sumsOver), (sums) => {
      assert.deepEqual(decodeSums(encodeSums(sums)), sums);
    }),
  );
});

test('an hour that is summed again takes the place of what was there, and nothing else changes', () => {
  fc.assert(
    fc.property(sumsOver(60_000), sumsOver(60_000), fc.nat(4000), (before, news, n) => {
      const from = instant(Math.floor(T0 / 60_000) * 60_000 + n * 60_000);
      const to = instant(from + HOUR);
      const inside = news.filter((one) => one.at >= from && one.at < to);
      const once = replaced(before, from, to, inside);
      assert.deepEqual(replaced(once, from, to, inside), once);
      assert.deepEqual(
        once.filter((one) => one.at < from || one.at >= to),
        before.filter((one) => one.at < from || one.at >= to),
      );
      assert.deepEqual(once, once.toSorted(byTime));
    }),
  );
});

test('a minute takes at most six bytes, and less where a check looks once a minute', () => {
  const minutes = (each: number) =>
    Array.from({ length: 1440 }, (_, n) => ({
      at: instant(Math.floor(T0 / 86_400_000) * 86_400_000 + n * 60_000),
      sum: rollUp(
        Array.from({ length: each }, (_, i) => ({ outcome: 'up' as const, ms: 20 + ((n * 7 + i * 13) % 90), maintenance: false })),
      ),
    }));
  for (const [each, most] of [
    [3, 6],
    [1, 3.1],
  ] as const) {
    const bytes = encodeSums(minutes(each)).length / 1440;
    assert.ok(bytes <= most, `${bytes} bytes`);
  }
});

test('a chart is drawn from the finest that is kept of its whole time, and its points are whole sums', () => {
  const days = (n: number) => drawnFrom(instant(T0 - n * 86_400_000), instant(T0), instant(T0));
  assert.deepEqual(
    [1, 7, 14, 30, 365, 800].map((n) => days(n).source),
    ['raw', 'minute', 'minute', 'hour', 'day', 'day'],
  );
  for (const [n, width] of [
    [7, 60_000],
    [30, HOUR],
    [90, 6 * HOUR],
    [365, 86_400_000],
    [800, 86_400_000],
  ] as const)
    assert.equal(days(n).stepMs % width, 0);
});

test('a chart has at most 400 points, and no result is lost in it', () => {
  fc.assert(
    fc.property(fc.array(result, { maxLength: 100 }), fc.integer({ min: 1000, max: 2 * 86_400_000 }), (results, span) => {
      const step = stepFor(instant(T0), instant(T0 + span));
      assert.ok(span / step <= 400);
      const points = seriesOf(results, step);
      const count = points.reduce((n, { sum }) => n + sum.ups + sum.downs + sum.unclears + sum.maintained, 0);
      assert.equal(count, results.length);
    }),
  );
});
