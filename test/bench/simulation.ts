import { duration, HOUR } from '../../src/kernel/instant.ts';
import type { Dependency, Model, ModelNode } from '../../src/know/model/model.ts';
import { parseModel } from '../../src/know/model/parse.ts';
import { Assessor, plainly } from '../../src/know/simulation/assess.ts';
import { ALWAYS, Course } from '../../src/know/simulation/course.ts';
import { influencesOf } from '../../src/know/simulation/influence.ts';
import { compile } from '../../src/know/simulation/network.ts';
import { layOut } from '../../src/know/simulation/outages.ts';
import { stream } from '../../src/know/simulation/random.ts';
import { brokenBy, outagesOf } from '../../src/know/simulation/scenario.ts';
import { NO_FAILURE, simulate } from '../../src/know/simulation/simulate.ts';

/** A random firm: the first fifth are processes, each node may rest on later ones only. Restores take 2–9 hours. */
function firm(nodes: number, dependencies: number, slots: number): Model {
  const next = stream(7, `firm ${nodes}`);
  const below = (most: number) => Math.floor(next() * most);
  const processes = Math.floor(nodes / 5);
  const hours = (h: number) => `PT${h}H`;
  const parsed = parseModel({
    format: 'krisenfest-model@1',
    teams: [{ id: 'it', slots }],
    nodes: Array.from({ length: nodes }, (_, n) => {
      if (n < processes)
        return { id: `n${n}`, kind: 'process', rto: 'PT10H', mtpd: 'P2D', costPerHour: { low: 100, likely: 200 + below(300), high: 900 } };
      const likely = 3 + below(5);
      return {
        id: `n${n}`,
        kind: 'system',
        restore: { best: hours(likely - 1), likely: hours(likely), worst: hours(likely * 3) },
        restoredBy: ['it'],
      };
    }),
    dependencies: Array.from({ length: dependencies }, () => {
      const of = below(nodes - 1);
      const least = Math.max(of + 1, processes);
      const buffer = below(4) === 0 ? { buffer: hours(1 + below(8)) } : {};
      return { of: `n${of}`, on: `n${least + below(nodes - least)}`, for: below(2) === 0 ? 'run' : 'both', ...buffer };
    }),
  });
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  return parsed.value;
}

/** Firms of a hundred nodes each that share one provider: a tenth of their nodes are services of it. */
function sector(nodes: number): Model {
  const next = stream(9, 'sector');
  const below = (most: number) => Math.floor(next() * most);
  const node = (id: string, kind: ModelNode['kind'], causes: readonly string[]): ModelNode => ({
    id,
    kind,
    name: id,
    causes,
    restore: null,
    replace: null,
    rebuild: null,
    restart: duration(0),
    restoredBy: [],
    backups: [],
    asked: true,
    minimum: 1,
    hours: null,
    rto: null,
    mtpd: null,
    rpo: null,
    costPerHour: kind === 'process' ? { low: 100, likely: 200, high: 400 } : null,
  });
  const list = [node('provider', 'cause', [])];
  const dependencies: Dependency[] = [];
  for (let first = 1; first < nodes; first += 100)
    for (let n = 0; n < 100; n++) {
      list.push(node(`n${first + n}`, n < 20 ? 'process' : 'system', n >= 90 ? ['provider'] : []));
      if (n === 99) continue;
      for (let d = 0; d < 5; d++) {
        const least = Math.max(n + 1, 20);
        const on = [`n${first + least + below(100 - least)}`];
        dependencies.push({
          of: `n${first + n}`,
          on,
          group: false,
          atLeast: 1,
          for: 'run',
          buffer: duration(below(3) === 0 ? HOUR * below(9) : 0),
          loss: 1,
        });
      }
    }
  return { company: { name: 'Sector', employees: null, hourlyRate: null }, response: duration(0), teams: [], nodes: list, dependencies };
}

/** Processor time of this process in ms: says the same while other work runs beside. */
const timed = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const ms = (time: number) => (time < 10 ? `${time.toFixed(2)} ms` : `${Math.round(time)} ms`);

/** Prints how fast failures are computed, each beside its aim. Never fails on time. */
export async function simulation(print: (line: string) => void): Promise<void> {
  const line = (what: string, figure: string, aim: string) => print(`${what.padEnd(62)} ${figure.padStart(10)}   aim ${aim}`);
  print(
    'Processor time on one core, in process, from the loaded model; medians after a warm-up where a run is short. No tool of the field computes any of it.',
  );

  const big = new Assessor(firm(500, 2000, 1), null);
  const course = new Course(big.net);
  const ids = big.model.nodes.map((node) => node.id);
  const runs = ids.map((id) => {
    const outages = layOut(big.net, outagesOf(big.model, big.net, plainly([id]), 'soon').outages);
    return () => timed(() => course.run(outages, outages.ms, { kind: 'free' }, ALWAYS));
  });
  for (const run of runs) run();
  const times = runs.map((run) => run());
  line('one timeline with hands without end, 500 nodes, 2,000 dep.', ms(median(times)), '≤ 2 ms');
  line('  the slowest of 500', ms(Math.max(...times)), '≤ 2 ms');

  const exact = [1, 2, 3].flatMap((slots) =>
    [1, 2, 3, 4].map((pick) => {
      const small = new Assessor(firm(60, 150, slots), null);
      const fail = small.model.nodes.filter((node, n) => node.restore && n % 5 === pick).slice(0, 8);
      return timed(() => small.fail(plainly(fail.map((node) => node.id))));
    }),
  );
  line('best order of 8 restores, 60 nodes (median of 12 cases)', ms(median(exact)), '≤ 200 ms');
  line('  the slowest of them', ms(Math.max(...exact)), '≤ 200 ms');

  const each = timed(() => {
    for (const id of ids) big.fail(plainly([id]));
  });
  line('every one of 500 nodes failed once', ms(each), '≤ 1 s');
  const pairs = timed(() => {
    for (const [n, a] of ids.entries()) for (const b of ids.slice(n + 1)) big.fail(plainly([a, b]));
  });
  line('every pair of 500 nodes (124,750)', ms(pairs), '≤ 30 s');

  const dice = new Assessor(firm(60, 150, 2), null);
  dice.fail(plainly(['n20', 'n25', 'n30', 'n35', 'n40', 'n45', 'n50', 'n55']));
  line('10,000 runs with drawn times and costs, 60 nodes, 8 restores', ms(timed(() => dice.draw(10_000, 1))), '≤ 1 s');

  const page = firm(500, 2000, 2);
  const asked = (count: number) => page.nodes.filter(({ restore }, n) => restore && n % 7 === 3).slice(0, count);
  for (const count of [1, 8, 40]) {
    const request = { ...NO_FAILURE, fail: asked(count).map(({ id }) => id), runs: 0 };
    const slower = { ...page, response: HOUR };
    for (const model of [page, slower]) simulate(model, request);
    const changed = median([1, 2, 3, 4, 5].map(() => timed(() => simulate(slower, request))));
    line(`a changed assumption, 500 nodes, ${count} failed: its likely course`, ms(changed), '≤ 100 ms');
    const influences = timed(() => influencesOf(page, request, { kind: 'cost' }));
    line('  the three numbers that move it most, after it', ms(influences), 'beside the page');
    const spread = timed(() => simulate(slower, { ...request, runs: 10_000 }));
    line('  its spread from 10,000 runs, after it', ms(spread), 'beside the page');
  }

  for (const nodes of [10_000, 100_000, 1_000_000]) {
    const model = sector(nodes);
    const before = process.memoryUsage().rss;
    const net = compile(model);
    const time = timed(() => {
      const provider = net.indexOf.get('provider') ?? 0;
      const kinds = brokenBy(net, [provider]).map((node) => ({
        node,
        from: 0,
        way: node === provider ? ({ kind: 'until', at: 24 * HOUR } as const) : ({ kind: 'with-causes' } as const),
      }));
      const outages = layOut(net, kinds);
      new Course(net).run(outages, outages.ms, { kind: 'free' }, ALWAYS);
    });
    const grown = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
    line(
      `a sector of ${nodes.toLocaleString('en')} nodes, its provider gone for a day`,
      ms(time),
      nodes === 100_000 ? `≤ 1 s, ≤ 500 MB (${grown} MB)` : `the slope (${grown} MB)`,
    );
  }
}
