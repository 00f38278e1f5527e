import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR, type Instant, instant } from '../../kernel/instant.ts';
import { addRollup, decodeChunk, decodeJournal, encodeChunk, encodeJournal, NOTHING, type Result, rollUp, uptimeOf } from './history.ts';
import type { Detail, Outcome } from './observation.ts';
import { seriesOf, stepFor, uptimeByDay } from './series.ts';

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
const byTime = (a: Result, b: Result) => a.at - b.at;

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
  const hours = new Map<Instant, ReturnType<typeof rollUp>>([
    // 23:00 UTC on the 22nd is the first hour of the 23rd in Berlin.
    [instant(Date.parse('2026-11-22T23:00:00Z')), rollUp([{ outcome: 'up', ms: 10, maintenance: false }])],
    [instant(Date.parse('2026-11-23T10:00:00Z')), rollUp([{ outcome: 'down', ms: 10, maintenance: false }])],
  ]);
  const days = uptimeByDay(hours, instant(Date.parse('2026-11-24T09:00:00Z')), 3, 'Europe/Berlin');
  assert.deepEqual(
    days.map(({ day, uptime }) => [day, uptime]),
    [
      ['2026-11-22', null],
      ['2026-11-23', 0.5],
      ['2026-11-24', null],
    ],
  );
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
