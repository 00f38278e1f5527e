import type { Duration } from '../../kernel/instant.ts';
import type { Fault } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Model } from '../model/model.ts';
import { Reader } from '../model/reader.ts';
import { type Edit, edited, NO_EDIT } from './edit.ts';

/** A change to the model with its price: euro, and own hours. */
export type Measure = { readonly id: string; readonly cost: number; readonly hours: number; readonly edit: Edit; readonly place: number };
/** What is expected to happen, and how often a year. */
export type Expected = { readonly fail: readonly string[]; readonly forMs: Duration | null; readonly perYear: number };
export type MeasureFile = { readonly measures: readonly Measure[]; readonly scenarios: readonly Expected[] };

const AMOUNT = { least: 0, most: 1e12 };

function editFrom(value: unknown, pointer: string, faults: Fault[]): Edit {
  if (value === undefined) return NO_EDIT;
  const read = new Reader(value, pointer, faults);
  const set = read.get('set') ?? {};
  const setRead = new Reader(set, read.at('set'), faults);
  const isObject = typeof set === 'object' && set !== null && !Array.isArray(set);
  return {
    addNodes: read.list('addNodes').map((one) => one.value),
    addDependencies: read.list('addDependencies').map((one) => one.value),
    removeDependencies: read.list('removeDependencies').map(({ value: one, pointer: place }) => {
      const pair = new Reader(one, place, faults);
      return { of: pair.text('of'), on: pair.text('on') };
    }),
    set: (isObject ? Object.keys(set) : []).map((id) => {
      const fields = setRead.get(id);
      const good = typeof fields === 'object' && fields !== null && !Array.isArray(fields);
      if (!good) setRead.fault(id, 'not an object');
      return { id, fields: good ? (fields as Readonly<Record<string, unknown>>) : {} };
    }),
  };
}

/** Reads a measures file against its model: every fault of the file and of the models it would make, with its place. */
export function parseMeasures(json: unknown, model: Model): Result<MeasureFile, Fault[]> {
  const faults: Fault[] = [];
  const read = new Reader(json, '', faults);
  if (faults.length > 0) return err(faults);
  const ids = new Map<string, number>();
  const measures = read.list('measures').map(({ value, pointer }, place): Measure => {
    const one = new Reader(value, pointer, faults);
    const id = one.text('id');
    const before = ids.get(id);
    if (before !== undefined && id !== '') one.fault('id', `"${id}" is the id of /measures/${before} already`);
    else ids.set(id, place);
    return {
      id,
      cost: one.number('cost', 0, AMOUNT),
      hours: one.number('hours', 0, AMOUNT),
      edit: editFrom(one.get('edit'), one.at('edit'), faults),
      place,
    };
  });
  const nodes = new Set(model.nodes.map(({ id }) => id));
  const scenarios = read.list('scenarios').map(({ value, pointer }): Expected => {
    const one = new Reader(value, pointer, faults);
    const fail = one.texts('fail');
    if (!one.has('fail')) one.fault('fail', 'missing');
    else if (one.list('fail').length === 0) one.fault('fail', 'empty');
    fail.forEach((id, n) => {
      if (!nodes.has(id)) faults.push({ pointer: `${pointer}/fail/${n}`, message: `there is no node "${id}"` });
    });
    if (!one.has('perYear')) one.fault('perYear', 'missing');
    return { fail, forMs: one.duration('for', null), perYear: one.number('perYear', 0, { least: 0, most: 1e6 }) };
  });
  if (!read.has('measures')) read.fault('measures', 'missing');
  if (!read.has('scenarios')) read.fault('scenarios', 'missing');
  if (faults.length === 0)
    for (const { edit, place } of measures) {
      const changed = edited(model, edit, `/measures/${place}/edit`);
      if (!changed.ok) faults.push(...changed.error);
    }
  return faults.length > 0 ? err(faults) : ok({ measures, scenarios });
}
