import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import { HOUR, type Instant, instant } from '../../kernel/instant.ts';
import { impact } from '../../know/simulation/impact.ts';
import { type Broken, brokenNow, coverageOf, failuresOf, type RestoreNote, standIns } from './situation.ts';

const MORNING = Date.UTC(2026, 10, 26, 8);
const at = (hours: number): Instant => instant(MORNING + hours * HOUR);

const firm = () =>
  asModel({
    nodes: [
      { id: 'orders', kind: 'process', name: 'Aufträge', rto: 'PT8H', mtpd: 'P1D', costPerHour: { low: 100, likely: 200, high: 400 } },
      { id: 'wages', kind: 'process', name: 'Lohn', asked: false },
      { id: 'erp', kind: 'system', name: 'ERP', restore: 'PT6H' },
      { id: 'line', kind: 'line', name: 'Leitung 1', restore: 'PT4H' },
      { id: 'line-2', kind: 'line', name: 'Leitung 2', restore: 'PT4H' },
    ],
    dependencies: [
      { of: 'orders', on: 'erp', buffer: 'PT2H' },
      { of: 'erp', onAny: ['line', 'line-2'] },
    ],
  });
const note = (part: Partial<RestoreNote>): RestoreNote => ({ startedAt: null, expectedEnd: null, note: '', by: 'Eva', at: at(1), ...part });
const erpDown = (restore: RestoreNote | null = null): Broken => ({ nodeId: 'erp', name: 'ERP', from: at(0), seenBy: 'check', restore });
const orders = (broken: readonly Broken[], now: Instant) => {
  const one = impact(firm(), failuresOf(broken), now).processes.find(({ id }) => id === 'orders');
  assert.ok(one);
  return one;
};

test('a check and a person who speak of the same thing make one failure, from the earlier start', () => {
  const broken = brokenNow(
    [{ nodeId: 'erp', name: 'erp', from: at(0) }],
    [
      { nodeId: 'erp', name: 'Webseite ERP', from: at(1) },
      { nodeId: 'check:1', name: 'Startseite', from: at(2) },
    ],
    new Map(),
    firm(),
  );
  assert.deepEqual(
    broken.map(({ nodeId, name, from, seenBy }) => [nodeId, name, from, seenBy]),
    [
      ['erp', 'ERP', at(0), 'check'],
      ['check:1', 'Startseite', at(2), 'check'],
    ],
  );
});

test('what was said about the restore of an earlier outage says nothing about this one', () => {
  const seen = [{ nodeId: 'erp', name: 'ERP', from: at(2) }];
  const said = (when: Instant) => brokenNow([], seen, new Map([['erp', note({ startedAt: when, at: when })]]), firm())[0]?.restore ?? null;
  assert.equal(said(at(1)), null);
  assert.equal(said(at(3))?.startedAt, at(3));
});

test('a restore that nobody has begun begins now at the earliest; that it has begun, or when it ends, changes the forecast', () => {
  const now = at(3);
  assert.equal(orders([erpDown()], now).recovered, at(9));
  assert.equal(orders([erpDown(note({ startedAt: at(1) }))], now).recovered, at(7));
  const late = orders([erpDown(note({ startedAt: at(1), expectedEnd: at(30) }))], now);
  assert.deepEqual([late.recovered, late.rtoHolds, late.mtpdAt], [at(30), false, at(24)]);
});

test('the forecast begins now and tells when a process will stand, though it still works', () => {
  const soon = orders([erpDown()], at(1));
  assert.deepEqual(soon.steps, [
    { at: at(1), capacity: 1 },
    { at: at(2), capacity: 0 },
    { at: at(7), capacity: 1 },
  ]);
  assert.deepEqual([soon.costPerHour.likely, soon.costAtWorst], [0, { low: 100, likely: 200, high: 400 }]);
});

test('what stands in is named: the buffer, the other of a group; for what is not hit nothing', () => {
  const withErp = impact(firm(), failuresOf([erpDown()]), at(1));
  assert.deepEqual(standIns(firm(), 'orders', withErp.states, new Set(['erp'])), [
    { kind: 'buffer', of: 'Aufträge', without: 'ERP', ms: 2 * HOUR },
  ]);
  const withLine = impact(firm(), [{ node: 'line', from: at(0) }], at(1));
  assert.deepEqual(standIns(firm(), 'orders', withLine.states, new Set(['line'])), [{ kind: 'other', of: 'ERP', working: ['Leitung 2'] }]);
  assert.deepEqual(standIns(firm(), 'wages', withErp.states, new Set(['erp'])), []);
});

test('what nobody looks at is counted as unchecked', () => {
  const coverage = coverageOf(firm(), new Set(['line']));
  assert.deepEqual(coverage.get('orders'), { checked: 1, of: 3 });
  assert.deepEqual(coverage.get('wages'), { checked: 0, of: 0 });
});
