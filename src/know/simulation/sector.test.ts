import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asModel } from '../../../test/world/anymodel.ts';
import { HOUR } from '../../kernel/instant.ts';
import { type CauseLoss, disclosed, type SectorFirm, type SharedCause, SMALLEST_GROUP, sectorLosses } from './sector.ts';

const cloud: SharedCause = { kind: 'provider', key: 'catalogue:cloud', name: 'Wolke' };

/** A firm whose mail hangs on the cloud; orders go on for `buffer` hours without mail. */
const firm = (costPerHour: number, buffer: number, hangs = true): SectorFirm => ({
  model: asModel({
    nodes: [
      { id: 'orders', kind: 'process', costPerHour: { low: costPerHour / 2, likely: costPerHour, high: costPerHour * 2 } },
      { id: 'mail', kind: 'service', cause: ['c'], restore: 'PT1H', replace: 'PT1H' },
      { id: 'c', kind: 'cause' },
    ],
    dependencies: [{ of: 'orders', on: 'mail', ...(buffer > 0 ? { buffer: `PT${buffer}H` } : {}) }],
  }),
  shared: new Map(hangs ? [['c', [cloud]]] : []),
});

test('a provider that many firms share fails in all of them at once: who stops when, and what it costs an hour', () => {
  const [loss] = sectorLosses([firm(100, 0), firm(200, 10), firm(300, 30), firm(400, 0, false)]);
  assert.equal(loss?.cause.key, cloud.key);
  assert.deepEqual(
    loss?.firms.map(({ firm: n, stopsAfter, costPerHour }) => [n, stopsAfter, costPerHour.likely]),
    [
      [0, 0, 100],
      [1, 10 * HOUR, 200],
      [2, 30 * HOUR, 300],
    ],
  );
});

test('all firms at once give what each gives alone', () => {
  const someFirm = fc.record({ cost: fc.integer({ min: 1, max: 1000 }), buffer: fc.integer({ min: 0, max: 50 }), hangs: fc.boolean() });
  fc.assert(
    fc.property(fc.array(someFirm, { minLength: 1, maxLength: 8 }), (all) => {
      const firms = all.map(({ cost, buffer, hangs }) => firm(cost, buffer, hangs));
      const alone = firms.flatMap((one, n) => sectorLosses([one]).flatMap((loss) => loss.firms.map((lost) => ({ ...lost, firm: n }))));
      const together = sectorLosses(firms).flatMap((loss) => loss.firms);
      assert.deepEqual(
        [...together].sort((a, b) => a.firm - b.firm),
        alone,
      );
    }),
  );
});

const loss = (likely: readonly number[], stopsAfter: number | null = 0): CauseLoss => ({
  cause: cloud,
  firms: likely.map((one, n) => ({ firm: n, stopsAfter, costPerHour: { low: one, likely: one, high: one } })),
});

test('what hits fewer than three firms is not shown at all', () => {
  assert.deepEqual(disclosed([loss([100, 100])]), []);
  assert.equal(disclosed([loss([100, 100, 100])]).length, 1);
});

test('a count below three is not told, and a sum is rounded, or hidden where one firm makes up most of it', () => {
  const mixed: CauseLoss = { cause: cloud, firms: [...loss([111, 112]).firms, ...loss([113, 114], null).firms] };
  const [shown] = disclosed([mixed]);
  assert.deepEqual([shown?.firms, shown?.stopEver, shown?.costPerHour?.likely], [4, null, 450]);
  assert.equal(disclosed([loss([10, 10, 1000])])[0]?.costPerHour, null);
});

test('no number shown of a cause belongs to fewer than three firms, whatever the firms are', () => {
  const someLoss = fc.array(
    fc.record({ likely: fc.integer({ min: 0, max: 5000 }), stops: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }) }),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(someLoss, (all) => {
      const firms = all.map(({ likely, stops }, n) => ({
        firm: n,
        stopsAfter: stops === null ? null : stops * HOUR,
        costPerHour: { low: likely, likely, high: likely },
      }));
      for (const shown of disclosed([{ cause: cloud, firms }]))
        for (const count of [shown.firms, shown.stopWithin4h, shown.stopWithinDay, shown.stopEver])
          assert.ok(count === null || count === 0 || count >= SMALLEST_GROUP);
    }),
    { numRuns: 500 },
  );
});
