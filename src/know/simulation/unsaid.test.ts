import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseModel } from '../model/parse.ts';
import { dearestFailures } from './dearest.ts';
import { NO_FAILURE, simulate } from './simulate.ts';
import { unsaidIn } from './unsaid.ts';

const firm = (() => {
  const read = parseModel({
    format: 'krisenfest-model@1',
    nodes: [
      { id: 'orders', kind: 'process', costPerHour: 100 },
      { id: 'pay', kind: 'process', costPerHour: 10 },
      { id: 'provider', kind: 'cause' },
      { id: 'mail', kind: 'service', cause: ['provider'] },
      { id: 'clock', kind: 'system' },
      { id: 'erp', kind: 'system', restore: 'PT8H' },
      { id: 'spare', kind: 'system', restore: 'PT1H' },
    ],
    dependencies: [
      { of: 'orders', on: 'erp' },
      { of: 'orders', on: 'mail', loss: 0.5 },
      { of: 'pay', on: 'erp' },
      { of: 'pay', on: 'clock' },
    ],
  });
  assert.ok(read.ok);
  return read.value;
})();
const asked = (fail: string[], malicious = false) =>
  unsaidIn(firm, simulate(firm, { ...NO_FAILURE, runs: 0, fail, malicious, holdMs: malicious ? 0 : null }), malicious);

test('who never comes back because nobody said how long it takes is asked about, and who waits for a provider is not', () => {
  assert.deepEqual(asked(['provider', 'clock', 'erp']), [{ node: 'clock', field: 'restore', never: true }]);
  assert.deepEqual(asked(['erp']), []);
});

test('in an attack the time for building anew is asked for, first where most hangs on it', () => {
  assert.deepEqual(asked(['clock', 'erp', 'spare'], true), [
    { node: 'erp', field: 'rebuild', never: false },
    { node: 'clock', field: 'rebuild', never: true },
    { node: 'spare', field: 'rebuild', never: false },
  ]);
});

test('the dearest single failures are weighed by their first week, those without end among them', () => {
  assert.deepEqual(dearestFailures(firm, null, 9), [
    { node: 'provider', euros: 8400, hit: ['orders'] },
    { node: 'mail', euros: 8400, hit: ['orders'] },
    { node: 'clock', euros: 1680, hit: ['pay'] },
    { node: 'erp', euros: 880, hit: ['orders', 'pay'] },
  ]);
  assert.deepEqual(
    dearestFailures(firm, null, 1).map(({ node }) => node),
    ['provider'],
  );
});
