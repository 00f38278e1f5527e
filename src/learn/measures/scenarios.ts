import { z } from 'zod';
import { DAY, formatDuration, HOUR } from '../../kernel/instant.ts';
import { Key, Source } from '../../know/inventory/inventory.ts';
import type { Model, ModelNode } from '../../know/model/model.ts';
import { compile, itemsOf, type Network } from '../../know/simulation/network.ts';

/** What is expected to happen, and how often a year. `for`: ISO 8601, or null for until it is restored. */
export const ExpectedScenario = z.object({
  id: z.string().min(1).max(120),
  name: z.string().trim().min(1).max(200),
  fail: z.array(Key).min(1).max(500),
  for: z.string().max(40).nullable(),
  perYear: z.number().min(0).max(1e6),
  /** Where the frequency comes from. */
  source: Source,
  note: z.string().max(500).default(''),
});
export type ExpectedScenario = z.infer<typeof ExpectedScenario>;

type Usual = { readonly perYear: number; readonly ms: number };

/**
 * How often a thing fails and for how long where nobody has said: assumptions of ours, to be replaced by one's own experience. The
 * time counts only where the model has no recovery time.
 */
const USUAL: Readonly<Record<Exclude<ModelNode['kind'], 'process'>, Usual>> = {
  line: { perYear: 2, ms: 4 * HOUR },
  power: { perYear: 0.5, ms: 2 * HOUR },
  service: { perYear: 1, ms: 6 * HOUR },
  system: { perYear: 0.3, ms: DAY },
  device: { perYear: 0.2, ms: 2 * DAY },
  data: { perYear: 0.1, ms: DAY },
  person: { perYear: 0.5, ms: 10 * DAY },
  site: { perYear: 0.01, ms: 14 * DAY },
  cause: { perYear: 0.5, ms: 8 * HOUR },
};
/** A provider that stops for good or for weeks (insolvency, sanction, end of the service). */
const STOP: Usual = { perYear: 0.02, ms: 28 * DAY };
/** Everything at once: fire, flood. It shows whether anything can begin at all (contracts/model.md 8). */
const EVERYTHING_PER_YEAR = 0.005;
/** Everything in the house encrypted: near to one firm in thirty a year (own estimate below KfW's 29 % of any attack in three years). */
const ENCRYPTED_PER_YEAR = 0.03;
/** More would make weighing slow and the list unread. */
const MOST = 24;

/** How many processes feel it when a node breaks (`processes`: their indexes in the network). */
export function weightOf(net: Network, processes: ReadonlySet<number>, node: number): number {
  const reach = new Set([node]);
  for (const v of reach) {
    for (const clause of itemsOf(net.carries, v)) reach.add(net.clauseOf[clause] ?? v);
    for (const effect of itemsOf(net.effects, v)) reach.add(effect);
  }
  return [...reach].filter((v) => processes.has(v)).length;
}

export type ScenarioWords = { readonly stop: (name: string) => string; readonly encrypted: string; readonly everything: string };

/** What is usually to be expected in this firm: each thing that a process rests on fails, its providers stop, and one attack. */
export function usualScenarios(model: Model, words: ScenarioWords): ExpectedScenario[] {
  const net = compile(model);
  const processes = new Set(net.processes);
  const weighed = model.nodes
    .map((node, v) => ({ node, weight: node.kind === 'process' ? 0 : weightOf(net, processes, v) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST);
  const singles = weighed.flatMap(({ node }): ExpectedScenario[] => {
    if (node.kind === 'process') return [];
    const { perYear, ms } = USUAL[node.kind];
    const timed = node.restore === null || node.kind === 'person' || node.kind === 'cause';
    const common = { source: 'guess', note: '' } as const;
    const one = { id: `fail:${node.id}`, name: node.name, fail: [node.id], for: timed ? formatDuration(ms) : null, perYear, ...common };
    const effects = model.nodes.filter(({ causes }) => causes.includes(node.id));
    // The grid fails for hours and comes back by itself.
    if (node.kind === 'cause' && effects.length > 0 && effects.every(({ kind }) => kind === 'power'))
      return [{ ...one, for: formatDuration(USUAL.power.ms), perYear: USUAL.power.perYear }];
    if (node.kind !== 'cause') return [one];
    return [
      one,
      { ...one, id: `stop:${node.id}`, name: words.stop(node.name), for: formatDuration(STOP.ms), perYear: STOP.perYear, ...common },
    ];
  });
  const restored = model.nodes.filter(({ restore }) => restore !== null);
  const inHouse = restored.filter(({ kind, causes }) => (kind === 'system' || kind === 'data') && causes.length === 0);
  const many = (id: string, name: string, nodes: readonly ModelNode[], perYear: number): ExpectedScenario[] =>
    nodes.length < 2 ? [] : [{ id, name, fail: nodes.map((node) => node.id), for: null, perYear, source: 'guess', note: '' }];
  return [
    ...singles,
    ...many('encrypted', words.encrypted, inHouse, ENCRYPTED_PER_YEAR),
    ...many('everything', words.everything, restored, EVERYTHING_PER_YEAR),
  ];
}

/** The scenarios whose nodes are all there still. */
export function fitting(scenarios: readonly ExpectedScenario[], model: Model): ExpectedScenario[] {
  const known = new Set(model.nodes.map(({ id }) => id));
  return scenarios.filter(({ fail }) => fail.every((id) => known.has(id)));
}
