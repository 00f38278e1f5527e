import type { Instant } from '../../kernel/instant.ts';
import type { Model } from '../model/model.ts';
import { becauseOf } from './because.ts';
import { compile, eachOf } from './compiled.ts';
import { type NodeState, statesOf } from './honesty.ts';
import { backAt, downFrom } from './measure.ts';
import { brokenBy } from './scenario.ts';
import { type Course, type Outage, timeline, type Way } from './timeline.ts';

/** Something that really fails now. Times in milliseconds since 1970. */
export type LiveFailure = {
  readonly node: string;
  readonly from: Instant;
  readonly until?: Instant;
  readonly restoreStarted?: Instant;
  readonly expectedEnd?: Instant;
};

/** What the failures mean for one process, as seen at `now`. Euro per hour at the capacity it has now. */
export type ProcessImpact = {
  readonly id: string;
  readonly name: string;
  readonly state: NodeState;
  readonly capacityNow: number;
  /** When it first loses (or lost) capacity; null = not at all. */
  readonly downFrom: Instant | null;
  /** When it is expected back in emergency operation; null = not known or never. */
  readonly recovered: Instant | null;
  /** When its targets break; null where there is no target or it is not hit. */
  readonly rtoAt: Instant | null;
  readonly mtpdAt: Instant | null;
  readonly rtoHolds: boolean | null;
  readonly costPerHour: { readonly low: number; readonly likely: number; readonly high: number };
  readonly because: readonly string[];
};

export type LiveImpact = { readonly processes: readonly ProcessImpact[]; readonly states: ReadonlyMap<string, NodeState> };

const capacityAt = (course: Course | undefined, at: number): number => {
  if (!course) return 1;
  let capacity = 1;
  course.at.forEach((from, i) => {
    if (from <= at) capacity = course.capacity[i] ?? 1;
  });
  return capacity;
};

/**
 * The live situation (contracts/model.md, "Live"): the same computation as a simulation, over failures that each have their own
 * start; a restore that has started is not rescheduled; nothing starts before now. Failures of nodes that the model does not have
 * are left out.
 */
export function impact(model: Model, failures: readonly LiveFailure[], now: Instant): LiveImpact {
  const c = compile(model);
  const known = failures.filter((failure) => c.indexOf.has(failure.node));
  const origin = Math.min(now, ...known.map((failure) => failure.from));
  const failed = new Map<number, LiveFailure>();
  for (const failure of known) {
    const v = c.indexOf.get(failure.node) ?? -1;
    const before = failed.get(v);
    if (!before || failure.from < before.from) failed.set(v, failure);
  }
  const all = brokenBy(c, [...failed.keys()]);
  const broken = new Set(all);
  const rel = (at: number) => at - origin;

  /** A node taken along by a cause fails with the earliest of its broken causes. */
  const since = new Map<number, number>();
  const sinceOf = (v: number): number => {
    const known = since.get(v);
    if (known !== undefined) return known;
    since.set(v, Number.POSITIVE_INFINITY);
    let from = failed.get(v)?.from ?? Number.POSITIVE_INFINITY;
    eachOf(c.causes, v, (cause) => {
      if (broken.has(cause)) from = Math.min(from, sinceOf(cause));
    });
    since.set(v, from);
    return from;
  };

  const wayOf = (v: number): Way => {
    const node = c.model.nodes[v];
    const live = failed.get(v);
    if (live?.until !== undefined) return { kind: 'until', at: rel(live.until) };
    if (live?.expectedEnd !== undefined) return { kind: 'until', at: rel(Math.max(live.expectedEnd, now)) };
    if (live?.restoreStarted !== undefined && node?.restore)
      return { kind: 'until', at: rel(Math.max(live.restoreStarted + node.restore.likely, now)) };
    const notBefore = Math.max(rel(now), rel(sinceOf(v)) + c.model.response);
    let hasCause = false;
    eachOf(c.causes, v, (cause) => {
      hasCause ||= broken.has(cause);
    });
    if (hasCause && node?.replace) return { kind: 'replace', ms: node.replace.likely, notBefore };
    if (node?.restore) return { kind: 'restore', ms: node.restore.likely, notBefore };
    return hasCause ? { kind: 'with-causes' } : { kind: 'never' };
  };

  const outages: Outage[] = all.map((node) => ({ node, from: rel(sinceOf(node)), way: wayOf(node) }));
  const { courses } = timeline(c, outages, null, (_node, start, ms) => start + ms);
  const worst = new Float64Array(c.n).fill(1);
  for (const [v, course] of courses) worst[v] = Math.min(...course.capacity);
  const states = statesOf(c, worst);
  const at = (ms: number | null): Instant | null => (ms === null || !Number.isFinite(ms) ? null : ((ms + origin) as Instant));

  const processes = model.nodes.flatMap((node, v): ProcessImpact[] => {
    if (node.kind !== 'process') return [];
    const course = courses.get(v);
    const capacity = capacityAt(course, rel(now));
    const recovered = backAt(course, node.minimum);
    const hit = states[v] === 'down' || states[v] === 'degraded';
    const rate = node.costPerHour ?? { low: 0, likely: 0, high: 0 };
    const share = 1 - capacity;
    return [
      {
        id: node.id,
        name: node.name,
        state: states[v] ?? 'unknown',
        capacityNow: capacity,
        downFrom: at(downFrom(course)),
        recovered: hit ? at(recovered) : null,
        // Targets count from the beginning of the trouble (t = 0).
        rtoAt: hit && node.rto !== null ? at(node.rto) : null,
        mtpdAt: hit && node.mtpd !== null ? at(node.mtpd) : null,
        rtoHolds: hit && node.rto !== null ? recovered <= node.rto : null,
        costPerHour: { low: rate.low * share, likely: rate.likely * share, high: rate.high * share },
        because: becauseOf(c, v, broken, (u) => (worst[u] ?? 1) < 1),
      },
    ];
  });
  return { processes, states: new Map(model.nodes.map((node, v) => [node.id, states[v] ?? 'unknown'])) };
}
