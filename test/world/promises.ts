import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDuration } from '../../src/kernel/instant.ts';
import { NO_FAILURE, type SimulationResult, simulate } from '../../src/know/simulation/simulate.ts';
import { anyCase, type Case } from './anymodel.ts';
import { bestOfAll, bestOrder, compare, replayed, withoutEnd } from './bruteforce.ts';
import { assertCircles, assertShortest, lostWork, statesOf } from './secondreading.ts';

/**
 * What the simulation promises for every model, as properties over random ones; the quick tests look at some hundred cases, the
 * long ones at ten thousand and more. Costs are numbers here, Infinity for a process that never returns.
 */
const HOUR = 3_600_000;
const hoursOf = (text: string | null): number => (text === null ? Number.POSITIVE_INFINITY : (parseDuration(text) ?? Number.NaN) / HOUR);
const costOf = ({ cost }: SimulationResult): number => (cost.likely === null ? Number.POSITIVE_INFINITY : Number(cost.likely));
const result = ({ model, ...request }: Case, runs = 0) => simulate(model, { ...NO_FAILURE, ...request, runs });
/** A cent for rounding. */
const atMost = (less: number, more: number, what: string) => assert.ok(less <= more + 0.011, `${what}: ${less} > ${more}`);

/** Every node has a restore, hands are without end, nothing restarts, moves or closes. */
const plain = { nodes: 7, allRestore: true };

/** Everything that random models may hold at once. */
const anything = { teams: true, restart: true, replace: true, calendars: true, asked: true, backups: true } as const;

/** The slow reading of the contract with the starts of the planned order. */
function slowly(one: Case, { restores }: SimulationResult) {
  return replayed(one, new Map(restores.map(({ node, start }) => [node, hoursOf(start)])));
}
const known = (text: string | null, of: (hours: number) => void) => {
  if (text !== 'unknown') of(hoursOf(text));
};

export const promises: Readonly<Record<string, (numRuns: number) => void>> = {
  'with hands without end the slow reading of the contract gives the same times': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 6, teams: true, restart: true, replace: true }), (one) => {
        assert.deepEqual(
          Object.values(result(one).processes).map(({ recovered }) => hoursOf(recovered.infiniteHands)),
          withoutEnd(one).recovered,
        );
      }),
      { numRuns },
    ),

  // Without restarts: with them it may pay to hold a restore back for its own sake, so that it need not start up twice.
  'with few hands no way to start and to wait is better than the planned one': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 6, teams: true, replace: true }), (one) => {
        const [mine, best] = [slowly(one, result(one)).score, bestOfAll(one).score];
        assert.equal(compare(mine, best), 0, `${mine.join(' ')} instead of ${best.join(' ')}`);
      }),
      { numRuns },
    ),

  'with few hands, restarts and calendars no order of turns is better than the planned one': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 5, teams: true, replace: true, restart: true, calendars: true }), (one) => {
        const [mine, best] = [slowly(one, result(one)).score, bestOrder(one).score];
        // The plan may also wait for nobody who never can begin, which no order of turns says: then it is better than all of them.
        assert.ok(compare(mine, best) <= 0, `${mine.join(' ')} instead of ${best.join(' ')}`);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    ),

  'the planned starts are allowed by every dependency, cause, hand and hour, and a slow reading gives the same times and costs': (
    numRuns,
  ) =>
    fc.assert(
      fc.property(anyCase({ nodes: 6, ...anything }), (one) => {
        const mine = result(one);
        const slow = slowly(one, mine);
        one.model.nodes.forEach(({ id }, v) => {
          const { downFrom, upAt } = mine.nodes[id] ?? { downFrom: '', upAt: '' };
          known(downFrom, (at) => assert.equal(at, slow.downFrom[v], `${id} down from`));
          known(upAt, (at) => assert.equal(at, slow.upAt[v], `${id} up at`));
        });
        Object.entries(mine.processes).forEach(([id, process], p) => {
          known(process.recovered.planned, (at) => assert.equal(at, slow.recovered[p], `${id} recovered`));
          const { likely } = process.cost;
          if (likely !== 'unknown')
            assert.ok(
              likely === null ? slow.costs[p] === Number.POSITIVE_INFINITY : Math.abs(likely - (slow.costs[p] ?? 0)) < 0.006,
              `${id} cost`,
            );
        });
      }),
      { numRuns },
    ),

  'states, chains, lost work and circles are those of the slow reading': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 6, ...anything }), (one) => {
        const mine = result(one);
        const slow = slowly(one, mine);
        assert.deepEqual(
          one.model.nodes.map(({ id }) => mine.nodes[id]?.state),
          statesOf(one, slow),
        );
        assert.deepEqual(
          Object.values(mine.processes).map(({ rpo }) => rpo),
          lostWork(one),
        );
        for (const [id, { state, because }] of Object.entries(mine.nodes)) if (state !== 'unknown') assertShortest(one, slow, id, because);
        assertCircles(one, slow, mine.deadlocks);
      }),
      { numRuns },
    ),

  'with calendars too no way to start and to wait is better than the planned one': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 4, teams: true, calendars: true }), (one) => {
        const [mine, best] = [slowly(one, result(one)).score, bestOfAll(one).score];
        assert.equal(compare(mine, best), 0, `${mine.join(' ')} instead of ${best.join(' ')}`);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    ),

  'when more fails it never costs less': (numRuns) =>
    fc.assert(
      fc.property(anyCase(plain), fc.nat(), (one, pick) => {
        const more = one.model.nodes[pick % one.model.nodes.length]?.id ?? '';
        const until = { ...one, forMs: null };
        atMost(costOf(result(until)), costOf(result({ ...until, fail: [...new Set([...one.fail, more])] })), 'cost');
      }),
      { numRuns },
    ),

  'a shorter restore never costs more': (numRuns) =>
    fc.assert(
      fc.property(anyCase(plain), fc.nat(), (one, pick) => {
        const at = pick % one.model.nodes.length;
        const nodes = one.model.nodes.map((node, v) => {
          if (v !== at || !node.restore) return node;
          const { best, source } = node.restore;
          const shorter = Math.max(0, node.restore.likely - HOUR) as typeof best;
          return { ...node, restore: { best: shorter, likely: shorter, worst: shorter, source } };
        });
        atMost(costOf(result({ ...one, model: { ...one.model, nodes } })), costOf(result(one)), 'cost');
      }),
      { numRuns },
    ),

  'a second way never costs more': (numRuns) =>
    fc.assert(
      fc.property(anyCase(plain), fc.nat(), (one, pick) => {
        const first = one.model.nodes[0];
        if (!first || one.model.dependencies.length === 0) return;
        const spare = { ...first, id: 'spare', kind: 'system' as const, causes: [] };
        const at = pick % one.model.dependencies.length;
        const dependencies = one.model.dependencies.map((dependency, n) =>
          n === at ? { ...dependency, on: [...dependency.on, 'spare'], group: true } : dependency,
        );
        // A group counts as whole while enough of it works at all: compared where a single dependency is lost whole too.
        const model = { ...one.model, nodes: [...one.model.nodes, spare], dependencies };
        atMost(costOf(result({ ...one, model })), costOf(result(one)), 'cost');
      }),
      { numRuns },
    ),

  'more hands never cost more where the order is the best': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 7, teams: true, allRestore: true }), (one) => {
        const teams = one.model.teams.map((team) => ({ ...team, slots: team.slots + 1 }));
        const [few, more] = [result(one), result({ ...one, model: { ...one.model, teams } })];
        if (few.schedule === 'optimal' && more.schedule === 'optimal') atMost(costOf(more), costOf(few), 'cost');
      }),
      { numRuns },
    ),

  'no team works on more than it has hands for, and nothing starts before the response': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 9, teams: true, restart: true, replace: true }), (one) => {
        const { restores } = result(one);
        const spans = restores.map(({ start, end, teams }) => ({ from: hoursOf(start), to: hoursOf(end), teams }));
        for (const { from } of spans) {
          assert.ok(from * HOUR >= one.model.response);
          for (const team of one.model.teams) {
            const busy = spans.filter((span) => span.from <= from && from < span.to && span.teams.includes(team.id)).length;
            assert.ok(busy <= team.slots, `${team.id}: ${busy} of ${team.slots}`);
          }
        }
      }),
      { numRuns },
    ),

  'the same seed gives the same bytes': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 6, teams: true, restart: true, replace: true }), (one) => {
        assert.equal(JSON.stringify(result(one, 50)), JSON.stringify(result(one, 50)));
      }),
      { numRuns },
    ),
};
