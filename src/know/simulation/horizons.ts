import type { Model } from '../model/model.ts';
import { becauseOf } from './because.ts';
import { Course } from './course.ts';
import { Unknowns } from './honesty.ts';
import { clockOf } from './hours.ts';
import { compile } from './network.ts';
import { layOut } from './outages.ts';
import { outagesOf, type Scenario } from './scenario.ts';

/** How a failure stands after some time. `lost` by node id, 0 = full, 1 = down; `cost` in likely euros per process until then. */
export type Horizon = {
  /** Milliseconds since the failure. */
  readonly at: number;
  readonly lost: ReadonlyMap<string, number>;
  readonly cost: ReadonlyMap<string, number>;
  /** Open milliseconds that each process has lost until then. */
  readonly idleMs: ReadonlyMap<string, number>;
};

export type Horizons = {
  readonly horizons: readonly Horizon[];
  /** What cannot be said, wherever it is not down or degraded. */
  readonly unknown: ReadonlySet<string>;
  /** When a node first loses capacity, in milliseconds; null = never. */
  readonly downFrom: ReadonlyMap<string, number | null>;
  /** One shortest chain from the node to something broken; empty where nothing is lost. */
  readonly because: ReadonlyMap<string, readonly string[]>;
};

/**
 * A failure looked at after certain times, by the same engine as `simulate`: likely times, whoever can begin to restore does.
 * `times` in milliseconds, ascending; `at` as in `SimulationRequest`.
 */
export function horizonsOf(model: Model, scenario: Scenario, times: readonly number[], at: number | null): Horizons {
  const net = compile(model);
  const clock = clockOf(model, at);
  const { outages: list } = outagesOf(model, net, scenario, 'soon');
  const outages = layOut(net, list);
  const course = new Course(net);
  const unknowns = new Unknowns(model, net);
  const took = new Uint8Array(net.clauseOf.length);
  const idOf = (v: number) => model.nodes[v]?.id ?? '';
  const open = (v: number, from: number, to: number) => clock.open?.(v, from, to) ?? to - from;

  const current = new Float64Array(net.size);
  const spent = new Float64Array(net.size);
  let last = 0;
  const horizons: Horizon[] = [];
  const advance = (to: number) => {
    for (const v of net.processes)
      if ((current[v] ?? 0) > 0 && to > last) spent[v] = (spent[v] ?? 0) + (current[v] ?? 0) * open(v, last, to);
    last = Math.max(last, to);
  };
  const close = (time: number) => {
    advance(time);
    const perProcess = (of: (v: number) => number) => new Map(Array.from(net.processes, (v): [string, number] => [idOf(v), of(v)]));
    horizons.push({
      at: time,
      lost: new Map(Array.from(current, (lost, v): [string, number] => [idOf(v), lost])),
      cost: perProcess((v) => ((spent[v] ?? 0) * (model.nodes[v]?.costPerHour?.likely ?? 0)) / 3_600_000),
      idleMs: perProcess((v) => spent[v] ?? 0),
    });
  };
  course.run(outages, outages.ms, { kind: 'first', order: outages.rivals }, clock, (now, capacity) => {
    for (let time = times[horizons.length]; time !== undefined && time < now; time = times[horizons.length]) close(time);
    advance(now);
    current.set(capacity.lost);
    unknowns.see(capacity);
    for (let clause = 0; clause < took.length; clause++) if (took[clause] === 0 && capacity.takes(clause, now) > 0) took[clause] = 1;
  });
  unknowns.see(course.capacity);
  for (let time = times[horizons.length]; time !== undefined; time = times[horizons.length]) close(time);
  const broken = new Set(list.map(({ node }) => node));
  return {
    horizons,
    unknown: new Set(model.nodes.flatMap(({ id }, v) => (unknowns.ever[v] === 1 ? [id] : []))),
    downFrom: new Map(model.nodes.map(({ id }, v) => [id, Number.isFinite(course.downFrom[v]) ? (course.downFrom[v] ?? null) : null])),
    because: new Map(model.nodes.map(({ id }, v) => [id, becauseOf(net, v, broken, course.worst, took).map(idOf)])),
  };
}
