import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseCommand } from './analyse.ts';
import type { Command } from './command.ts';
import { measuresCommand } from './measures.ts';
import { simulateCommand } from './simulate.ts';

type Said = { readonly code: number; readonly out: string; readonly err: string };

/** A command over files that stand in memory. */
async function run(command: Command, args: string[], files: Readonly<Record<string, unknown>>): Promise<Said> {
  const said = { out: '', err: '' };
  const code = await command.run(args, {
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
    readText: (path) => Promise.resolve(typeof files[path] === 'string' ? files[path] : JSON.stringify(files[path])),
  });
  return { code, ...said };
}
const simulated = async (model: object, ...args: string[]) => {
  const { code, out, err } = await run(simulateCommand, ['m.json', '--json', ...args], {
    'm.json': { format: 'krisenfest-model@1', ...model },
  });
  assert.deepEqual([code, err], [0, '']);
  return JSON.parse(out) as {
    state: string;
    nodes: Record<string, { state: string; downFrom: string | null; upAt: string | null; because: string[] }>;
    processes: Record<string, { recovered: Record<string, string>; rpo: string; cost: { likely: number | null | string } }>;
    restores: { node: string; start: string; end: string }[];
  };
};
const small = {
  nodes: [
    { id: 'sale', kind: 'process', costPerHour: { low: 50, likely: 100, high: 200 } },
    { id: 'till', kind: 'system', restore: { best: 'PT1H', likely: 'PT2H', worst: 'PT4H' } },
  ],
  dependencies: [{ of: 'sale', on: 'till' }],
};

test('costs run in the hours of the process only, restores pause outside those of their team, and the hour that the clocks skip is nobody’s', async () => {
  const daily = (open: string) => ({ tz: 'Europe/Berlin', open: [open] });
  const model = {
    teams: [{ id: 'it', slots: 1, hours: daily('Mo-So 00:00-06:00') }],
    nodes: [
      { ...small.nodes[0], hours: daily('Mo-So 00:00-24:00') },
      { id: 'till', kind: 'system', restore: { likely: 'PT8H' }, restoredBy: ['it'] },
    ],
    dependencies: small.dependencies,
  };
  // From midnight to six: five hours on 29 March, six on any other day, seven on 25 October.
  const spring = await simulated(model, '--fail', 'till', '--at', '2026-03-29T00:00');
  assert.deepEqual([spring.nodes['till']?.upAt, spring.processes['sale']?.cost.likely], ['P1DT2H', 2600]);
  const autumn = await simulated(model, '--fail', 'till', '--at', '2026-10-25T00:00');
  assert.deepEqual([autumn.nodes['till']?.upAt, autumn.processes['sale']?.cost.likely], ['P1DT2H', 2600]);
  const plain = await simulated(model, '--fail', 'till', '--at', '2026-03-02T00:00');
  assert.equal(plain.nodes['till']?.upAt, 'P1DT2H');
});

test('a team that is not there keeps its hand on the work it has begun', async () => {
  const office = { tz: 'Europe/Berlin', open: ['Mo-Fr 08:00-16:00'] };
  const { restores } = await simulated(
    {
      teams: [{ id: 'it', slots: 1, hours: office }],
      nodes: ['a', 'b'].map((id) => ({ id, kind: 'system', restore: { likely: 'PT6H' }, restoredBy: ['it'] })),
    },
    '--fail',
    'a,b',
    '--at',
    '2026-03-06T12:00',
  );
  // Friday noon: four hours, then Monday two; the other one is Monday's six and begins as the first ends.
  assert.deepEqual(
    restores.map(({ start, end }) => [start, end]),
    [
      ['PT0S', 'P2DT22H'],
      ['P2DT22H', 'P3DT4H'],
    ].map(([start, end]) => [start, end]),
  );
});

test('an attack adds how long the attacker was in to the age of a backup, and waits for the release', async () => {
  const attacked = {
    nodes: [
      { ...small.nodes[0], rpo: 'P2D' },
      { id: 'till', kind: 'system', restore: { likely: 'PT2H' }, rebuild: { likely: 'PT5H' }, backups: [{ every: 'P1D', needs: [] }] },
    ],
    dependencies: small.dependencies,
  };
  const asked = async (...args: string[]) => {
    const { processes } = await simulated(attacked, '--fail', 'till', '--malicious', ...args);
    return [processes['sale']?.recovered['planned'], processes['sale']?.rpo, processes['sale']?.cost.likely];
  };
  assert.deepEqual(await asked(), ['unknown', 'unknown', 'unknown']);
  assert.deepEqual(await asked('--hold', 'PT10H', '--dwell', 'P1D'), ['PT15H', 'holds', 1500]);
  assert.deepEqual(await asked('--hold', 'PT10H', '--dwell', 'P1DT1H'), ['PT15H', 'fails', 1500]);
});

test('wrong arguments are one line each with exit code 2, and nothing is computed', async () => {
  const model = { format: 'krisenfest-model@1', ...small };
  const refused = async (...args: string[]) => {
    const { code, out, err } = await run(simulateCommand, ['m.json', ...args], { 'm.json': model });
    assert.deepEqual([code, out], [2, '']);
    return err.trimEnd().split('\n');
  };
  assert.deepEqual(await refused('--fail', 'till,mars', '--json'), ['--fail: there is no node "mars"']);
  assert.deepEqual(await refused('--fail', '__proto__'), ['--fail: there is no node "__proto__"']);
  assert.deepEqual(await refused(), ['--fail: name what fails, as ids with commas between']);
  for (const span of ['2h', '-PT1H', 'PT1.5H', 'P1W', '', 'PT1H '])
    assert.deepEqual(await refused('--fail', 'till', `--for=${span}`), [`--for: "${span}" is not an ISO 8601 duration like PT4H`]);
  assert.deepEqual(await refused('--fail', 'till', '--for', 'P99999D'), ['--for: longer than a hundred years']);
  for (const seed of ['x', '1.5', '1e3', '0x10', '', '99999999999999999999'])
    assert.deepEqual(await refused('--fail', 'till', `--seed=${seed}`), [`--seed: "${seed}" is not a whole number`]);
  for (const at of ['tomorrow', '2026-02-30T10:00', '2026-03-02', '2026-03-02T25:00', '2026-03-02T10:00Z'])
    assert.deepEqual(await refused('--fail', 'till', `--at=${at}`), [`--at: "${at}" is not a local time like 2026-03-02T14:00`]);
  assert.deepEqual(await refused('--fail', 'till', '--hold', 'PT1H'), ['--hold belongs to --malicious']);
});

test('a model with calendars needs to know when, for every question', async () => {
  const files = {
    'm.json': {
      format: 'krisenfest-model@1',
      ...small,
      teams: [{ id: 'it', hours: { tz: 'Europe/Berlin', open: ['Mo-Fr 08:00-16:00'] } }],
    },
    'x.json': { measures: [], scenarios: [] },
  };
  for (const [command, args] of [
    [simulateCommand, ['m.json', '--fail', 'till']],
    [analyseCommand, ['m.json']],
    [measuresCommand, ['m.json', 'x.json']],
  ] as const) {
    const { code, out, err } = await run(command, [...args, '--json'], files);
    assert.deepEqual([code, out], [2, ''], command.name);
    assert.match(err, /^--at is missing/);
    assert.equal((await run(command, [...args, '--json', '--at', '2026-03-02T14:00'], files)).code, 0, command.name);
  }
});

test('a measures file that is wrong says where, one line for each fault', async () => {
  const refused = async (file: unknown) => {
    const { code, out, err } = await run(measuresCommand, ['m.json', 'x.json', '--json'], {
      'm.json': { format: 'krisenfest-model@1', ...small },
      'x.json': file,
    });
    assert.deepEqual([code, out], [2, '']);
    return err.trimEnd().split('\n');
  };
  const measure = (edit: unknown) => ({ measures: [{ id: 'm', cost: 1, hours: 1, edit }], scenarios: [{ fail: ['till'], perYear: 1 }] });
  assert.deepEqual(await refused('{"measures": ['), ['/: not JSON: a value should stand in line 1, column 15, where the file ends']);
  assert.deepEqual(await refused([]), ['/: not an object']);
  assert.deepEqual(await refused({}), ['/measures: missing', '/scenarios: missing']);
  assert.deepEqual(
    await refused({
      measures: [7, { id: 'a', cost: -1, hours: 'x' }, { id: 'a' }],
      scenarios: [{ fail: [] }, { fail: ['q', 1], perYear: -1, for: '1d' }],
    }),
    [
      '/measures/0: not an object',
      '/measures/1/cost: less than 0',
      '/measures/1/hours: not a number',
      '/measures/2/id: "a" is the id of /measures/1 already',
      '/scenarios/0/fail: empty',
      '/scenarios/0/perYear: missing',
      '/scenarios/1/fail/1: not a text',
      '/scenarios/1/fail/0: there is no node "q"',
      '/scenarios/1/for: not an ISO 8601 duration',
      '/scenarios/1/perYear: less than 0',
    ],
  );
  assert.deepEqual(
    await refused(
      measure({
        addNodes: [
          { id: 'till', kind: 'system' },
          { id: 'x', kind: 'system', restore: { likely: 'x' } },
        ],
      }),
    ),
    [
      '/measures/0/edit/addNodes/1/restore/likely: not an ISO 8601 duration',
      '/measures/0/edit/addNodes/0/id: "till" is the id of /nodes/1 already',
    ],
  );
  assert.deepEqual(await refused(measure({ set: { till: { restore: { likely: '-PT1H' } }, __proto__x: {}, mars: { rto: 'PT1H' } } })), [
    '/measures/0/edit/set/__proto__x: there is no node or team "__proto__x"',
    '/measures/0/edit/set/mars: there is no node or team "mars"',
    '/measures/0/edit/set/till/restore/likely: not an ISO 8601 duration',
  ]);
  assert.deepEqual(
    await refused(
      measure({ removeDependencies: [{ of: 'till', on: 'sale' }, { of: 'sale' }], addDependencies: [{ of: 'sale', on: 'q' }] }),
    ),
    ['/measures/0/edit/removeDependencies/1/on: missing'],
  );
  assert.deepEqual(
    await refused(measure({ removeDependencies: [{ of: 'till', on: 'sale' }], addDependencies: [{ of: 'sale', on: 'q' }] })),
    [
      '/measures/0/edit/removeDependencies/0: "till" has no dependency on "sale"',
      '/measures/0/edit/addDependencies/0/on: there is no node "q"',
    ],
  );
  assert.deepEqual(await refused('{"measures":[{"id":"m","edit":{"set":{"__proto__":{"rto":"PT1H"}}}}],"scenarios":[]}'), [
    '/measures/0/edit/set/__proto__: there is no node or team "__proto__"',
  ]);
});
