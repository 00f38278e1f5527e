import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR } from '../../kernel/instant.ts';
import { parseModel } from '../model/parse.ts';
import { ALWAYS } from './course.ts';
import { NO_FAILURE, type SimulationRequest, simulate } from './simulate.ts';
import { Spending } from './spending.ts';
import { stepAt, Tracer } from './trace.ts';

const read = (nodes: object[], dependencies: object[]) => {
  const parsed = parseModel({ format: 'krisenfest-model@1', nodes, dependencies });
  assert.ok(parsed.ok);
  return parsed.value;
};

const shop = read(
  [
    { id: 'orders', kind: 'process', name: 'Aufträge', costPerHour: { low: 300, likely: 500, high: 900 } },
    { id: 'wages', kind: 'process', name: 'Lohn', asked: false },
    { id: 'erp', kind: 'system', name: 'ERP', restore: { best: 'PT6H', likely: 'PT8H', worst: 'PT16H', source: 'guess' } },
    { id: 'mail', kind: 'system', name: 'Mail', restore: 'PT20H' },
  ],
  [
    { of: 'orders', on: 'erp', buffer: 'PT3H' },
    { of: 'orders', on: 'mail', loss: 0.4 },
  ],
);
const request = (more: Partial<SimulationRequest>): SimulationRequest => ({ ...NO_FAILURE, runs: 0, fail: ['erp', 'mail'], ...more });
const hours = (steps: readonly { at: number; state: string; capacity: number }[] | undefined) =>
  (steps ?? []).map(({ at, state, capacity }) => [at / HOUR, state, capacity]);

test('the trace of a failure is the same course as the simulation, and its euros end at the likely cost', () => {
  const tracer = new Tracer(shop);
  const result = simulate(shop, request({}), { see: (...seen) => tracer.see(...seen) });
  const trace = tracer.trace();
  assert.deepEqual(hours(trace.get('orders')), [
    [0, 'degraded', 0.6],
    [3, 'down', 0],
    [8, 'degraded', 0.6],
    [20, 'up', 1],
  ]);
  assert.deepEqual(hours(trace.get('erp')), [
    [0, 'down', 0],
    [8, 'up', 1],
  ]);
  const times = [0, 3 * HOUR, 8 * HOUR, DAY];
  const spent = tracer.spent(ALWAYS.open, times);
  assert.deepEqual(
    spent.map((euro) => Math.round(euro ?? -1)),
    [0, 600, 3100, result.cost.likely],
  );
});

test('what nobody was asked about is unknown at every moment, never up', () => {
  const tracer = new Tracer(shop);
  simulate(shop, request({}), { see: (...seen) => tracer.see(...seen) });
  for (const clock of [0, HOUR, 10 * DAY]) assert.equal(stepAt(tracer.trace().get('wages'), clock).state, 'unknown');
});

test('an attack without a release gives no hours: it stands, and from the first moment at which it might not, nobody knows', () => {
  const tracer = new Tracer(shop);
  const attack = request({ malicious: true });
  const result = simulate(shop, attack, { see: (...seen) => tracer.see(...seen) });
  assert.equal(result.nodes['erp']?.upAt, 'unknown');
  const states = new Set((tracer.trace().get('erp') ?? []).map(({ state }) => state));
  assert.ok(!states.has('up'), 'nobody may say that it is back');
  assert.equal(stepAt(tracer.trace().get('erp'), 20 * DAY).state, 'unknown');
  const spent = tracer.spent(ALWAYS.open, [0, 20 * DAY]);
  assert.equal(spent[1], undefined);
});

test('the range of euros at the end is the range of the simulation, grows with time, and holds the likely course', () => {
  const times = [0, HOUR, 5 * HOUR, DAY, 28 * DAY];
  const spending = new Spending(shop, ALWAYS, times, 2000);
  const { cost } = simulate(shop, request({ runs: 2000 }), { see: () => undefined, spending });
  const spreads = spending.spreads();
  const last = spreads.at(-1);
  assert.equal(Math.round(last?.low ?? 0), Math.round(Number(cost.p10)));
  assert.equal(Math.round(last?.high ?? 0), Math.round(Number(cost.p90)));
  assert.ok(spreads.every(({ low, high }, n) => low <= high && low >= (spreads[n - 1]?.low ?? 0) && high >= (spreads[n - 1]?.high ?? 0)));
  assert.deepEqual([spreads[0]?.low, spreads[0]?.high], [0, 0]);
});

test('where no time is drawn every run has the same course, and only the price of an hour differs', () => {
  const times = [4 * HOUR, 28 * DAY];
  const spending = new Spending(shop, ALWAYS, times, 500);
  const { cost } = simulate(shop, request({ runs: 500, forMs: 10 * HOUR }), { see: () => undefined, spending });
  assert.equal(Math.round(spending.spreads().at(-1)?.high ?? 0), Math.round(Number(cost.p90)));
  assert.ok((spending.spreads()[0]?.high ?? 0) > 0);
});
