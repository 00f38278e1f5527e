import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import { instant } from '../../kernel/instant.ts';
import { liveInfluencesOf } from './liveinfluence.ts';

const HOUR = 3_600_000;
const NOW = instant(Date.UTC(2026, 10, 30, 9));
const model = asModel({
  response: 'PT1H',
  nodes: [
    { id: 'sale', kind: 'process' },
    { id: 'erp', kind: 'system', restart: 'PT1H', restore: { best: 'PT4H', likely: 'PT8H', worst: 'PT20H' } },
    { id: 'net', kind: 'system', restore: { best: 'PT2H', likely: 'PT2H', worst: 'PT2H', source: 'tested' } },
    { id: 'mail', kind: 'system', restore: { best: 'PT1H', likely: 'PT5H', worst: 'PT90H' } },
  ],
  dependencies: [
    { of: 'sale', on: 'erp', buffer: 'PT2H' },
    { of: 'erp', on: 'net' },
  ],
});
const both = ['erp', 'net'].map((node) => ({ node, from: instant(NOW - 2 * HOUR) }));
const brief = (failures: typeof both) =>
  liveInfluencesOf(model, failures, NOW, 'sale').map(({ input, low, high, source, resultAtLow, resultAtHigh }) => [
    input.field,
    'node' in input ? input.node : '',
    ...[low, high].map((ms) => ms / HOUR),
    source,
    ...[resultAtLow, resultAtHigh].map((ms) => ms / HOUR),
  ]);

test('the numbers that move the way back of a process are named, counted from now; what was tested is taken at its word', () => {
  // Now: network 2 h, then the ERP 8 h and an hour to start: 11 h.
  assert.deepEqual(brief(both), [['restore', 'erp', 4, 20, 'guess', 6, 22]]);
});

test('work that goes on counts from its own beginning, and a said end leaves nothing to guess', () => {
  const begun = [{ node: 'erp', from: instant(NOW - 2 * HOUR), restoreStarted: instant(NOW - HOUR) }];
  assert.deepEqual(brief(begun)[0], ['restore', 'erp', 4, 20, 'guess', 3, 19]);
  const ending = [{ node: 'erp', from: instant(NOW - 2 * HOUR), expectedEnd: instant(NOW + HOUR) }];
  assert.deepEqual(
    brief(ending).filter(([field]) => field === 'restore'),
    [],
  );
});

test('a process that nothing hits, or a mail that hits nobody, has no such numbers', () => {
  assert.deepEqual(brief([{ node: 'mail', from: NOW }]), []);
});
