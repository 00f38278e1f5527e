import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import { plainly } from './assess.ts';
import { exceedanceOf, lossAt, yearlyLosses } from './exceedance.ts';
import { percentile } from './random.ts';
import { NO_FAILURE, simulateWithLosses } from './simulate.ts';

const shop = asModel({
  nodes: [
    { id: 'sale', kind: 'process', costPerHour: { likely: 100 } },
    { id: 'till', kind: 'system', restore: { best: 'PT1H', likely: 'PT4H', worst: 'PT12H' } },
    { id: 'bank', kind: 'system', restore: { likely: 'PT2H' } },
    { id: 'owner', kind: 'person' },
  ],
  dependencies: [
    { of: 'sale', on: 'till' },
    { of: 'sale', on: 'bank' },
    { of: 'sale', on: 'owner' },
  ],
});

test('the curve says for each sum how likely it is to lose more', () => {
  assert.deepEqual(exceedanceOf(Float64Array.of(0, 0, 10, 20)), {
    points: [
      { loss: 0, share: 0.5 },
      { loss: 10, share: 0.25 },
      { loss: 20, share: 0 },
    ],
    endless: 0,
  });
  assert.deepEqual(exceedanceOf(new Float64Array(0)), { points: [], endless: 0 });
});

test('runs in which a process never returns are counted apart, and every sum may be exceeded by them', () => {
  assert.deepEqual(exceedanceOf(Float64Array.of(5, 5, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)), {
    points: [{ loss: 5, share: 0.5 }],
    endless: 0.5,
  });
  const { losses } = simulateWithLosses(shop, { ...NO_FAILURE, fail: ['owner'], runs: 100 });
  assert.equal(exceedanceOf(losses ?? new Float64Array(0)).endless, 1);
});

test('the curve of a failure falls from the smallest to the largest loss and agrees with the percentiles', () => {
  const { result, losses } = simulateWithLosses(shop, { ...NO_FAILURE, fail: ['till'] });
  assert.ok(losses);
  const { points } = exceedanceOf(losses);
  assert.ok(points.length > 40 && points.length <= 60);
  for (const [n, { loss, share }] of points.entries())
    if (n > 0) assert.ok(loss > (points[n - 1]?.loss ?? 0) && share < (points[n - 1]?.share ?? 0));
  assert.equal(points.at(-1)?.share, 0);
  const beyond90 = points.find(({ share }) => share <= 0.1)?.loss ?? 0;
  assert.ok(beyond90 >= Number(result.cost.p90) * 0.98 && beyond90 <= Number(result.cost.p90) * 1.03);
});

test('a year adds up what happens in it, as often as it is expected, and the same seed gives the same years', () => {
  const scenarios = [{ ...plainly(['bank']), perYear: 0.5 }];
  const ask = { at: null, seed: 3, runs: 20_000 };
  const years = yearlyLosses(shop, scenarios, ask);
  assert.deepEqual(yearlyLosses(shop, scenarios, ask), years);
  // Each time 200 €; no event with e^-0.5 = 60.7 %, more than one with 9.0 %.
  const mean = years.reduce((sum, one) => sum + one, 0) / years.length;
  assert.ok(Math.abs(mean - 100) < 4, String(mean));
  const share = (loss: number) => exceedanceOf(years).points.find((point) => point.loss === loss)?.share ?? 0;
  assert.ok(Math.abs(share(0) - 0.393) < 0.01 && Math.abs(share(200) - 0.09) < 0.01);
  assert.equal(percentile(years, 0.5), 0);
});

test('a share of the runs says which loss it exceeds; what has no end is said as such', () => {
  const even = exceedanceOf(
    Float64Array.from({ length: 100 }, (_, n) => n + 1),
    100,
  );
  assert.equal(lossAt(even, 0.5), 50);
  assert.equal(lossAt(even, 0.1), 90);
  assert.equal(lossAt(even, 0.001), 100);
  const endless = exceedanceOf(
    Float64Array.from({ length: 100 }, (_, n) => (n < 60 ? n + 1 : Number.POSITIVE_INFINITY)),
    100,
  );
  assert.equal(lossAt(endless, 0.1), null);
  assert.equal(lossAt(endless, 0.5), 50);
});
