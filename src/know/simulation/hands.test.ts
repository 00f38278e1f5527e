import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR } from '../../kernel/instant.ts';
import { parseModel } from '../model/parse.ts';
import { handsOf, timedJobs } from './hands.ts';
import { NO_FAILURE, simulate } from './simulate.ts';

const shop = (slots: number, restores: readonly number[]) => {
  const parsed = parseModel({
    format: 'krisenfest-model@1',
    teams: [{ id: 'it', name: 'IT', slots }],
    nodes: restores.map((hours, n) => ({
      id: `s${n}`,
      kind: 'system',
      name: `S${n}`,
      restore: `PT${hours}H`,
      restoredBy: n % 4 === 3 ? [] : ['it'],
    })),
    dependencies: [],
  });
  assert.ok(parsed.ok);
  return parsed.value;
};

test('two hands do two things at a time, and each thing stands in one row', () => {
  const model = shop(2, [4, 3, 2, 6]);
  const result = simulate(model, { ...NO_FAILURE, runs: 0, fail: ['s0', 's1', 's2', 's3'] });
  const hands = handsOf(model, result);
  assert.deepEqual(
    hands.map(({ team, number }) => [team, number]),
    [
      ['it', 1],
      ['it', 2],
      [null, 1],
    ],
  );
  const [one, other, nobody] = hands.map(({ jobs }) => jobs.map(({ node }) => node));
  assert.deepEqual([...(one ?? []), ...(other ?? [])].sort(), ['s0', 's1', 's2']);
  assert.deepEqual(nobody, ['s3']);
  assert.ok(hands.every(({ jobs }) => (jobs.at(-1)?.to ?? 0) <= 7 * HOUR));
});

test('a team never has more rows than hands, and nobody does two things at once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
      (slots, restores) => {
        const model = shop(slots, restores);
        const result = simulate(model, { ...NO_FAILURE, runs: 0, fail: model.nodes.map(({ id }) => id) });
        const hands = handsOf(model, result);
        assert.ok(hands.filter(({ team }) => team === 'it').length <= slots);
        for (const { jobs } of hands) jobs.forEach((job, n) => assert.ok(n === 0 || job.from >= (jobs[n - 1]?.to ?? 0)));
        assert.equal(
          hands.reduce((sum, { jobs }) => sum + jobs.length, 0),
          timedJobs(result).length,
        );
      },
    ),
    { numRuns: 100 },
  );
});
