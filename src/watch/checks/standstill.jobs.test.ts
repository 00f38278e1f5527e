import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { excuses, standstill } from './standstill.jobs.ts';

test('the time in which this process did not get its turn is counted, also while it still does not', async (t) => {
  const meter = standstill();
  meter.start();
  t.after(() => meter.stop());
  await wait(120);
  const before = meter.total();
  const end = performance.now() + 400;
  while (performance.now() < end);
  // The timer was due within 50 ms.
  assert.ok(meter.total() - before >= 340, `${meter.total() - before}`);
  await wait(60);
  assert.ok(meter.total() - before >= 340, 'kept after the timer came');
});

test('a timeout is the target’s when this process had its turns, and nobody’s when it stood still for a quarter of the time', () => {
  assert.equal(excuses(0, 1000), false);
  assert.equal(excuses(249, 1000), false);
  assert.equal(excuses(250, 1000), true);
  assert.equal(excuses(900, 10_000), false);
});
