import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDuration } from '../../kernel/instant.ts';
import { readModel } from '../model/parse.ts';
import { analyse } from './analyse.ts';
import { NO_FAILURE, type SimulationRequest, type SimulationResult, simulate } from './simulate.ts';

/*
 * Small models, each for a sentence or two of contracts/model.md, "Meaning of a failure", with answers reckoned by hand. A node is
 * written as its file has it; kind `system` and a sure restore are left out of it.
 */
type Written = Readonly<Record<string, unknown>>;
const model = (nodes: Readonly<Record<string, Written>>, dependencies: readonly Written[], more: Written = {}) => {
  const list = Object.entries(nodes).map(([id, node]) => ({ id, kind: 'system', ...node }));
  const read = readModel(JSON.stringify({ format: 'krisenfest-model@1', nodes: list, dependencies, ...more }));
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
};
const process = (more: Written = {}) => ({ kind: 'process', costPerHour: 100, ...more });
const failing = (what: ReturnType<typeof model>, fail: string, more: Partial<SimulationRequest> = {}) =>
  simulate(what, { ...NO_FAILURE, runs: 100, fail: fail.split(' '), ...more });
const ms = (text: string) => parseDuration(text) as number;
const spell = ({ nodes }: SimulationResult, id: string) => `${nodes[id]?.downFrom} ${nodes[id]?.upAt} ${nodes[id]?.state}`;
const starts = ({ restores }: SimulationResult) => Object.fromEntries(restores.map(({ node, start }) => [node, start]));

test('each buffer on the way counts from when what it stands on lost capacity', () => {
  const chain = model({ p: process(), a: {}, b: { restore: 'PT4H' } }, [
    { of: 'p', on: 'a', buffer: 'PT2H' },
    { of: 'a', on: 'b', buffer: 'PT1H' },
  ]);
  const result = failing(chain, 'b');
  assert.equal(spell(result, 'a'), 'PT1H PT4H down');
  assert.equal(spell(result, 'p'), 'PT3H PT4H down');
  assert.equal(result.cost.likely, 100);
});

test('a buffer as long as the outage is enough, one second less is not', () => {
  const stocked = (buffer: string) => model({ p: process(), s: { restore: 'PT3H' } }, [{ of: 'p', on: 's', buffer }]);
  assert.equal(spell(failing(stocked('PT3H'), 's'), 'p'), 'null PT0S up');
  assert.equal(spell(failing(stocked('PT2H59M59S'), 's'), 'p'), 'PT2H59M59S PT3H down');
});

test('a buffer is used up from the first loss of capacity, not only from standstill', () => {
  const both = model({ p: process(), a: {}, b: { restore: 'PT6H' }, c: { restore: 'PT8H' } }, [
    { of: 'p', on: 'a', buffer: 'PT3H' },
    { of: 'a', on: 'b', loss: 0.5 },
    { of: 'a', on: 'c', buffer: 'PT2H' },
  ]);
  assert.equal(spell(failing(both, 'b c'), 'p'), 'PT3H PT8H down');
});

test('losses on one way multiply, of several ways the worst counts, and emergency operation at the minimum is recovered', () => {
  const shares = model({ p: process({ minimum: 0.75, rto: 'PT0S' }), q: process(), a: {}, b: { restore: 'PT4H' } }, [
    { of: 'p', on: 'a', loss: 0.5 },
    { of: 'a', on: 'b', loss: 0.5 },
    { of: 'q', on: 'a', loss: 0.4 },
    { of: 'q', on: 'b', loss: 0.6 },
  ]);
  const { processes, nodes } = failing(shares, 'b');
  assert.deepEqual([processes['p']?.state, processes['p']?.upAt, processes['p']?.cost.likely], ['degraded', 'PT4H', 100]);
  assert.deepEqual([processes['p']?.recovered.planned, processes['p']?.rto], ['PT0S', 'holds']);
  assert.deepEqual([processes['q']?.cost.likely, nodes['q']?.because], [240, ['q', 'b']]);
});

test('of a group a degraded member works, and its buffer runs from when too few work', () => {
  const group = model({ p: process(), a: { restore: 'PT10H' }, b: {}, c: {}, d: { restore: 'PT6H' } }, [
    { of: 'p', onAny: ['a', 'b', 'c'], atLeast: 2, buffer: 'PT1H', loss: 0.5 },
    { of: 'b', on: 'd', buffer: 'PT2H' },
    { of: 'c', on: 'd', loss: 0.9 },
  ]);
  const result = failing(group, 'a d');
  assert.equal(spell(result, 'p'), 'PT3H PT6H degraded');
  assert.equal(result.cost.likely, 150);
});

test('a cause takes along what hangs on it over any number of steps; the exit ends that, and who hangs on the exit follows', () => {
  const nodes = (provider: Written, mail: Written = {}) =>
    model({ us: { kind: 'cause' }, provider: { cause: ['us'], ...provider }, mail: { cause: ['provider'], ...mail } }, []);
  const upAt = ({ nodes: all }: SimulationResult) => `${all['us']?.upAt} ${all['provider']?.upAt} ${all['mail']?.upAt}`;
  const fiveHours = { forMs: ms('PT5H') };
  assert.equal(upAt(failing(nodes({}), 'us', fiveHours)), 'PT5H PT5H PT5H');
  assert.equal(upAt(failing(nodes({ replace: 'PT3H' }), 'us', fiveHours)), 'PT5H PT3H PT3H');
  assert.equal(upAt(failing(nodes({ replace: 'PT9H' }, { restore: 'PT1H' }), 'us', fiveHours)), 'PT5H PT5H PT5H');
  assert.equal(upAt(failing(nodes({ replace: 'PT3H', restore: 'PT2H' }, { restore: 'PT1H' }), 'us')), 'null PT3H PT4H');
  assert.equal(upAt(failing(nodes({}), 'us')), 'null null null');
});

test('a node that fails for a time beside its cause is back at that time, without a restore', () => {
  const both = model({ us: { kind: 'cause' }, mail: { cause: ['us'], replace: 'PT1H', restore: 'PT9H' }, solo: { restore: 'PT1H' } }, []);
  const { nodes, restores } = failing(both, 'us mail solo', { forMs: ms('PT4H') });
  assert.deepEqual([nodes['mail']?.upAt, nodes['solo']?.upAt, restores], ['PT4H', 'PT4H', []]);
});

test('a cause that comes back before the exit is done lifts its node without a restore', () => {
  const early = model({ line: { kind: 'cause', restore: 'PT1H' }, tel: { cause: ['line'], replace: 'PT3H', restore: 'PT2H' } }, []);
  assert.equal(failing(early, 'line').nodes['tel']?.upAt, 'PT1H');
  assert.equal(failing(early, 'tel').nodes['tel']?.upAt, 'PT2H');
});

test('a restart counts from when the dependencies carry again, and those of others are not waited for twice', () => {
  const stack = model({ app: { restart: 'PT30M' }, db: { restart: 'PT1H' }, net: { restore: 'PT1H' } }, [
    { of: 'app', on: 'db' },
    { of: 'db', on: 'net' },
  ]);
  const result = failing(stack, 'net');
  assert.deepEqual([result.nodes['db']?.upAt, result.nodes['app']?.upAt], ['PT2H', 'PT2H']);
  const early = model({ app: { restore: 'PT1H', restart: 'PT30M' }, db: { restore: 'PT2H' } }, [{ of: 'app', on: 'db', for: 'run' }]);
  assert.equal(failing(early, 'app db').nodes['app']?.upAt, 'PT2H30M');
  assert.equal(failing(early, 'app').nodes['app']?.upAt, 'PT1H');
});

test('two that need each other rise together', () => {
  const pair = (restart: Written) =>
    model({ a: { ...restart }, b: {}, c: { restore: 'PT2H' } }, [
      { of: 'a', on: 'b' },
      { of: 'b', on: 'a' },
      { of: 'a', on: 'c' },
    ]);
  assert.deepEqual([spell(failing(pair({}), 'c'), 'b'), failing(pair({}), 'c').deadlocks], ['PT0S PT2H down', []]);
  assert.equal(failing(pair({ restart: 'PT1H' }), 'c').nodes['b']?.upAt, 'PT3H');
});

test('what a restore needs must work at its start, buffer or not; a part of its capacity is enough', () => {
  const needs = (more: Written) =>
    model({ x: { restore: 'PT1H' }, d: { restore: 'PT5H' }, e: {} }, [
      { of: 'x', on: 'd', ...more },
      { of: 'e', on: 'd', loss: 0.9 },
    ]);
  assert.deepEqual(starts(failing(needs({ buffer: 'PT10H', loss: 0.1 }), 'x d')), { d: 'PT0S', x: 'PT5H' });
  assert.deepEqual(starts(failing(needs({ for: 'run' }), 'x d')), { d: 'PT0S', x: 'PT0S' });
  assert.equal(failing(needs({ for: 'recovery' }), 'd').nodes['x']?.state, 'up');
  const some = model({ x: { restore: 'PT1H' }, e: {}, d: { restore: 'PT5H' } }, [
    { of: 'x', on: 'e' },
    { of: 'e', on: 'd', loss: 0.9 },
  ]);
  assert.deepEqual(starts(failing(some, 'x d')), { x: 'PT0S', d: 'PT0S' });
  const two = model({ x: { restore: 'PT1H' }, a: { restore: 'PT2H' }, b: { restore: 'PT3H' }, c: { restore: 'PT9H' } }, [
    { of: 'x', onAny: ['a', 'b', 'c'], atLeast: 2, for: 'recovery' },
  ]);
  assert.equal(starts(failing(two, 'x a b c'))['x'], 'PT3H');
});

test('a restore takes a slot of each of its teams, and its response is waited for once', () => {
  const teams = model(
    {
      p: process({ costPerHour: 10 }),
      q: process(),
      r: process(),
      a: { restore: 'PT2H', restoredBy: ['it', 'lab'] },
      b: { restore: 'PT1H', restoredBy: ['it'] },
      c: { restore: 'PT1H', restoredBy: ['lab'] },
    },
    [
      { of: 'p', on: 'a' },
      { of: 'q', on: 'b' },
      { of: 'r', on: 'c' },
    ],
    { teams: [{ id: 'it' }, { id: 'lab' }], response: 'PT30M' },
  );
  const result = failing(teams, 'a b c');
  assert.deepEqual(starts(result), { b: 'PT30M', c: 'PT30M', a: 'PT1H30M' });
  assert.deepEqual([result.schedule, result.cost.likely], ['optimal', 35 + 150 + 150]);
});

test('a free slot waits when what is about to be ready is worth more', () => {
  const waiting = model(
    {
      dear: process({ costPerHour: 1000 }),
      cheap: process(),
      a: { restore: 'PT5H', restoredBy: ['it'] },
      b: { restore: 'PT1H', restoredBy: ['it'] },
      n: { restore: 'PT1H' },
    },
    [
      { of: 'dear', on: 'b' },
      { of: 'cheap', on: 'a' },
      { of: 'b', on: 'n' },
    ],
    { teams: [{ id: 'it' }] },
  );
  const result = failing(waiting, 'a b n');
  assert.deepEqual([result.schedule, result.cost.likely, starts(result)['b'], starts(result)['a']], ['optimal', 2700, 'PT1H', 'PT2H']);
});

test('with few hands the exit may come before its cause, although with hands without end the cause is back first', () => {
  const firm = model(
    {
      p: process({ cause: ['line'], replace: 'PT1H', restoredBy: ['it'] }),
      line: { kind: 'cause', restore: 'PT2H', restoredBy: ['it'] },
      d: { restore: 'PT2H', restoredBy: ['it'] },
    },
    [{ of: 'p', on: 'd' }],
    { teams: [{ id: 'it' }] },
  );
  const result = failing(firm, 'p line d');
  assert.deepEqual([result.schedule, result.cost.likely, starts(result)], ['optimal', 300, { d: 'PT0S', p: 'PT2H', line: 'PT3H' }]);
});

test('equal costs: fewer missed MTA come first, then fewer missed RTO, then the file', () => {
  const two = (p: Written, q: Written) =>
    failing(
      model(
        {
          p: process({ costPerHour: 0, ...p }),
          q: process({ costPerHour: 0, ...q }),
          a: { restore: 'PT2H', restoredBy: ['it'] },
          b: { restore: 'PT4H', restoredBy: ['it'] },
        },
        [
          { of: 'p', on: 'a' },
          { of: 'q', on: 'b' },
        ],
        { teams: [{ id: 'it' }] },
      ),
      'a b',
    ).restores[0]?.node;
  assert.equal(two({}, {}), 'a');
  assert.equal(two({}, { rto: 'PT4H' }), 'b');
  assert.equal(two({ mtpd: 'PT5H' }, { rto: 'PT4H' }), 'a');
  assert.equal(two({ mtpd: 'PT6H' }, { rto: 'PT4H' }), 'b');
});

test('a process costs in its hours only, and a team works in its own', () => {
  const tz = 'Europe/Berlin';
  const office = (restoredBy: string[]) =>
    model({ p: process({ hours: { tz, open: ['Mo-Fr 06:00-16:00'] } }), s: { restore: 'PT4H', restoredBy } }, [{ of: 'p', on: 's' }], {
      teams: [{ id: 'it', hours: { tz, open: ['Mo-Fr 08:00-16:00'] } }],
    });
  // A Monday, 14:00.
  const at = { at: Date.parse('2026-03-02T13:00:00Z') };
  const alone = failing(office([]), 's', at);
  assert.deepEqual([alone.nodes['p']?.upAt, alone.cost.likely], ['PT4H', 200]);
  const paused = failing(office(['it']), 's', at);
  assert.deepEqual([paused.nodes['p']?.upAt, paused.cost.likely], ['PT20H', 600]);
});

test('a target is kept up to its last second, counted from the failure; the MTA says when it breaks', () => {
  const kept = (rto: string, mtpd: string) => {
    const { p } = failing(
      model({ p: process({ rto, mtpd }), s: { restore: 'PT4H' } }, [{ of: 'p', on: 's', buffer: 'PT1H' }]),
      's',
    ).processes;
    return [p?.rto, p?.mtpd, p?.mtpdBreaksAt];
  };
  assert.deepEqual(kept('PT4H', 'PT4H'), ['holds', 'holds', null]);
  assert.deepEqual(kept('PT3H59M59S', 'PT3H59M59S'), ['fails', 'fails', 'PT3H59M59S']);
  const open = model({ p: process({ rto: 'PT2H' }), s: { restore: { best: 'PT1H', likely: 'PT2H', worst: 'PT9H' } } }, [
    { of: 'p', on: 's' },
  ]);
  assert.equal(failing(open, 's', { runs: 1000 }).processes['p']?.rto, 'tight');
});

test('the newest backup that can be reached counts: needs must be broken to hide it, and services have none to lose', () => {
  const shop = (rpo: string, more: Written = {}) =>
    model(
      {
        p: process({ rpo }),
        s: {
          restore: 'PT1H',
          backups: [
            { every: 'PT1H', needs: ['nas'] },
            { every: 'P1D', needs: ['off'] },
          ],
        },
        nas: {},
        off: {},
        w: { kind: 'service', restore: 'PT1H' },
        tool: { restore: 'PT1H' },
        ...more,
      },
      [
        { of: 'p', on: 's' },
        { of: 's', on: 'w', for: 'run' },
        { of: 'w', on: 'tool', for: 'recovery' },
        { of: 'nas', on: 's' },
      ],
    );
  const rpo = (result: SimulationResult) => result.processes['p']?.rpo;
  assert.equal(rpo(failing(shop('PT1H'), 's w tool')), 'holds');
  assert.equal(rpo(failing(shop('PT59M'), 's w tool')), 'fails');
  assert.equal(rpo(failing(shop('PT1H', { nas: { restore: 'PT1H' } }), 's nas')), 'fails');
  assert.equal(rpo(failing(shop('P1D', { nas: { restore: 'PT1H' } }), 's nas')), 'holds');
  assert.equal(rpo(failing(shop('P1D'), 's nas off')), 'lost');
  assert.equal(rpo(failing(shop('PT0S'), 'w')), 'holds');
});

test('in an attack the later of response and release counts, what is built anew takes its own time, and backups are older', () => {
  const firm = (rpo: string) =>
    model(
      { p: process({ rpo, rto: 'PT34H' }), s: { restore: 'PT2H', rebuild: 'PT10H', backups: [{ every: 'P1D', needs: [] }] } },
      [{ of: 'p', on: 's' }],
      { response: 'PT2H' },
    );
  const attack = { malicious: true, holdMs: ms('P1D'), dwellMs: ms('P10D') };
  const { p } = failing(firm('P11D'), 's', attack).processes;
  assert.deepEqual([p?.upAt, p?.rto, p?.rpo], ['P1DT10H', 'holds', 'holds']);
  assert.equal(failing(firm('P10D'), 's', attack).processes['p']?.rpo, 'fails');
  assert.equal(failing(firm('P1D'), 's', { dwellMs: ms('P10D') }).processes['p']?.rpo, 'holds');
});

test('what an attack needs and nobody has said is unknown, also where a guess could not be wrong', () => {
  const firm = model(
    { p: process({ rpo: 'PT1H', rto: 'PT1H' }), q: process(), s: { rebuild: 'PT10H', backups: [{ every: 'P1D', needs: [] }] }, t: {} },
    [
      { of: 'p', on: 's' },
      { of: 'q', on: 's', loss: 0 },
    ],
  );
  const { p, q } = failing(firm, 's', { malicious: true }).processes;
  assert.deepEqual(
    [p?.state, p?.downFrom, p?.upAt, p?.rto, p?.rpo, p?.cost.likely],
    ['down', 'PT0S', 'unknown', 'unknown', 'unknown', 'unknown'],
  );
  assert.deepEqual([q?.state, q?.recovered.planned, q?.cost.likely], ['up', 'PT0S', 0]);
});

test('a restore that waits for what stands on it is a circle, unless a buffer carries it long enough to begin', () => {
  const safe = (response: string) =>
    model(
      { p: process(), safe: {}, server: { restore: 'PT4H' } },
      [
        { of: 'safe', on: 'server', buffer: 'PT2H' },
        { of: 'server', on: 'safe', for: 'recovery' },
        { of: 'p', on: 'server' },
      ],
      { response },
    );
  const begun = failing(safe('PT1H'), 'server');
  assert.deepEqual([begun.deadlocks, begun.nodes['p']?.upAt, spell(begun, 'safe')], [[], 'PT5H', 'PT2H PT5H down']);
  const stuck = failing(safe('PT3H'), 'server');
  assert.deepEqual([stuck.deadlocks, stuck.nodes['p']?.upAt, stuck.cost.likely], [[['safe', 'server']], null, null]);
});

test('a group is in a circle only when all its ways are', () => {
  const phones = (more: Written) =>
    failing(
      model({ a: { restore: 'PT1H' }, b: { restore: 'PT1H' }, c: { restore: 'PT1H', ...more } }, [
        { of: 'a', onAny: ['b', 'c'], for: 'recovery' },
        { of: 'b', on: 'a', for: 'recovery' },
      ]),
      'a b c',
    );
  assert.deepEqual([phones({}).deadlocks, phones({}).nodes['b']?.upAt], [[], 'PT3H']);
  assert.deepEqual(phones({ restore: undefined }).deadlocks, []);
  assert.equal(phones({ restore: undefined }).nodes['a']?.upAt, null);
});

test('who was not asked is unknown together with what rests on it, but not where enough known ones work or something is down', () => {
  const firm = model(
    {
      p: process(),
      q: process(),
      r: process(),
      x: { asked: false },
      y: { asked: false },
      s: { restore: 'PT1H' },
    },
    [
      { of: 'p', on: 'x', loss: 0.1 },
      { of: 'q', onAny: ['x', 's'] },
      { of: 'r', on: 'x' },
      { of: 'r', on: 's' },
      { of: 'y', on: 's', for: 'recovery' },
    ],
  );
  const calm = simulate(firm, { ...NO_FAILURE, runs: 0, fail: [] });
  const stateOf = ({ nodes }: SimulationResult) => Object.values(nodes).map(({ state }) => state);
  assert.deepEqual(stateOf(calm), ['unknown', 'up', 'unknown', 'unknown', 'up', 'up']);
  assert.deepEqual(
    [calm.state, calm.processes['p']?.recovered.planned, calm.processes['p']?.cost.likely],
    ['unknown', 'unknown', 'unknown'],
  );
  const hit = failing(firm, 's');
  assert.deepEqual([...stateOf(hit), hit.state], ['unknown', 'unknown', 'down', 'unknown', 'up', 'down', 'down']);
  assert.equal(hit.processes['r']?.upAt, 'PT1H');
});

test('weak spots: a single point, a pair that only together stops something, and what hangs on a cause', () => {
  const firm = model(
    {
      p: process({ costPerHour: 50, rto: 'PT2H' }),
      q: process({ costPerHour: 150 }),
      us: { kind: 'cause' },
      mail: { cause: ['us'], restore: 'PT1H' },
      a: { restore: 'PT2H' },
      b: { restore: 'PT3H' },
      base: { restore: 'PT4H' },
    },
    [
      { of: 'p', on: 'mail', loss: 0.5, buffer: 'PT8H' },
      { of: 'p', onAny: ['a', 'b'] },
      { of: 'p', on: 'base' },
    ],
  );
  const { singlePoints, pairs, causes, rto } = analyse(firm, { at: null, seed: 1, runs: 100 });
  assert.deepEqual(singlePoints, [{ node: 'base', processes: ['p'], cost: 200 }]);
  assert.deepEqual(pairs, [{ nodes: ['a', 'b'], processes: ['p'], cost: 100 }]);
  assert.deepEqual(causes, [{ cause: 'us', share: 0.125 }]);
  assert.deepEqual(rto, [
    { process: 'p', worst: 'us', verdict: 'fails' },
    { process: 'q', worst: null, verdict: null },
  ]);
});
