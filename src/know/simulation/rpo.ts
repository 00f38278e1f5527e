import type { Model } from '../model/model.ts';
import { compile, itemsOf, type Network } from './network.ts';
import { brokenBy, type Scenario } from './scenario.ts';

export type RpoVerdict = 'holds' | 'fails' | 'lost' | 'unknown' | null;

/** What decides about the work that a process loses. `needs`: what its backups need and is broken; `ageMs`: of the newest reachable one. */
export type DataLoss =
  | { readonly verdict: null }
  | { readonly verdict: 'holds' | 'fails'; readonly node: string | null; readonly ageMs: number }
  | { readonly verdict: 'unknown'; readonly node: string }
  | { readonly verdict: 'lost'; readonly node: string; readonly needs: readonly string[] };

/**
 * The age of the newest backup that can be reached of each broken node under a process, the worst of them against its RPO
 * (contracts/model.md, "Meaning of a failure" 6); null when the process has no RPO. In an attack the age grows by the time that the
 * attacker was in, and is unknown when nobody has said how long that was.
 */
export function dataLossOf(model: Model, net: Network, process: number, broken: ReadonlySet<number>, scenario: Scenario): DataLoss {
  const rpo = model.nodes[process]?.rpo ?? null;
  if (rpo === null) return { verdict: null };
  const { malicious, dwellMs } = scenario;
  const under = new Set([process]);
  for (const v of under) for (const clause of itemsOf(net.run, v)) for (const member of itemsOf(net.members, clause)) under.add(member);
  let worst: { readonly node: string | null; readonly ageMs: number } = { node: null, ageMs: 0 };
  let unsaid: string | undefined;
  for (const v of under) {
    const node = model.nodes[v];
    if (!node || !broken.has(v)) continue;
    const gone = (id: string) => broken.has(net.indexOf.get(id) ?? -1);
    const ages = node.backups.flatMap(({ every, needs }) => (needs.some(gone) ? [] : [every]));
    if (ages.length === 0) {
      if (node.kind === 'system' || node.kind === 'data')
        return { verdict: 'lost', node: node.id, needs: [...new Set(node.backups.flatMap(({ needs }) => needs.filter(gone)))] };
      continue;
    }
    if (!node.restore && !(malicious && node.rebuild)) continue;
    if (malicious && dwellMs === null) unsaid ??= node.id;
    const ageMs = Math.min(...ages) + (malicious ? (dwellMs ?? 0) : 0);
    if (ageMs > worst.ageMs) worst = { node: node.id, ageMs };
  }
  if (unsaid !== undefined) return { verdict: 'unknown', node: unsaid };
  return { verdict: worst.ageMs > rpo ? 'fails' : 'holds', ...worst };
}

/** The verdict alone. */
export const rpoOf = (model: Model, net: Network, process: number, broken: ReadonlySet<number>, scenario: Scenario): RpoVerdict =>
  dataLossOf(model, net, process, broken, scenario).verdict;

/** What decides about the work that each process with an RPO loses in a scenario, by process id in file order. */
export function dataLosses(model: Model, scenario: Scenario): ReadonlyMap<string, DataLoss> {
  const net = compile(model);
  const broken = new Set(
    brokenBy(
      net,
      scenario.fail.map((id) => net.indexOf.get(id) ?? -1),
    ),
  );
  const ofProcess = (v: number): [string, DataLoss][] => {
    const loss = dataLossOf(model, net, v, broken, scenario);
    return loss.verdict === null ? [] : [[model.nodes[v]?.id ?? '', loss]];
  };
  return new Map(Array.from(net.processes).flatMap(ofProcess));
}
