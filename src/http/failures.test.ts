import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../kernel/instant.ts';
import { countFailures, WINDOW } from './failures.ts';

const start = 1_800_000_000_000;
const at = (ms: number) => instant(start + ms);

test('a whole firm behind one address logs in at once, however many they are', () => {
  const failures = countFailures(10);
  for (let person = 0; person < 500; person++) {
    assert.equal(failures.take('10.0.0.1', at(person)), 0);
    failures.giveBack('10.0.0.1', at(person));
  }
});

test('after ten failures the address waits, told for how long; another address does not', () => {
  const failures = countFailures(10);
  for (let guess = 0; guess < 10; guess++) assert.equal(failures.take('10.0.0.1', at(guess * 1000)), 0);
  assert.equal(failures.take('10.0.0.1', at(20_000)), 40);
  assert.equal(failures.take('10.0.0.2', at(20_000)), 0);
  assert.equal(failures.take('10.0.0.1', at(WINDOW)), 0);
});

test('whatever is tried and whenever, no minute lets more failures through than allowed', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ wait: fc.nat(20_000), well: fc.boolean() }), { maxLength: 200 }), (calls) => {
      const failures = countFailures(5);
      let now = 0;
      const failed: number[] = [];
      for (const { wait, well } of calls) {
        now += wait;
        if (failures.take('a', at(now)) > 0) continue;
        if (well) failures.giveBack('a', at(now));
        else failed.push(now);
      }
      assert.ok(failed.every((time) => failed.filter((other) => other >= time && other < time + WINDOW).length <= 5));
    }),
  );
});
