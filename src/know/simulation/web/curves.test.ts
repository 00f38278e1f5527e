import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR } from '../../../kernel/instant.ts';
import { parseModel } from '../../model/parse.ts';
import { NO_FAILURE, simulate } from '../simulate.ts';
import { capacityAt, curvesOf } from './curves.ts';
import { END, positionOf, STEPS, TICKS, timeAt } from './scale.ts';

const read = (nodes: object[], dependencies: object[]) => {
  const parsed = parseModel({ format: 'krisenfest-model@1', nodes, dependencies });
  assert.ok(parsed.ok);
  return parsed.value;
};

test('the lanes show the same course as the simulation, and the euros end at its likely cost', () => {
  const model = read(
    [
      { id: 'orders', kind: 'process', name: 'Aufträge', costPerHour: 500 },
      { id: 'erp', kind: 'system', name: 'ERP', restore: 'PT8H' },
      { id: 'mail', kind: 'system', name: 'Mail', restore: 'PT20H' },
    ],
    [
      { of: 'orders', on: 'erp', buffer: 'PT3H' },
      { of: 'orders', on: 'mail', loss: 0.4 },
    ],
  );
  const request = { ...NO_FAILURE, runs: 0, fail: ['erp', 'mail'] };
  const { curves, spent } = curvesOf(model, request);
  const steps = curves.get('orders') ?? [];
  assert.deepEqual(
    steps.map(({ at, capacity }) => [at / HOUR, capacity]),
    [
      [0, 0.6],
      [3, 0],
      [8, 0.6],
      [20, 1],
    ],
  );
  assert.equal(capacityAt(steps, 5 * HOUR), 0);
  assert.equal(capacityAt(undefined, 5 * HOUR), 1);
  assert.equal(Math.round(spent.at(-1) ?? 0), simulate(model, request).cost.likely);
  assert.ok(spent.every((euro, n) => n === 0 || euro >= (spent[n - 1] ?? 0)));
});

test('the scale goes from now to four weeks and back, and never the wrong way', () => {
  assert.deepEqual([positionOf(0), positionOf(END), positionOf(2 * END)], [0, 1, 1]);
  let before = -1;
  for (let n = 0; n <= STEPS; n++) {
    const ms = timeAt(n / STEPS);
    assert.ok(ms >= before);
    before = ms;
  }
  assert.equal(before, END);
  assert.ok(Math.abs(timeAt(positionOf(DAY)) - DAY) <= HOUR);
  assert.ok(TICKS.every(({ ms }, n) => n === 0 || ms > (TICKS[n - 1]?.ms ?? 0)));
});
