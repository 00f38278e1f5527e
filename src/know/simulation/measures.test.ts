import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import { parseMeasures } from './measures.parse.ts';
import { weighMeasures } from './measures.ts';

const asked = { at: null, seed: 1, runs: 500 };
const shop = () =>
  asModel({
    company: { name: 'Musterbau GmbH', hourlyRate: 40 },
    teams: [{ id: 'it', slots: 1 }],
    nodes: [
      { id: 'sale', kind: 'process', rto: 'PT2H', mtpd: 'PT6H', rpo: 'PT4H', costPerHour: { low: 50, likely: 100, high: 200 } },
      { id: 'line', kind: 'line', restore: { likely: 'PT4H' } },
      { id: 'router', kind: 'device', restore: { likely: 'PT4H' } },
    ],
    dependencies: [
      { of: 'sale', on: 'line' },
      { of: 'sale', on: 'router' },
    ],
  });
const second = (of: string) => ({
  addNodes: [{ id: `${of}2`, kind: 'device', restore: { likely: 'PT4H' } }],
  removeDependencies: [{ of: 'sale', on: of }],
  addDependencies: [{ of: 'sale', onAny: [of, `${of}2`] }],
});
const weigh = (file: object) => {
  const model = shop();
  const parsed = parseMeasures(file, model);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return weighMeasures(model, parsed.value, asked);
};
const faults = (file: unknown): string[] => {
  const parsed = parseMeasures(file, shop());
  return parsed.ok ? [] : parsed.error.map(({ pointer, message }) => `${pointer}: ${message}`);
};

test('G3 a second line and a second router avoid nothing alone when a flood takes both, and all together', () => {
  const { measures, pairs } = weigh({
    measures: [
      { id: 'second-line', cost: 100, hours: 5, edit: second('line') },
      { id: 'second-router', cost: 100, hours: 0, edit: second('router') },
    ],
    scenarios: [{ fail: ['line', 'router'], perYear: 0.5 }],
  });
  assert.deepEqual(
    measures.map(({ avoided, targetsSaved, perEuro }) => [avoided.likely, targetsSaved, perEuro]),
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
  );
  const [pair] = pairs;
  assert.deepEqual([pair?.ids, pair?.avoided.likely, pair?.perEuro], [['second-line', 'second-router'], 200, 0.5]);
});

test('a faster restore avoids its hours a year and saves the target; the best per euro stands first', () => {
  const { measures, pairs } = weigh({
    measures: [
      { id: 'dear', cost: 10_000, hours: 0, edit: { set: { line: { restore: { likely: 'PT1H' } } } } },
      { id: 'cheap', cost: 0, hours: 2.5, edit: { set: { line: { restore: { likely: 'PT2H' } } } } },
    ],
    scenarios: [{ fail: ['line'], perYear: 2 }],
  });
  assert.deepEqual(
    measures.map(({ id, avoided, targetsSaved, perEuro }) => [id, avoided.likely, targetsSaved, perEuro]),
    [
      ['cheap', 400, 1, 4],
      ['dear', 600, 1, 0.06],
    ],
  );
  assert.deepEqual(pairs, []);
});

test('an outage without end that a measure ends avoids more than any sum', () => {
  const { measures } = weigh({
    measures: [{ id: 'spare', cost: 100, hours: 0, edit: { set: { router: { restore: { likely: 'PT4H' } } } } }],
    scenarios: [{ fail: ['router'], perYear: 1 }],
  });
  assert.deepEqual(measures[0]?.avoided.likely, 0);
  const model = shop();
  const endless = { ...model, nodes: model.nodes.map((node) => (node.id === 'router' ? { ...node, restore: null } : node)) };
  const parsed = parseMeasures(
    { measures: [{ id: 'spare', cost: 100, edit: second('router') }], scenarios: [{ fail: ['router'], perYear: 1 }] },
    endless,
  );
  assert.ok(parsed.ok);
  const [spare] = weighMeasures(endless, parsed.value, asked).measures;
  assert.deepEqual([spare?.avoided.likely, spare?.perEuro], [null, null]);
});

test('each fault of a measures file is named with its place, also in the model that a measure would make', () => {
  assert.deepEqual(
    faults({
      measures: [
        { id: 'a', cost: -1, hours: 'x', edit: { removeDependencies: [{ of: 'sale', on: 'mars' }], set: { mars: {}, line: 3 } } },
        { id: 'a', edit: { addNodes: [null] } },
      ],
      scenarios: [{ fail: ['mars'], for: 'soon' }],
    }),
    [
      '/measures/0/cost: less than 0',
      '/measures/0/hours: not a number',
      '/measures/0/edit/set/line: not an object',
      '/measures/1/id: "a" is the id of /measures/0 already',
      '/scenarios/0/fail/0: there is no node "mars"',
      '/scenarios/0/perYear: missing',
      '/scenarios/0/for: not an ISO 8601 duration',
    ],
  );
  assert.deepEqual(
    faults({
      measures: [
        {
          id: 'a',
          edit: {
            addNodes: [null, { id: 'x', kind: 'planet' }],
            addDependencies: [{ of: 'x', on: 'mars' }],
            removeDependencies: [{ of: 'sale', on: 'mars' }],
            set: { line: { restore: { likely: 'soon' } }, nobody: {} },
          },
        },
      ],
      scenarios: [],
    }),
    [
      '/measures/0/edit/removeDependencies/0: "sale" has no dependency on "mars"',
      '/measures/0/edit/set/nobody: there is no node or team "nobody"',
      '/measures/0/edit/set/line/restore/likely: not an ISO 8601 duration',
      '/measures/0/edit/addNodes/0: not an object',
      '/measures/0/edit/addNodes/1/kind: not one of process, system, service, data, person, site, line, power, device, cause',
      '/measures/0/edit/addDependencies/0/on: there is no node "mars"',
    ],
  );
  for (const other of [null, 7, [], 'x']) assert.deepEqual(faults(other), [': not an object']);
});
