import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDuration } from '../../src/kernel/instant.ts';
import type { Model } from '../../src/know/model/model.ts';
import { NO_FAILURE, type SimulationResult, simulate } from '../../src/know/simulation/simulate.ts';
import { anyCase, type Case } from './anymodel.ts';
import { bestOfAll, compare, withoutEnd } from './bruteforce.ts';

/**
 * What the simulation promises for every model, as properties over random ones; the quick tests look at some hundred cases, the
 * long ones at ten thousand and more. Costs are numbers here, Infinity for a process that never returns.
 */
const HOUR = 3_600_000;
const hoursOf = (text: string | null): number => (text === null ? Number.POSITIVE_INFINITY : (parseDuration(text) ?? Number.NaN) / HOUR);
const costOf = ({ cost }: SimulationResult): number => (cost.likely === null ? Number.POSITIVE_INFINITY : Number(cost.likely));
const result = ({ model, fail, forMs }: Case, runs = 0) => simulate(model, { ...NO_FAILURE, runs, fail, forMs });
/** A cent for rounding. */
const atMost = (less: number, more: number, what: string) => assert.ok(less <= more + 0.011, `${what}: ${less} > ${more}`);

function scoreOf(model: Model, { processes }: SimulationResult): number[] {
  const all = Object.entries(processes).map(([id, one]) => ({ one, node: model.nodes.find((node) => node.id === id) }));
  const missed = (target: 'rto' | 'mtpd') =>
    all.filter(({ one, node }) => {
      const limit = node?.[target] ?? null;
      return limit !== null && hoursOf(one.recovered.planned) * HOUR > limit;
    }).length;
  return [
    all.filter(({ one }) => one.upAt === null).length,
    all.reduce((sum, { one }) => sum + (one.upAt === null ? 0 : Number(one.cost.likely)), 0),
    missed('mtpd'),
    missed('rto'),
    ...all.map(({ one }) => hoursOf(one.recovered.planned)),
  ];
}

/** Every node has a restore, hands are without end, nothing restarts, moves or closes. */
const plain = { nodes: 7, allRestore: true };

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

  'with few hands no way to start and to wait is better than the planned one': (numRuns) =>
    fc.assert(
      fc.property(anyCase({ nodes: 6, teams: true, restart: true, replace: true }), (one) => {
        const [mine, best] = [scoreOf(one.model, result(one)), bestOfAll(one).score];
        assert.equal(compare(mine, best), 0, `${mine.join(' ')} instead of ${best.join(' ')}`);
      }),
      { numRuns },
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
