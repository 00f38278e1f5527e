import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testClock } from '../../test/world/clock.ts';
import { steadyClock } from './steadyclock.ts';

test('time follows the measured offset and never goes backwards, however the clocks are set', () => {
  const step = fc.oneof(
    fc.record({ forward: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({ set: fc.integer({ min: -10_000, max: 10_000 }) }),
    fc.record({ offset: fc.double({ min: -10_000, max: 10_000, noNaN: true }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const below = testClock();
      const clock = steadyClock(below);
      let [offset, before] = [0, clock.now()];
      for (const one of steps) {
        if ('forward' in one) below.set((below.now() + one.forward) as typeof before);
        else if ('set' in one) below.set((below.now() + one.set) as typeof before);
        else {
          offset = Math.round(one.offset);
          clock.adjust(one.offset);
        }
        const now = clock.now();
        assert.equal(now, Math.max(before, below.now() + offset));
        before = now;
      }
    }),
  );
});

test('who waits for a moment is woken when the clock says so, also when the offset changes while waiting', async () => {
  const below = testClock();
  const clock = steadyClock(below);
  clock.adjust(60_000);
  const start = clock.now();
  let woken = false;
  const waiting = (async () => {
    await clock.until((start + 10_000) as typeof start);
    woken = true;
  })();
  await below.forward(9999);
  assert.equal(woken, false);
  clock.adjust(55_000);
  await below.forward(1);
  assert.equal(woken, false, 'the clock below has come, but the time has not');
  await below.forward(5000);
  await waiting;
  assert.equal(clock.now(), start + 10_000);
});

test('who no longer wants to wait is let go', async () => {
  const stop = new AbortController();
  const below = testClock();
  const clock = steadyClock(below);
  const waiting = clock.until((clock.now() + 1000) as ReturnType<typeof clock.now>, stop.signal);
  stop.abort();
  await waiting;
});
