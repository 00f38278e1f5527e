import type { Estimate, ModelNode } from '../model/model.ts';
import { type Compiled, eachOf } from './compiled.ts';
import type { Outage, Way } from './timeline.ts';

/** What fails and how. Durations in milliseconds. */
export type Scenario = {
  readonly fail: readonly string[];
  /** Fails for this long; until restored when null. */
  readonly forMs: number | null;
  readonly malicious: boolean;
  /** Release by insurer and forensics; null = nobody has said. */
  readonly holdMs: number | null;
  /** How long the attacker was in before, for the age of backups; null = nobody has said. */
  readonly dwellMs: number | null;
};

/** Everything that is broken: the failed nodes and what they break through causes, in file order. */
export function brokenBy(c: Compiled, failed: readonly number[]): number[] {
  const broken = new Uint8Array(c.n);
  const queue = [...failed];
  for (const v of queue) {
    if (broken[v]) continue;
    broken[v] = 1;
    eachOf(c.brokenBy, v, (next) => {
      if (!broken[next]) queue.push(next);
    });
  }
  return [...broken.keys()].filter((v) => broken[v] === 1);
}

/** Picks the time of an estimate: the likely one, or a drawn one. */
export type Draw = (estimate: Estimate, node: ModelNode, use: 'restore' | 'replace') => number;
export const likely: Draw = (estimate) => estimate.likely;

/** A way whose time nobody has said: in an attack without hold or rebuild. */
export const UNKNOWN_AT = Number.MAX_SAFE_INTEGER / 4;

/**
 * How each broken node comes back (contracts/model.md, "Meaning of a failure" 1 and 7). `unknown` holds the nodes whose time is not
 * known; they get the time `unknownAt`.
 */
export function outagesOf(
  c: Compiled,
  scenario: Scenario,
  draw: Draw,
  unknownAt: number,
): { outages: Outage[]; unknown: ReadonlySet<number> } {
  const failed = new Set(scenario.fail.map((id) => c.indexOf.get(id) ?? -1));
  const all = brokenBy(c, [...failed]);
  const broken = new Set(all);
  const unknown = new Set<number>();
  const { malicious, holdMs, forMs } = scenario;
  const notBefore = Math.max(c.model.response, malicious ? (holdMs ?? 0) : 0);

  const timed = (kind: 'restore' | 'replace', v: number, node: ModelNode, estimate: Estimate | null): Way => {
    if (estimate === null || (malicious && holdMs === null)) {
      unknown.add(v);
      return { kind: 'until', at: unknownAt };
    }
    return { kind, ms: draw(estimate, node, kind), notBefore };
  };

  const way = (v: number): Way => {
    const node = c.model.nodes[v];
    if (!node) return { kind: 'never' };
    let hasCause = false;
    eachOf(c.causes, v, (cause) => {
      hasCause ||= broken.has(cause);
    });
    if (forMs !== null) {
      if (failed.has(v)) return { kind: 'until', at: forMs };
      return node.replace ? timed('replace', v, node, node.replace) : { kind: 'with-causes' };
    }
    if (hasCause && node.replace) return timed('replace', v, node, node.replace);
    if (malicious && (node.restore || node.rebuild)) return timed('restore', v, node, node.rebuild);
    if (node.restore) return timed('restore', v, node, node.restore);
    return hasCause ? { kind: 'with-causes' } : { kind: 'never' };
  };
  return { outages: all.map((node) => ({ node, from: 0, way: way(node) })), unknown };
}
