import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../kernel/instant.ts';
import { parseModel } from '../../know/model/parse.ts';
import { frontOf, type Order, orderOf, type Placed } from './behind.ts';
import { type CheckEvent, endOf, observe, type Rules, type Watched } from './checks.ts';
import type { Observation } from './observation.ts';
import { outsideSeen } from './outside.ts';

const T0 = instant(1_795_000_000_000);
const rules: Rules = { intervalMs: 20_000, retryMs: 5000, misses: 3, recoveries: 2 };
const NO_MODEL = modelOf([], []);

function modelOf(nodes: readonly object[], dependencies: readonly object[]) {
  const parsed = parseModel({ format: 'krisenfest-model@1', company: { name: 'Mühlhaus' }, nodes, dependencies });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
}

const placed = (id: string, rest: Partial<Placed> = {}): Placed => ({
  id,
  nodeId: null,
  behind: [],
  ownLine: false,
  uplink: null,
  ...rest,
});
const up: Observation = { outcome: 'up', warning: false, ms: 5, phases: {}, detail: { code: 'port-open' } };
const near: Observation = { outcome: 'down', warning: false, ms: 5, phases: {}, detail: { code: 'unreachable' } };
const far: Observation = { ...near, detail: { code: 'timeout', afterMs: 3000 }, far: true };
const noName: Observation = { ...near, outcome: 'unclear', detail: { code: 'resolver-dead' } };

/** Checks that are looked at by turns, as the engine does: on schedule, again after a first miss, and at once when asked. */
function engine(
  order: Order,
  ids: readonly string[],
  see: (id: string, second: number) => Observation,
  offset: (id: string) => number,
  isOutside: (id: string) => boolean = () => false,
) {
  const checks = new Map<string, Watched>(
    ids.map((id) => [id, { id, nodeId: null, name: id, rules, state: { kind: 'unknown' }, lastAt: null, maintenanceUntil: null }]),
  );
  const due = new Map(ids.map((id) => [id, offset(id)]));
  const told: (CheckEvent & { second: number })[] = [];
  const last = new Map<string, Observation>();
  return {
    told,
    checks,
    run(from: number, to: number) {
      for (let second = from; second < to; second++)
        for (const id of ids) {
          const check = checks.get(id);
          if (!check || (due.get(id) ?? 0) > second) continue;
          const now = instant(T0 + second * 1000);
          const seen = see(id, second);
          const since = check.state.kind === 'suspect' ? check.state.since : now;
          const after = check.state.kind === 'suspect' ? (check.state.missedAt ?? since) : endOf(seen, now);
          const began = check.state.kind === 'behind' ? check.state.since : since;
          last.set(id, seen);
          const beyond = [...checks.values()].filter((one) => isOutside(one.id));
          const outside = outsideSeen(
            beyond.map((one) => {
              const lastAt = one.id === id ? now : one.lastAt;
              return { id: one.id, name: one.id, network: one.id, state: one.state, lastAt, last: last.get(one.id) ?? null, upAt: null };
            }),
          );
          const of = (one: string) => {
            const other = checks.get(one);
            return other && { id: one, name: one, state: other.state, lastAt: other.lastAt };
          };
          const missing = {
            id,
            since,
            after,
            began,
            before: check.lastAt,
            othersAt: check.state.kind === 'suspect' ? (check.state.othersAt ?? null) : null,
            counts: true,
          };
          const { ahead, ask } = frontOf(missing, seen, { order, of, outside }, now);
          const done = observe(check, seen, now, ahead);
          checks.set(id, done.check);
          told.push(...done.events.map((event) => ({ ...event, second })));
          due.set(id, second + (done.check.state.kind === 'suspect' ? 5 : 20));
          for (const one of ask) due.set(one, Math.min(due.get(one) ?? 0, second + 1));
        }
    },
  };
}
const downs = (told: readonly CheckEvent[]) => told.filter(({ type }) => type === 'check.went-down').map(({ data }) => data.checkId);

describe('what lies in front', () => {
  test('the model says it: line, router, hypervisor; a spare, a buffer and what is needed for recovery only do not', () => {
    const model = modelOf(
      [
        { id: 'line', kind: 'line', name: 'Leitung' },
        { id: 'router', kind: 'device', name: 'Router' },
        { id: 'host', kind: 'system', name: 'Virtualisierung' },
        { id: 'erp', kind: 'system', name: 'Warenwirtschaft', causes: ['host'] },
        { id: 'shop', kind: 'service', name: 'Shop' },
        { id: 'paper', kind: 'service', name: 'Papier' },
      ].map(({ causes, ...node }: { id: string; causes?: string[] }) => ({ ...node, ...(causes ? { cause: causes } : {}) })),
      [
        { of: 'router', on: 'line' },
        { of: 'shop', on: 'router' },
        { of: 'shop', onAny: ['host', 'paper'], atLeast: 1 },
        { of: 'paper', on: 'host', for: 'recovery' },
        { of: 'erp', on: 'router', buffer: 'PT4H' },
      ],
    );
    const checks = ['line', 'router', 'host', 'erp', 'shop', 'paper'].map((node) => placed(`c-${node}`, { nodeId: node }));
    const { inFront } = orderOf(checks, model);
    assert.deepEqual(inFront.get('c-shop'), ['c-line', 'c-router']);
    assert.deepEqual(inFront.get('c-erp'), ['c-host']);
    assert.equal(inFront.get('c-paper'), undefined);
  });

  test('two that would lie in front of each other excuse neither', () => {
    const { inFront } = orderOf([placed('a', { behind: ['b'] }), placed('b', { behind: ['a'] }), placed('c', { behind: ['a'] })], NO_MODEL);
    assert.deepEqual([inFront.get('a'), inFront.get('b')], [undefined, undefined]);
    assert.deepEqual(new Set(inFront.get('c')), new Set(['a', 'b']));
  });

  test('the router is down: one outage and twenty that are not reachable because of it, whoever is looked at first', () => {
    const ids = [...Array.from({ length: 20 }, (_, n) => `pc-${n}`), 'router'];
    const order = orderOf(
      ids.map((id) => placed(id, id === 'router' ? {} : { behind: ['router'] })),
      NO_MODEL,
    );
    // The router has its turn last.
    const world = engine(
      order,
      ids,
      (_, second) => (second < 40 || second >= 300 ? up : near),
      (id) => (id === 'router' ? 19 : Number(id.slice(3)) % 19),
    );
    world.run(0, 200);
    assert.deepEqual(downs(world.told), ['router']);
    for (const id of ids.slice(0, -1)) {
      const { state } = world.checks.get(id) ?? {};
      assert.ok(state?.kind === 'behind' && state.because.kind === 'check' && state.because.name === 'router', `${id}: ${state?.kind}`);
    }
    world.run(200, 400);
    assert.deepEqual(
      world.told.map(({ type }) => type),
      ['check.went-down', 'check.came-up'],
    );
  });

  test('what is broken itself while the router is down is told after the router is back', () => {
    const order = orderOf([placed('router'), placed('pc', { behind: ['router'] })], NO_MODEL);
    const world = engine(
      order,
      ['pc', 'router'],
      (id, second) => (second < 40 || (id === 'router' && second >= 200) ? up : near),
      () => 3,
    );
    world.run(0, 400);
    assert.deepEqual(downs(world.told), ['router', 'pc']);
  });

  test('a check in front that nobody answers for holds nothing back for longer than two minutes', () => {
    const order = orderOf([placed('router'), placed('pc', { behind: ['router'] })], NO_MODEL);
    const world = engine(
      order,
      ['pc'],
      () => near,
      () => 3,
    );
    world.checks.set('router', { ...(world.checks.get('pc') as Watched), id: 'router', name: 'router' });
    world.run(0, 200);
    const [event] = world.told;
    assert.ok(event && event.data.checkId === 'pc' && event.second <= 130);
  });

  test('own Internet gone: thirty targets are red, and one outage is told: site offline', () => {
    const sites = Array.from({ length: 30 }, (_, n) => `site-${n}`);
    const ids = [...sites, 'fibre', 'lte', 'printer'];
    const order = orderOf(
      ids.map((id) => placed(id, { ownLine: id === 'fibre' || id === 'lte' })),
      NO_MODEL,
    );
    const gone = (id: string, second: number) => (id === 'lte' ? second >= 30 : second >= 40) && id !== 'printer';
    const see = (id: string, second: number) => (!gone(id, second) ? up : id === 'site-7' ? noName : far);
    const world = engine(order, ids, see, (id) => (id.startsWith('site') ? Number(id.slice(5)) % 7 : 15));
    world.run(0, 300);
    assert.deepEqual(downs(world.told), ['lte', 'fibre']);
    const offline = world.told.filter((event) => event.type === 'check.went-down' && event.data.offline.length > 0);
    assert.deepEqual(
      offline.map(({ data }) => data.checkId),
      ['fibre'],
    );
    for (const id of sites) {
      const { state } = world.checks.get(id) ?? {};
      assert.ok(state?.kind === 'behind' && state.because.kind === 'line', `${id}: ${state?.kind}`);
    }
  });

  test('one of two lines works: what is red on the Internet is an outage of its own', () => {
    const order = orderOf([placed('fibre', { ownLine: true }), placed('lte', { ownLine: true }), placed('site')], NO_MODEL);
    const world = engine(
      order,
      ['site', 'fibre', 'lte'],
      (id, second) => (second < 40 || id === 'lte' ? up : far),
      () => 3,
    );
    world.run(0, 200);
    assert.deepEqual(new Set(downs(world.told)), new Set(['fibre', 'site']));
  });

  const twoLines = [placed('main', { uplink: 'main' }), placed('spare', { uplink: 'spare' })];
  const sites = Array.from({ length: 20 }, (_, n) => `site${n}`);
  const onInternet = (id: string) => id.startsWith('site');

  test('the main line is down and nothing has taken over: one outage, the main line, and twenty that are not reachable because of it', () => {
    const order = orderOf([...twoLines, ...sites.map((id) => placed(id))], NO_MODEL);
    const see = (id: string, second: number) => (second > 50 && id !== 'spare' ? far : up);
    const world = engine(order, ['main', 'spare', ...sites], see, (id) => (id === 'main' ? 19 : Number(id.slice(4)) % 20 || 0), onInternet);
    world.run(0, 240);
    assert.deepEqual(downs(world.told), ['main']);
    for (const id of sites) {
      const state = world.checks.get(id)?.state;
      assert.ok(state?.kind === 'behind' && state.because.kind === 'check' && state.because.checkId === 'main', JSON.stringify(state));
    }
  });

  test('the spare has taken over for the main line: what does not answer then is an outage of its own', () => {
    const order = orderOf([...twoLines, ...sites.map((id) => placed(id))], NO_MODEL);
    const see = (id: string, second: number) => {
      if (id === 'main') return second > 50 ? far : up;
      if (id === 'site7') return second > 100 ? far : up;
      return second > 50 && second < 75 && onInternet(id) ? far : up;
    };
    const world = engine(order, ['main', 'spare', ...sites], see, (id) => (id === 'main' ? 0 : Number(id.slice(4)) % 20 || 0), onInternet);
    world.run(0, 300);
    assert.deepEqual(downs(world.told), ['main', 'site7']);
  });

  test('a dead spare excuses nothing, and is no site offline while the main line works', () => {
    const order = orderOf([...twoLines, placed('site1')], NO_MODEL);
    const see = (id: string, second: number) => (second > 50 && id !== 'main' ? far : up);
    const world = engine(order, ['main', 'spare', 'site1'], see, () => 0, onInternet);
    world.run(0, 200);
    assert.deepEqual(new Set(downs(world.told)), new Set(['spare', 'site1']));
    assert.ok(world.told.every(({ data }) => !('offline' in data) || data.offline.length === 0));
  });

  test('both lines are down: the second one tells that the site is offline', () => {
    const order = orderOf([...twoLines, ...sites.map((id) => placed(id))], NO_MODEL);
    const see = (id: string, second: number) => (second > 50 && (id !== 'spare' || second > 120) ? far : up);
    const world = engine(order, ['main', 'spare', ...sites], see, () => 0, onInternet);
    world.run(0, 300);
    const told = world.told.map(({ type, data }) => [type, data.checkId, 'offline' in data && data.offline]);
    assert.deepEqual(told, [
      ['check.went-down', 'main', []],
      ['check.went-down', 'spare', ['spare', 'main']],
    ]);
  });

  test('a website that answers wrongly is not excused by the line', () => {
    const order = orderOf([placed('fibre', { ownLine: true }), placed('site')], NO_MODEL);
    const wrong: Observation = { ...near, detail: { code: 'http-status', status: 500, expected: '200' } };
    const world = engine(
      order,
      ['site', 'fibre'],
      (id) => (id === 'fibre' ? far : wrong),
      () => 3,
    );
    world.run(0, 200);
    assert.deepEqual(new Set(downs(world.told)), new Set(['fibre', 'site']));
  });

  test('for any order of dependencies and of turns: exactly those are told that are down with nothing down in front of them', () => {
    const graph = fc.record({
      parents: fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 9 }),
      broken: fc.array(fc.nat(8), { maxLength: 3 }),
      turns: fc.array(fc.nat(19), { minLength: 9, maxLength: 9 }),
      reverse: fc.boolean(),
    });
    fc.assert(
      fc.property(graph, ({ parents, broken, turns, reverse }) => {
        const ids = parents.map((_, n) => `c${n}`);
        const behind = parents.map((list, n) => [...new Set(list.map((one) => one % Math.max(1, n)).filter((one) => one < n))]);
        const order = orderOf(
          ids.map((id, n) => placed(id, { behind: behind[n]?.map((one) => `c${one}`) ?? [] })),
          NO_MODEL,
        );
        const dark: boolean[] = [];
        const root: boolean[] = [];
        for (const [n, list] of behind.entries()) {
          const inFront = list.some((one) => dark[one]);
          dark[n] = inFront || broken.includes(n);
          root[n] = broken.includes(n) && !inFront;
        }
        const world = engine(
          order,
          reverse ? ids.toReversed() : ids,
          (id, second) => (second >= 40 && dark[Number(id.slice(1))] ? near : up),
          (id) => turns[Number(id.slice(1))] ?? 0,
        );
        world.run(0, 300);
        assert.deepEqual(new Set(downs(world.told)), new Set(ids.filter((_, n) => root[n])));
      }),
      { numRuns: 300 },
    );
  });
});
