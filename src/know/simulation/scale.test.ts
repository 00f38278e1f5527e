import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR } from '../../kernel/instant.ts';
import { spreadAt } from './answer.ts';
import { END, MOMENTS, positionOf, STEPS, stepOf, TICKS, timeOf } from './scale.ts';

test('the scale goes from now to four weeks and back, and never the wrong way', () => {
  assert.deepEqual([positionOf(0), positionOf(END), positionOf(2 * END)], [0, 1, 1]);
  assert.equal(timeOf(STEPS), END);
  assert.ok(MOMENTS.every((ms, n) => n === 0 || ms > (MOMENTS[n - 1] ?? 0)));
  for (const ms of [HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY]) assert.ok(MOMENTS.includes(ms), `${ms / HOUR} h can be set`);
  assert.ok(TICKS.every(({ ms }, n) => n === 0 || positionOf(ms) > positionOf(TICKS[n - 1]?.ms ?? 0)));
});

test('each press of a key moves the clock on by one moment, at every place of the scale', () => {
  MOMENTS.forEach((ms, n) => {
    assert.equal(stepOf(ms), n);
    assert.equal(timeOf(stepOf(ms) + 1), MOMENTS[n + 1] ?? END);
  });
});

test('between two kept moments the range of euros lies between them', () => {
  const spreads = [
    { at: 0, low: 0, high: 0 },
    { at: 10 * HOUR, low: 100, high: 300 },
  ];
  assert.deepEqual(spreadAt(spreads, 5 * HOUR), { at: 5 * HOUR, low: 50, high: 150 });
  assert.equal(spreadAt(spreads, END)?.high, 300);
  assert.equal(spreadAt([], HOUR), undefined);
});
