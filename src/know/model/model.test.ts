import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultLines, parseModel, readModel } from './parse.ts';
import { writeModel } from './write.ts';

const example = () => ({
  format: 'krisenfest-model@1',
  company: { name: 'Musterbau GmbH', employees: 42, hourlyRate: 43.4 },
  response: 'PT1H',
  teams: [{ id: 'admin', name: 'IT-Administration', slots: 1 }],
  nodes: [
    {
      id: 'orders',
      kind: 'process',
      name: 'Auftragsannahme',
      rto: 'PT10H',
      mtpd: 'P1D',
      rpo: 'PT4H',
      costPerHour: { low: 300, likely: 500, high: 900 },
    },
    {
      id: 'network',
      kind: 'system',
      name: 'Netz',
      restore: { best: 'PT1H', likely: 'PT2H', worst: 'PT4H', source: 'tested' },
      restoredBy: ['admin'],
    },
    {
      id: 'erp',
      kind: 'system',
      name: 'ERP',
      restart: 'PT15M',
      restore: { best: 'PT6H', likely: 'PT8H', worst: 'PT16H', source: 'guess' },
      restoredBy: ['admin'],
      backups: [{ every: 'P1D', needs: ['network'] }],
    },
  ],
  dependencies: [
    { of: 'orders', on: 'erp', buffer: 'PT6H' },
    { of: 'erp', onAny: ['network'], atLeast: 1, for: 'run', loss: 0.5 },
  ],
});

const lines = (json: unknown): string[] => {
  const parsed = parseModel(json);
  return parsed.ok ? [] : faultLines(parsed.error);
};

test('what was read is written as it was', () => {
  const parsed = parseModel(example());
  assert.ok(parsed.ok);
  const written = writeModel(parsed.value);
  const again = parseModel(JSON.parse(JSON.stringify(written)));
  assert.deepEqual(again, parsed);
});

test('each fault is named with its place', () => {
  const bad = example();
  const [, network, erp] = bad.nodes;
  Object.assign(network ?? {}, { restore: { likely: 'two hours' }, cause: ['nowhere'] });
  Object.assign(erp ?? {}, { restoredBy: ['nobody'], id: 'orders', backups: [{ every: '-PT1H', needs: 'network' }] });
  bad.dependencies.push({ of: 'orders', on: 'mars', buffer: 'PT1H', loss: 2 } as never);
  assert.deepEqual(lines(bad), [
    '/nodes/1/restore/likely: not an ISO 8601 duration',
    '/nodes/2/backups/0/every: not an ISO 8601 duration',
    '/nodes/2/backups/0/needs: not a list',
    '/dependencies/2/loss: more than 1',
    '/nodes/2/id: "orders" is the id of /nodes/0 already',
    '/nodes/2/restoredBy/0: there is no team "nobody"',
    '/nodes/1/cause/0: there is no node "nowhere"',
    '/dependencies/0/on: there is no node "erp"',
    '/dependencies/1/of: there is no node "erp"',
    '/dependencies/2/on: there is no node "mars"',
  ]);
});

test('causes that go in a circle are refused, a node that causes itself too', () => {
  const model = (causes: Record<string, string[]>) => ({
    format: 'krisenfest-model@1',
    nodes: Object.entries(causes).map(([id, cause]) => ({ id, kind: 'cause', name: id, cause })),
  });
  assert.deepEqual(lines(model({ a: ['b'], b: ['c'], c: ['a'] })), ['/nodes/2/cause/0: causes go in a circle: a → b → c → a']);
  assert.deepEqual(lines(model({ a: ['a'] })), ['/nodes/0/cause/0: causes go in a circle: a → a']);
  assert.deepEqual(lines(model({ a: ['b', 'c'], b: ['c'], c: [] })), []);
});

test('names that are properties of every object are plain names', () => {
  const text =
    '{"format":"krisenfest-model@1","nodes":[{"id":"__proto__","kind":"system","name":"x"},{"id":"constructor","kind":"process","name":"y"}],"dependencies":[{"of":"constructor","on":"__proto__"},{"of":"toString","on":"__proto__"}]}';
  const parsed = readModel(text);
  assert.ok(!parsed.ok);
  assert.deepEqual(faultLines(parsed.error), ['/dependencies/1/of: there is no node "toString"']);
});

test('an empty model is a model; no JSON and other JSON are not', () => {
  assert.ok(parseModel({ format: 'krisenfest-model@1' }).ok);
  const broken = readModel('{"format":');
  assert.ok(!broken.ok);
  assert.match(faultLines(broken.error)[0] ?? '', /^\/: not JSON: /);
  for (const json of [null, 7, 'x', [], true]) assert.deepEqual(lines(json), ['/: not an object']);
  assert.deepEqual(lines({}), ['/format: not "krisenfest-model@1"']);
});

test('numbers out of bounds and disordered estimates are refused', () => {
  const node = (more: object) => lines({ format: 'krisenfest-model@1', nodes: [{ id: 'a', kind: 'process', name: 'a', ...more }] });
  assert.deepEqual(node({ costPerHour: { likely: Number.POSITIVE_INFINITY } }), ['/nodes/0/costPerHour/likely: not a number']);
  assert.deepEqual(node({ costPerHour: { low: 5, likely: 3 } }), ['/nodes/0/costPerHour/low: more than likely']);
  assert.deepEqual(node({ restore: { best: 'PT5H', likely: 'PT4H', worst: 'PT3H' } }), [
    '/nodes/0/restore/best: more than likely',
    '/nodes/0/restore/worst: less than likely',
  ]);
  assert.deepEqual(node({ restart: 'P999999999999D' }), ['/nodes/0/restart: not an ISO 8601 duration']);
  assert.deepEqual(node({ hours: { tz: 'Mond/Krater', open: ['Mo-Fr 25:00-26:00'] } }), [
    '/nodes/0/hours/tz: not a time zone like Europe/Berlin',
    '/nodes/0/hours/open/0: not hours like "06:00-16:00"',
  ]);
});

test('a hundred thousand faults come as a hundred thousand lines', () => {
  assert.equal(
    lines({ format: 'krisenfest-model@1', nodes: Array.from({ length: 100_000 }, (_, n) => ({ id: `n${n}`, kind: 'planet', name: 'x' })) })
      .length,
    100_000,
  );
});

test('whatever comes in, a model or faults come out', () => {
  const key = fc.constantFrom(
    'format',
    'nodes',
    'dependencies',
    'teams',
    'id',
    'kind',
    'cause',
    'restore',
    'of',
    'on',
    'onAny',
    'hours',
    '__proto__',
    'likely',
    'every',
  );
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('krisenfest-model@1', 'process', 'PT1H', 'a', 'b'),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      const parsed = parseModel(value);
      if (!parsed.ok) assert.ok(parsed.error.length > 0 && parsed.error.every((fault) => fault.message !== ''));
    }),
    { numRuns: 3000 },
  );
});

test('one fault is one line: what follows from it is not said again', () => {
  const base = { format: 'krisenfest-model@1', nodes: [{ id: 'p', kind: 'process' }], dependencies: [{ of: 'p', on: 'p' }] };
  const node = (more: object) => lines({ ...base, nodes: [{ id: 'p', kind: 'process', ...more }] });
  assert.deepEqual(lines({ ...base, nodes: 'none' }), ['/nodes: not a list']);
  assert.deepEqual(lines({ ...base, nodes: [...base.nodes, null, []] }), ['/nodes/1: not an object', '/nodes/2: not an object']);
  assert.deepEqual(node({ restore: null }), ['/nodes/0/restore: not an object']);
  assert.deepEqual(node({ restore: { best: 'PT1H' } }), ['/nodes/0/restore/likely: missing']);
  assert.deepEqual(node({ costPerHour: { low: 5 } }), ['/nodes/0/costPerHour/likely: missing']);
  assert.deepEqual(node({ hours: 'always' }), ['/nodes/0/hours: not an object']);
  assert.deepEqual(lines({ ...base, dependencies: [{ of: 'p', on: 'p', atLeast: 2 }] }), [
    '/dependencies/0/atLeast: more than the one in "on"',
  ]);
});

test('a name with line breaks or signs that write over the line stays on its line, and a long one is cut', () => {
  const on = (id: string) =>
    lines({ format: 'krisenfest-model@1', nodes: [{ id: 'p', kind: 'process' }], dependencies: [{ of: 'p', on: id }] });
  assert.deepEqual(on('a\nb\u001b[31m\u202e'), ['/dependencies/0/on: there is no node "a\\u{a}b\\u{1b}[31m\\u{202e}"']);
  assert.equal(on('x'.repeat(100_000))[0]?.length, '/dependencies/0/on: there is no node ""'.length + 60);
  const many = Array.from({ length: 50_000 }, (_, n) => ({ id: `n${n}`, kind: 'cause', cause: [`n${(n + 1) % 50_000}`] }));
  assert.deepEqual(lines({ format: 'krisenfest-model@1', nodes: many }), [
    '/nodes/49999/cause/0: causes go in a circle: n0 → n1 → n2 → 49996 more → n49999 → n0',
  ]);
});

test('a hundred thousand faults are a hundred thousand lines', () => {
  const dependencies = Array.from({ length: 100_000 }, (_, n) => ({ of: 'p', on: `q${n}` }));
  const said = lines({ format: 'krisenfest-model@1', nodes: [{ id: 'p', kind: 'process' }], dependencies });
  assert.deepEqual([said.length, said.at(-1)], [100_000, '/dependencies/99999/on: there is no node "q99999"']);
});
