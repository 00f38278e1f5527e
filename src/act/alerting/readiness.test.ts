import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, instant, plus } from '../../kernel/instant.ts';
import { type KnownWay, PROOF_LASTS, unreadiness } from './readiness.ts';

const now = instant(Date.parse('2026-11-24T09:00:00Z'));
const way = (changes: Partial<KnownWay> = {}): KnownWay => ({
  channelThere: true,
  acknowledgedAt: plus(now, -DAY),
  last: { state: 'acknowledged' },
  ...changes,
});

test('11: stale contacts (left, number invalid, no channel, on holiday) make readiness red before the emergency', () => {
  assert.equal(unreadiness([way()], false, now), undefined);
  assert.equal(unreadiness([], false, now), 'no-way');
  assert.equal(unreadiness([way({ channelThere: false })], false, now), 'no-way');
  assert.equal(unreadiness([way({ last: { state: 'failed' } })], false, now), 'impossible');
  assert.equal(unreadiness([way({ acknowledgedAt: null, last: { state: 'handed-over' } })], false, now), 'never');
  assert.equal(unreadiness([way({ acknowledgedAt: plus(now, -PROOF_LASTS - 1) })], false, now), 'stale');
  assert.equal(unreadiness([way()], true, now), 'absent');
});

test('one way that was proved lately is enough, whatever became of the others', () => {
  const others = [way({ channelThere: false }), way({ acknowledgedAt: null, last: { state: 'failed' } })];
  assert.equal(unreadiness([...others, way()], false, now), undefined);
});

test('a message that was handed over proves nothing', () => {
  assert.equal(unreadiness([way({ acknowledgedAt: null, last: { state: 'handed-over' } })], false, now), 'never');
});
