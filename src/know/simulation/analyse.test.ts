import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import { analyse } from './analyse.ts';

const process = (id: string, euro: number, more: object = {}) => ({ id, kind: 'process', costPerHour: { likely: euro }, ...more });
const restored = (id: string, hours: number, more: object = {}) => ({ id, kind: 'system', restore: { likely: `PT${hours}H` }, ...more });
const asked = { at: null, seed: 1, runs: 200 };

test('single points are what stops a process alone, dearest first; what never comes back comes first of all', () => {
  const { singlePoints } = analyse(
    asModel({
      nodes: [
        process('sale', 100),
        process('pay', 10, { rto: 'PT3H' }),
        restored('till', 2),
        restored('bank', 4),
        { id: 'owner', kind: 'person' },
      ],
      dependencies: [
        { of: 'sale', on: 'till' },
        { of: 'pay', on: 'bank' },
        { of: 'pay', on: 'owner' },
        { of: 'sale', on: 'bank', loss: 0.5 },
      ],
    }),
    asked,
  );
  assert.deepEqual(singlePoints, [
    { node: 'owner', processes: ['pay'], cost: null },
    { node: 'bank', processes: ['pay'], cost: 240 },
    { node: 'till', processes: ['sale'], cost: 200 },
  ]);
});

test('two lines are a pair, and the router before both a single point', () => {
  const { singlePoints, pairs } = analyse(
    asModel({
      nodes: [process('sale', 100), restored('line1', 4), restored('line2', 4), restored('router', 1)],
      dependencies: [
        { of: 'sale', onAny: ['line1', 'line2'] },
        { of: 'line1', on: 'router' },
        { of: 'line2', on: 'router' },
      ],
    }),
    asked,
  );
  assert.deepEqual(
    singlePoints.map((one) => one.node),
    ['router'],
  );
  assert.deepEqual(pairs, [{ nodes: ['line1', 'line2'], processes: ['sale'], cost: 400 }]);
});

test('two systems of one hand are a pair when the second waits until the stock is empty', () => {
  const { pairs } = analyse(
    asModel({
      teams: [{ id: 'it', slots: 1 }],
      nodes: [process('sale', 100), restored('till', 3, { restoredBy: ['it'] }), restored('mail', 3, { restoredBy: ['it'] })],
      dependencies: [
        { of: 'sale', on: 'till', buffer: 'PT4H' },
        { of: 'mail', on: 'till', for: 'run', buffer: 'P1D' },
      ],
    }),
    asked,
  );
  // The best order restores the till first: nothing stops.
  assert.deepEqual(pairs, []);
});

test('a shared cause carries the part of the cost per hour that stands still without it', () => {
  const { causes } = analyse(
    asModel({
      nodes: [
        process('sale', 300),
        process('pay', 100),
        { id: 'cloud', kind: 'cause', restore: { likely: 'PT1H' } },
        { ...restored('shop', 1), cause: ['cloud'], replace: { likely: 'PT1H' } },
        restored('bank', 1),
      ],
      dependencies: [
        { of: 'sale', on: 'shop', buffer: 'P9D' },
        { of: 'pay', on: 'bank' },
      ],
    }),
    asked,
  );
  assert.deepEqual(causes, [{ cause: 'cloud', share: 0.75 }]);
});

test('circles, the worst failure of each process and what nobody was asked are named', () => {
  const analysis = analyse(
    asModel({
      nodes: [
        process('sale', 300, { rto: 'PT5H' }),
        process('pay', 100, { rto: 'PT5H' }),
        process('idle', 0),
        { id: 'till', kind: 'system', restore: { best: 'PT1H', likely: 'PT4H', worst: 'PT40H' } },
        restored('safe', 1),
        restored('login', 1),
        { id: 'printer', kind: 'device', asked: false },
      ],
      dependencies: [
        { of: 'sale', on: 'till' },
        { of: 'pay', on: 'login' },
        { of: 'safe', on: 'login', for: 'recovery' },
        { of: 'login', on: 'safe', for: 'recovery' },
        { of: 'idle', on: 'printer' },
      ],
    }),
    { ...asked, runs: 2000 },
  );
  assert.deepEqual(analysis.deadlocks, [['safe', 'login']]);
  assert.deepEqual(analysis.rto, [
    { process: 'sale', worst: 'till', verdict: 'tight' },
    { process: 'pay', worst: 'login', verdict: 'holds' },
    { process: 'idle', worst: 'printer', verdict: null },
  ]);
  assert.deepEqual(analysis.unknown, ['printer']);
});
