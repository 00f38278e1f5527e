import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Model } from '../../src/know/model/model.ts';
import { parseModel } from '../../src/know/model/parse.ts';

/** What random models may hold. Every time is in whole hours, so that a clock of hours meets every event. */
export type Wanted = {
  readonly nodes: number;
  /** Every node has a `restore`. */
  readonly allRestore?: boolean;
  readonly restart?: boolean;
  readonly replace?: boolean;
  readonly teams?: boolean;
};

export type Case = { readonly model: Model; readonly fail: readonly string[]; readonly forMs: number | null };

const hours = (least: number, most: number) => fc.integer({ min: least, max: most }).map((h) => `PT${h}H`);
const sometimes = <T>(arbitrary: fc.Arbitrary<T>, freq = 3) => fc.option(arbitrary, { nil: undefined, freq });

/** A model as its file would be, read by the product's own reader. */
export function asModel(file: object): Model {
  const parsed = parseModel({ format: 'krisenfest-model@1', ...file });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
}

const without = (one: object): object => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));

/** Random small models with something that fails. */
export function anyCase(wanted: Wanted): fc.Arbitrary<Case> {
  return fc.integer({ min: 2, max: wanted.nodes }).chain((count) => {
    const ids = Array.from({ length: count }, (_, n) => `n${n}`);
    const some = fc.subarray(ids, { minLength: 1 });
    const restore = hours(1, 5);
    const node = (n: number) =>
      fc.record({
        id: fc.constant(ids[n]),
        kind: fc.constantFrom('process', 'process', 'system', 'system', 'service', 'cause'),
        rto: sometimes(hours(1, 10)),
        mtpd: sometimes(hours(2, 20)),
        minimum: sometimes(fc.constantFrom(0.5, 0.75), 1),
        costPerHour: sometimes(fc.integer({ min: 1, max: 60 }).map((euro) => ({ likely: euro * 10 }))),
        cause: n === 0 ? fc.constant(undefined) : sometimes(fc.subarray(ids.slice(0, n), { minLength: 1, maxLength: Math.min(2, n) }), 1),
        restore: wanted.allRestore ? restore : sometimes(restore, 4),
        replace: wanted.replace ? sometimes(hours(1, 6), 1) : fc.constant(undefined),
        restart: wanted.restart ? sometimes(hours(1, 2), 1) : fc.constant(undefined),
        restoredBy: wanted.teams ? fc.constantFrom(undefined, ['a'], ['a'], ['a'], ['b'], ['a', 'b']) : fc.constant(undefined),
      });
    const dependency = fc.record({
      of: fc.constantFrom(...ids),
      on: fc.constantFrom(...ids),
      any: sometimes(
        some.chain((members) => fc.record({ onAny: fc.constant(members), atLeast: fc.integer({ min: 1, max: members.length }) })),
        1,
      ),
      for: fc.constantFrom('run', 'run', 'recovery', 'both'),
      buffer: sometimes(hours(1, 6), 1),
      loss: sometimes(fc.constantFrom(0.25, 0.5), 1),
    });
    return fc
      .record({
        response: fc.constantFrom('PT0S', 'PT1H'),
        teams: fc.constantFrom(1, 2).map((slots) => [
          { id: 'a', slots },
          { id: 'b', slots: 1 },
        ]),
        nodes: fc.tuple(...ids.map((_, n) => node(n))),
        dependencies: fc.array(dependency, { maxLength: count * 2 }),
        fail: some,
        forMs: sometimes(fc.integer({ min: 1, max: 8 }), 1),
      })
      .map(({ fail, forMs, nodes, dependencies, ...file }) => ({
        fail,
        forMs: forMs === undefined ? null : forMs * 3_600_000,
        model: asModel({
          ...file,
          nodes: nodes.map(without),
          dependencies: dependencies.map(({ any, on, ...rest }) => without({ ...rest, ...(any ?? { on }) })),
        }),
      }));
  });
}
