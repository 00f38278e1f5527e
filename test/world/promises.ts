import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instant, parseDuration } from '../../src/kernel/instant.ts';
import { impact } from '../../src/know/simulation/impact.ts';
import { NO_FAILURE, type SimulationResult, simulate } from '../../src/know/simulation/simulate.ts';
import { anyCase, type Case } from './anymodel.ts';
import { bestOfAll, bestOfAllHours, bestOrder, compare, replayed, withoutEnd } from './bruteforce.ts';
import { anyLiveCase, bestLive, type LiveCase, liveFacts, replayedLive } from './livereading.ts';
import { assertCircles, assertShortest, lostWork, statesOf } from './secondreading.ts';

/**
 * What the simulation promises for every model, as properties over random ones; the quick tests look at some hundred cases, the
 * long ones at ten thousand. Costs are numbers here, Infinity for a process that never returns.
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

/** What the live situation says, in hours since the first failure, beside what its slow reading says with the same starts. */
function live(one: LiveCase) {
  const { model, failures, now } = one;
  const mine = impact(model, failures, instant(now));
  const origin = Math.min(now, ...failures.map(({ from }) => from));
  const hour = (time: number | null) => (time === null ? Number.POSITIVE_INFINITY : (time - origin) / HOUR);
  const begun = liveFacts(one).begunBefore;
  const starts = mine.restores.flatMap(({ node, start }) => (start === null || begun.has(node) ? [] : [[node, hour(start)] as const]));
  return { mine, hour, slow: replayedLive(one, new Map(starts)) };
}

const known = (text: string | null, of: (hours: number) => void) => {
  if (text !== 'unknown') of(hoursOf(text));
};

/** What compares with every way there is takes long: the quick tests look at a quarter of the cases, the long ones at all. */
const fewer = (numRuns: number): number => (numRuns < 1000 ? Math.ceil(numRuns / 4) : numRuns);

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

  'with few hands no start at any hour, event or not, is better than the planned one': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 4, teams: true, replace: true, short: true }), (one) => {
        const [mine, best] = [slowly(one, result(one)).score, bestOfAllHours(one).score];
        assert.equal(compare(mine, best), 0, `${mine.join(' ')} instead of ${best.join(' ')}`);
      }),
      { numRuns: fewer(numRuns) },
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
      { numRuns: fewer(numRuns) },
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
      { numRuns: fewer(numRuns) },
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

  'the live situation is what a slow reading of the contract gives for failures that each began at an hour of their own': (numRuns) =>
    fc.assert(
      fc.property(anyLiveCase({ nodes: 6, teams: true, restart: true, replace: true, calendars: true, asked: true }), (one) => {
        const { mine, hour, slow } = live(one);
        const facts = liveFacts(one);
        const processes = one.model.nodes.flatMap((node, v) => (node.kind === 'process' ? [{ node, v }] : []));
        processes.forEach(({ node, v }, p) => {
          const said = mine.processes[p];
          const isHit = (slow.downFrom[v] ?? Number.POSITIVE_INFINITY) < Number.POSITIVE_INFINITY;
          const capacityAt = (at: number) => slow.hours[at]?.capacity[v] ?? 1;
          assert.ok(Math.abs((said?.capacityNow ?? 0) - capacityAt(facts.now)) < 1e-9, `${node.id} now`);
          assert.equal(hour(said?.downFrom ?? null), slow.downFrom[v], `${node.id} down from`);
          if (!isHit) return assert.deepEqual([said?.recovered, said?.upAt, said?.rtoHolds], [null, null, null]);
          const trouble = facts.troubleOf(node.id);
          const back = slow.recovered[p] === 0 ? trouble : (slow.recovered[p] ?? 0);
          assert.equal(hour(said?.recovered ?? null), back, `${node.id} recovered`);
          assert.equal(hour(said?.upAt ?? null), slow.upAt[v], `${node.id} up at`);
          for (const [target, holds, at] of [
            [node.rto, said?.rtoHolds, said?.rtoAt],
            [node.mtpd, said?.mtpdHolds, said?.mtpdAt],
          ] as const) {
            assert.equal(holds, target === null ? null : back <= trouble + target / HOUR, `${node.id} target`);
            assert.equal(at === null || at === undefined ? null : hour(at), target === null ? null : trouble + target / HOUR);
          }
          const steps = slow.hours.flatMap((_, at) =>
            at > facts.now && Math.abs(capacityAt(at) - capacityAt(at - 1)) > 1e-9 ? [[at, capacityAt(at)] as const] : [],
          );
          assert.deepEqual(
            said?.steps.slice(1).map(({ at, capacity }) => `${hour(at)} ${capacity.toFixed(6)}`),
            steps.map(([at, capacity]) => `${at} ${capacity.toFixed(6)}`),
            `${node.id} steps`,
          );
        });
        assert.deepEqual([...mine.states.values()], statesOf(one, slow));
      }),
      { numRuns },
    ),

  'in a live situation no way to begin restores from now on is better than the planned one': (numRuns) =>
    fc.assert(
      fc.property(anyLiveCase({ nodes: 5, teams: true, replace: true }), (one) => {
        const [mine, best] = [live(one).slow.score, bestLive(one).score];
        assert.equal(compare(mine, best), 0, `${mine.join(' ')} instead of ${best.join(' ')}`);
      }),
      { numRuns: fewer(numRuns) },
    ),

  'a live situation in which all fails now is the scenario': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 7, teams: true, restart: true, replace: true, calendars: true, asked: true }), (one) => {
        const now = instant(one.at ?? 0);
        const until = one.forMs === null ? {} : { until: instant(now + one.forMs) };
        const there = impact(
          one.model,
          one.fail.map((node) => ({ node, from: now, ...until })),
          now,
        );
        const here = result(one);
        const hour = (time: number | null) => (time === null ? Number.POSITIVE_INFINITY : (time - now) / HOUR);
        assert.deepEqual(
          Object.fromEntries(there.states),
          Object.fromEntries(Object.entries(here.nodes).map(([id, { state }]) => [id, state])),
        );
        there.processes.forEach((process) => {
          const { downFrom, upAt, recovered, state } = here.processes[process.id] ?? assert.fail(process.id);
          if (state === 'up' || state === 'unknown')
            return assert.deepEqual([process.downFrom, process.upAt, process.recovered], [null, null, null]);
          assert.deepEqual(
            [hour(process.downFrom), hour(process.upAt), hour(process.recovered)],
            [downFrom, upAt, recovered.planned].map(hoursOf),
          );
        });
        assert.deepEqual(
          there.restores.flatMap(({ node, start }) => (start === null ? [] : [`${node} ${hour(start)}`])).sort(),
          here.restores.map(({ node, start }) => `${node} ${hoursOf(start)}`).sort(),
        );
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
