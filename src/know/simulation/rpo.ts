import type { Model } from '../model/model.ts';
import { itemsOf, type Network } from './network.ts';
import type { Scenario } from './scenario.ts';

export type RpoVerdict = 'holds' | 'fails' | 'lost' | 'unknown' | null;

/**
 * The age of the newest backup that can be reached of each broken node under a process, the worst of them against its RPO
 * (contracts/model.md, "Meaning of a failure" 6); null when the process has no RPO. In an attack the age grows by the time that the
 * attacker was in, and is unknown when nobody has said how long that was.
 */
export function rpoOf(model: Model, net: Network, process: number, broken: ReadonlySet<number>, scenario: Scenario): RpoVerdict {
  const rpo = model.nodes[process]?.rpo ?? null;
  if (rpo === null) return null;
  const { malicious, dwellMs } = scenario;
  const under = new Set([process]);
  for (const v of under) for (const clause of itemsOf(net.run, v)) for (const member of itemsOf(net.members, clause)) under.add(member);
  let worst = 0;
  let unsaid = false;
  for (const v of under) {
    const node = model.nodes[v];
    if (!node || !broken.has(v)) continue;
    const ages = node.backups.flatMap(({ every, needs }) => (needs.some((id) => broken.has(net.indexOf.get(id) ?? -1)) ? [] : [every]));
    if (ages.length === 0) {
      if (node.kind === 'system' || node.kind === 'data') return 'lost';
      continue;
    }
    if (!node.restore && !(malicious && node.rebuild)) continue;
    unsaid ||= malicious && dwellMs === null;
    worst = Math.max(worst, Math.min(...ages) + (malicious ? (dwellMs ?? 0) : 0));
  }
  if (unsaid) return 'unknown';
  return worst > rpo ? 'fails' : 'holds';
}
