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
  /** Hours of teams and processes, in weeks in which the clocks change. */
  readonly calendars?: boolean;
  /** Times of few hours, where every hour is tried. */
  readonly short?: boolean;
  /** Some nodes have not been asked about. */
  readonly asked?: boolean;
  /** Backups and targets for what may be lost, and attacks with all that has to be said about them. */
  readonly backups?: boolean;
};

/** A model with something that fails; durations in milliseconds, `at` in milliseconds since 1970. */
export type Case = {
  readonly model: Model;
  readonly fail: readonly string[];
  readonly forMs: number | null;
  readonly at: number | null;
  readonly malicious: boolean;
  readonly holdMs: number | null;
  readonly dwellMs: number | null;
};

const HOUR = 3_600_000;
const hours = (least: number, most: number) => fc.integer({ min: least, max: most }).map((h) => `PT${h}H`);
/** There in `times` of `times + 1` cases. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>, times = 3) => fc.option(arbitrary, { nil: undefined, freq: times + 1 });
const only = <T>(wanted: boolean | undefined, arbitrary: fc.Arbitrary<T>) => (wanted ? arbitrary : fc.constant(undefined));

/** A model as its file would be, read by the product's own reader. */
export function asModel(file: object): Model {
  const parsed = parseModel({ format: 'krisenfest-model@1', ...file });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
}

const without = (one: object): object => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));

const calendar = fc
  .constantFrom(
    ['Mo-Fr 08:00-16:00'],
    ['Mo-So 10:00-14:00'],
    ['Fr 20:00-04:00', 'So 00:00-24:00'],
    ['Mo-So 22:00-06:00'],
    ['Mo-So 00:00-24:00'],
    ['Mo-Fr 08:00-12:00', 'Mo-Sa 10:00-18:00'],
  )
  .map((open) => ({ tz: 'Europe/Berlin', open }));
/** Before the clocks go forward, before they go back, and any week. */
const starts = fc
  .constantFrom('2026-03-27T10:00:00Z', '2026-03-28T22:00:00Z', '2026-10-23T15:00:00Z', '2026-10-24T21:00:00Z', '2026-03-02T13:00:00Z')
  .map((text) => Date.parse(text));

/** Random small models with something that fails. */
export function anyCase(wanted: Wanted): fc.Arbitrary<Case> {
  return fc.integer({ min: 2, max: wanted.nodes }).chain((count) => {
    const ids = Array.from({ length: count }, (_, n) => `n${n}`);
    const some = fc.subarray(ids, { minLength: 1 });
    const restore = hours(1, wanted.short ? 2 : 5);
    const backup = fc.record({ every: hours(1, 9), needs: fc.subarray(ids, { maxLength: 1 }) });
    const node = (n: number) =>
      fc.record({
        id: fc.constant(ids[n]),
        kind: fc.constantFrom('process', 'process', 'system', 'system', 'service', 'cause'),
        rto: sometimes(hours(1, 10)),
        mtpd: sometimes(hours(2, 20)),
        rpo: only(wanted.backups, sometimes(hours(2, 9))),
        minimum: sometimes(fc.constantFrom(0.5, 0.75), 1),
        costPerHour: sometimes(fc.integer({ min: 1, max: 60 }).map((euro) => ({ likely: euro * 10 }))),
        hours: only(wanted.calendars, sometimes(calendar, 1)),
        cause: n === 0 ? fc.constant(undefined) : sometimes(fc.subarray(ids.slice(0, n), { minLength: 1, maxLength: Math.min(2, n) }), 1),
        restore: wanted.allRestore ? restore : sometimes(restore, 4),
        rebuild: only(wanted.backups, restore),
        replace: only(wanted.replace, sometimes(hours(1, wanted.short ? 2 : 6), 1)),
        restart: only(wanted.restart, sometimes(hours(1, 2), 1)),
        restoredBy: only(wanted.teams, fc.constantFrom(undefined, ['a'], ['a'], ['a'], ['b'], ['a', 'b'])),
        backups: only(wanted.backups, fc.array(backup, { maxLength: 2 })),
        asked: only(wanted.asked, fc.constantFrom(true, true, false)),
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
        teams: fc
          .record({ slots: fc.constantFrom(1, 2), hours: only(wanted.calendars, sometimes(calendar, 2)) })
          .map(({ slots, hours: open }) => [without({ id: 'a', slots, hours: open }), { id: 'b', slots: 1 }]),
        nodes: fc.tuple(...ids.map((_, n) => node(n))),
        dependencies: fc.array(dependency, { maxLength: count * 2 }),
        fail: fc.oneof(some, fc.subarray(ids, { minLength: Math.ceil(count * 0.7) })),
        forMs: fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: fc.integer({ min: 1, max: 8 }), weight: 1 }),
        at: wanted.calendars ? starts : fc.constant(null),
        attack: wanted.backups
          ? fc.option(fc.record({ hold: fc.integer({ min: 0, max: 5 }), dwell: fc.integer({ min: 0, max: 5 }) }), { freq: 2 })
          : fc.constant(null),
      })
      .map(({ fail, forMs, at, attack, nodes, dependencies, ...file }) => ({
        fail,
        forMs: forMs === undefined ? null : forMs * HOUR,
        at,
        malicious: attack !== null,
        holdMs: attack && attack.hold * HOUR,
        dwellMs: attack && attack.dwell * HOUR,
        model: asModel({
          ...file,
          nodes: nodes.map(without),
          dependencies: dependencies.map(({ any, on, ...rest }) => without({ ...rest, ...(any ?? { on }) })),
        }),
      }));
  });
}
