import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { longCatalogue } from './longcatalogue.ts';
import { LongAnswer, type LongAnswers, scoreOf } from './longcheck.ts';

const all = (answer: LongAnswer): LongAnswers => Object.fromEntries(longCatalogue.requirements.map(({ id }) => [id, answer]));

test('27 requirements in six topics, five of them threefold, which nobody has compared with the norm yet', () => {
  const { requirements, topics, topSetVerified } = longCatalogue;
  assert.equal(new Set(requirements.map(({ id }) => id)).size, 27);
  assert.deepEqual(
    topics.map(({ id }) => requirements.filter(({ topic }) => topic === id).length),
    [8, 3, 4, 3, 3, 6],
  );
  assert.equal(requirements.filter(({ top }) => top).length, 5);
  assert.equal(topSetVerified, false);
});

test('met 1, not met 0, threefold ones plus or minus 3; partly and unknown count as not met', () => {
  assert.deepEqual([scoreOf(longCatalogue, all('met')).points, scoreOf(longCatalogue, all('met')).max], [37, 37]);
  for (const answer of ['not', 'partly', 'unknown'] as const) assert.equal(scoreOf(longCatalogue, all(answer)).points, -15, answer);
  assert.equal(scoreOf(longCatalogue, {}).unknown, 27);
  assert.equal(scoreOf(longCatalogue, { ...all('not'), wifi: 'met', weekly: 'met' }).points, -15 + 1 + 6);
});

test('what is irrelevant counts neither for nor against', () => {
  const score = scoreOf(longCatalogue, { ...all('met'), macros: 'irrelevant', wifi: 'irrelevant' });
  assert.deepEqual([score.points, score.max, score.open], [33, 33, []]);
  assert.deepEqual([scoreOf(longCatalogue, all('irrelevant')).max], [0]);
});

test('measures come with the threefold ones first, then what is not met, partly met, unknown', () => {
  const answers: LongAnswers = {
    ...all('met'),
    wifi: 'unknown',
    lock: 'partly',
    vpn: 'not',
    macros: 'partly',
    weekly: 'not',
    current: 'unknown',
  };
  assert.deepEqual(scoreOf(longCatalogue, answers).open, ['weekly', 'macros', 'current', 'vpn', 'lock', 'wifi']);
});

test('topics add up to the whole, points stay within their bounds, and meeting one more never lowers them', () => {
  const ids = longCatalogue.requirements.map(({ id }) => id);
  const anyAnswers = fc.dictionary(fc.constantFrom(...ids, 'constructor'), fc.constantFrom(...LongAnswer.options));
  fc.assert(
    fc.property(anyAnswers, fc.constantFrom(...ids), (answers, id) => {
      const score = scoreOf(longCatalogue, answers);
      assert.equal(
        score.topics.reduce((sum, one) => sum + one.points, 0),
        score.points,
      );
      assert.equal(
        score.topics.reduce((sum, one) => sum + one.max, 0),
        score.max,
      );
      assert.ok(score.points <= score.max && score.points >= -15);
      if (answers[id] !== 'irrelevant') assert.ok(scoreOf(longCatalogue, { ...answers, [id]: 'met' }).points >= score.points);
    }),
  );
});
