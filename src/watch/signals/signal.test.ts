import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../kernel/instant.ts';
import { hear, type Report, type Signal, type SignalEvent } from './signal.ts';

const NOW = instant(1_795_000_000_000);
const report = (says: Report['says'], at: number | null): Report => ({
  key: 'erp',
  says,
  severity: 'critical',
  title: 'ERP antwortet nicht',
  names: ['erp01'],
  at: at === null ? null : instant(at),
});

/** Hears reports one after another, all at one time; gives the last signal and all events. */
function run(reports: readonly Report[]) {
  let signal: Signal | undefined;
  const events: SignalEvent[] = [];
  for (const one of reports) {
    const heard = hear(signal, one, NOW);
    signal = heard.signal;
    events.push(...heard.events);
  }
  return { signal, events, types: events.map(({ type }) => type) };
}

test('a thing that is reported broken ten times opens one signal, since its first report', () => {
  const { signal, types } = run(Array.from({ length: 10 }, (_, n) => report('open', NOW - 10_000 + n)));
  assert.deepEqual(types, ['signal.opened']);
  assert.equal(signal?.since, NOW - 10_000);
});

test('an end that overtakes its begin leaves nothing open and raises no alarm', () => {
  const { signal, types } = run([report('cleared', NOW - 10), report('open', NOW - 20)]);
  assert.deepEqual([types, signal?.state.kind], [[], 'cleared']);
});

test('a clock that runs fast does not keep a signal open for ever', () => {
  const { signal, types } = run([report('open', NOW + 3_600_000), report('cleared', null)]);
  assert.deepEqual([types, signal?.state.kind, signal?.since], [['signal.opened', 'signal.cleared'], 'cleared', NOW]);
});

test('a thing that breaks again after its end opens anew, since then', () => {
  const { signal, types } = run([report('open', NOW - 30), report('cleared', NOW - 20), report('open', NOW - 10)]);
  assert.deepEqual(types, ['signal.opened', 'signal.cleared', 'signal.opened']);
  assert.equal(signal?.since, NOW - 10);
});

const reports = fc.array(
  fc
    .tuple(fc.constantFrom('open' as const, 'cleared' as const), fc.integer({ min: 1, max: 20 }))
    .map(([says, ago]) => report(says, NOW - ago)),
  { minLength: 1, maxLength: 12 },
);

test('in whatever order the reports of one thing come in, it ends as its latest report says, an end first', () => {
  fc.assert(
    fc.property(reports, (all) => {
      const latest = Math.max(...all.map(({ at }) => at ?? 0));
      const ends = all.some(({ at, says }) => at === latest && says === 'cleared') ? 'cleared' : 'open';
      assert.equal(run(all).signal?.state.kind, ends);
    }),
  );
});

test('opened and cleared take turns, so that a thing never has two open signals, and what is told twice changes nothing', () => {
  fc.assert(
    fc.property(reports, (all) => {
      const { types, signal } = run(all);
      assert.deepEqual(
        types,
        types.map((_, n) => (n % 2 === 0 ? 'signal.opened' : 'signal.cleared')),
      );
      assert.equal(signal?.state.kind === 'open', types.length % 2 === 1);
      for (const one of all)
        if (signal && one.at === signal.heardAt && one.says === 'cleared') assert.deepEqual(hear(signal, one, NOW).events, []);
      assert.deepEqual(run([...all, ...all]).types, types);
    }),
  );
});
