import type { Estimate, Model } from '../model/model.ts';
import { itemsOf, type Network } from './network.ts';
import type { Outage, Way } from './outages.ts';

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

/**
 * What is taken for a time that nobody has said: `soon` at once, `late` never. A result is known when it is the same for both
 * (contracts/model.md, "Meaning of a failure" 7).
 */
export type Assumed = 'soon' | 'late';

/** Outages of a scenario; `unsaid` when a time is needed that nobody has said; the estimate behind each restore, for the dice. */
export type Broken = {
  readonly outages: readonly Outage[];
  readonly estimates: readonly (Estimate | null)[];
  readonly unsaid: boolean;
};

/** Everything that is broken: the failed nodes and what they break through causes, in file order. */
export function brokenBy(net: Network, failed: readonly number[]): number[] {
  const broken = new Set(failed);
  for (const v of broken) for (const effect of itemsOf(net.effects, v)) broken.add(effect);
  return [...broken].sort((a, b) => a - b);
}

/** How each broken node comes back (contracts/model.md, "Meaning of a failure" 1 and 7). The ids in `fail` exist. */
export function outagesOf(model: Model, net: Network, scenario: Scenario, assumed: Assumed): Broken {
  const { malicious, holdMs, forMs } = scenario;
  const failed = new Set(scenario.fail.map((id) => net.indexOf.get(id) ?? -1));
  const all = brokenBy(net, [...failed]);
  const broken = new Set(all);
  const unsaidMs = assumed === 'soon' ? 0 : Number.POSITIVE_INFINITY;
  let unsaid = false;
  const hold = malicious ? (holdMs ?? unsaidMs) : 0;
  const notBefore = Math.max(model.response, hold);
  const estimates: (Estimate | null)[] = [];

  const timed = (kind: 'restore' | 'replace', estimate: Estimate | null): Way => {
    unsaid ||= estimate === null || (malicious && holdMs === null);
    estimates.push(estimate);
    return { kind, ms: estimate?.likely ?? unsaidMs, notBefore };
  };
  const untimed = (way: Way): Way => {
    estimates.push(null);
    return way;
  };
  const wayOf = (v: number): Way => {
    const node = model.nodes[v];
    if (!node) return untimed({ kind: 'never' });
    const hasCause = itemsOf(net.causes, v).some((cause) => broken.has(cause));
    if (forMs !== null && failed.has(v)) return untimed({ kind: 'until', at: forMs });
    if (hasCause && node.replace) return timed('replace', node.replace);
    if (forMs !== null) return untimed({ kind: 'with-causes' });
    // In an attack what would be restored must be rebuilt; a node with neither time comes back with its causes, as ever.
    if (malicious && (node.restore || node.rebuild)) return timed('restore', node.rebuild);
    if (node.restore) return timed('restore', node.restore);
    return untimed({ kind: hasCause ? 'with-causes' : 'never' });
  };
  return { outages: all.map((node) => ({ node, from: 0, way: wayOf(node) })), estimates, unsaid };
}
