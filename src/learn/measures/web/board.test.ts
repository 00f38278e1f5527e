import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../../test/world/anymodel.ts';
import { weighMeasures } from '../../../know/simulation/measures.ts';
import { second } from '../edits.ts';
import { engineEdit, type Measure, MeasureContents, type MeasureEdit } from '../measures.ts';
import { ofMeasure, ranked, togetherOnly, weighable, worthOf } from './board.ts';

const model = asModel({
  company: { name: 'Musterbau GmbH', hourlyRate: 40 },
  nodes: [
    { id: 'sale', kind: 'process', rto: 'PT2H', costPerHour: 100 },
    { id: 'line', kind: 'line', name: 'Leitung', restore: 'PT4H' },
    { id: 'router', kind: 'device', name: 'Router', restore: 'PT4H' },
  ],
  dependencies: [
    { of: 'sale', on: 'line' },
    { of: 'sale', on: 'router' },
  ],
});
const secondOf = (id: string): MeasureEdit => {
  const node = model.nodes.find((one) => one.id === id);
  assert.ok(node);
  return second(model, node, `${node.name} 2`);
};
const measure = (id: string, edit: MeasureEdit, cost: number, hours: number): Measure => ({
  ...MeasureContents.parse({ title: id, edit, cost, hours }),
  id,
  progress: { state: 'proposed', at: 1, by: 'Eva' },
  createdAt: 1,
  updatedAt: 1,
});
const report = (measures: readonly Measure[], fail: readonly (readonly string[])[]) =>
  weighMeasures(
    model,
    {
      measures: measures.map(({ id, cost, hours, edit }, place) => ({ id, cost, hours, edit: engineEdit(edit), place })),
      scenarios: fail.map((one) => ({ fail: one, forMs: null, perYear: 1 })),
    },
    { at: null, seed: 1, runs: 20 },
  );

test('the order follows what is asked: per euro, per own hour, or the loss avoided; what cannot be weighed stands last', () => {
  const cheap = measure('cheap', secondOf('line'), 10, 100);
  const quick = measure('quick', secondOf('router'), 5000, 1);
  const talk = measure('talk', { addNodes: [], addDependencies: [], removeDependencies: [], set: {} }, 0, 0);
  const all = [talk, quick, cheap];
  assert.deepEqual(
    weighable(model, all).map(({ id }) => id),
    ['quick', 'cheap'],
  );
  const told = report([quick, cheap], [['line'], ['line'], ['router']]);
  const items = all.map((one) => ({ item: ofMeasure(one), worth: worthOf(model, ofMeasure(one), told) }));
  const order = (by: Parameters<typeof ranked>[1]) => ranked(items, by, 40).map(({ item }) => item.id);
  assert.deepEqual(order('perEuro'), ['cheap', 'quick', 'talk']);
  assert.deepEqual(order('perHour'), ['quick', 'cheap', 'talk']);
  assert.deepEqual(order('avoided'), ['cheap', 'quick', 'talk']);
});

test('a measure whose change is gone from the inventory says so instead of being worth nothing', () => {
  const gone = measure('gone', { ...secondOf('line'), removeDependencies: [{ of: 'sale', on: 'nobody' }] }, 1, 1);
  assert.equal(worthOf(model, ofMeasure(gone), undefined).kind, 'misfit');
});

test('G3 two measures that are worth it only together are named; two that simply add up are not', () => {
  const both = [measure('line', secondOf('line'), 100, 0), measure('router', secondOf('router'), 100, 0)];
  assert.deepEqual(
    togetherOnly(report(both, [['line', 'router']])).map(({ ids }) => ids),
    [['line', 'router']],
  );
  assert.deepEqual(togetherOnly(report(both, [['line'], ['router']])), []);
});
