import type { Instant } from '../../kernel/instant.ts';
import type { Model } from '../model/model.ts';
import type { Clock } from './course.ts';
import { itemsOf, type Network } from './network.ts';
import type { Outage, Way } from './outages.ts';
import { brokenBy } from './scenario.ts';

/** Something that really fails now. Times in milliseconds since 1970. */
export type LiveFailure = {
  readonly node: string;
  readonly from: Instant;
  readonly until?: Instant;
  readonly restoreStarted?: Instant;
  readonly expectedEnd?: Instant;
};

/**
 * The outages of a live situation, in milliseconds from `origin`. What is overdue is taken as done at once: it cannot be done
 * earlier. Of two failures of one node the earlier counts.
 */
export function liveOutages(
  model: Model,
  net: Network,
  failures: readonly LiveFailure[],
  origin: number,
  now: Instant,
  clock: Clock,
): Outage[] {
  const failed = new Map<number, LiveFailure>();
  for (const failure of failures) {
    const v = net.indexOf.get(failure.node) ?? -1;
    const before = failed.get(v);
    if (!before || failure.from < before.from) failed.set(v, failure);
  }
  const all = brokenBy(net, [...failed.keys()]);
  const broken = new Set(all);
  const brokenCauses = (v: number) => itemsOf(net.causes, v).filter((cause) => broken.has(cause));

  /** A node taken along by a cause fails with the earliest of its broken causes. Causes have no circles. */
  const since = new Map<number, number>();
  const sinceOf = (v: number): number => {
    const known = since.get(v);
    if (known !== undefined) return known;
    const own = failed.get(v)?.from ?? Number.POSITIVE_INFINITY;
    const from = brokenCauses(v).reduce((first, cause) => Math.min(first, sinceOf(cause)), own);
    since.set(v, from);
    return from;
  };
  /** Comes back at a known time, or with something that does. */
  const timed = new Map<number, boolean>();
  const isTimed = (v: number): boolean => {
    const known = timed.get(v);
    if (known !== undefined) return known;
    const own = failed.get(v);
    const answer = own ? own.until !== undefined : brokenCauses(v).every(isTimed);
    timed.set(v, answer);
    return answer;
  };

  const wayOf = (v: number): Way => {
    const node = model.nodes[v];
    const own = failed.get(v);
    if (own?.until !== undefined) return { kind: 'until', at: own.until - origin };
    const begun = own?.restoreStarted;
    if (own && (own.expectedEnd !== undefined || (begun !== undefined && node?.restore))) {
      const start = (begun ?? own.from) - origin;
      const likely = node?.restore?.likely ?? 0;
      const end = own.expectedEnd === undefined ? (clock.finish?.(v, start, likely) ?? start + likely) : own.expectedEnd - origin;
      return { kind: 'running', start, end: Math.max(end, now - origin) };
    }
    const notBefore = Math.max(now, sinceOf(v) + model.response) - origin;
    const hasCause = brokenCauses(v).length > 0;
    if (hasCause && node?.replace) return { kind: 'replace', ms: node.replace.likely, notBefore };
    if (isTimed(v)) return { kind: 'with-causes' };
    if (node?.restore) return { kind: 'restore', ms: node.restore.likely, notBefore };
    return hasCause ? { kind: 'with-causes' } : { kind: 'never' };
  };
  return all.map((node) => ({ node, from: sinceOf(node) - origin, way: wayOf(node) }));
}
