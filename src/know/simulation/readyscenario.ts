import { z } from 'zod';
import { Bilingual } from '../../kernel/languages.ts';
import type { Inventory, InventoryNode } from '../inventory/inventory.ts';
import { NODE_KINDS } from '../model/model.ts';
import { LAWS, lawOf } from './jurisdiction.ts';

/** The stretches of an emergency in which other things matter. */
export const STAGES = ['minutes', 'hours', 'day', 'week'] as const;
export type Stage = (typeof STAGES)[number];
const Lines = z.array(Bilingual).min(1);

/** What a scenario hits, as a rule over any model. A node is hit when its kind is one of `kinds` and one of `words` or `laws` fits it. */
const Rule = z.object({
  kinds: z.array(z.enum(NODE_KINDS)).min(1),
  /** Parts of names, lower case; `*` fits every name. */
  words: z.array(z.string()).default([]),
  laws: z.array(z.enum(LAWS)).default([]),
  /** Only this share of what fits, those first on which most hangs. */
  share: z.number().gt(0).max(1).default(1),
  /** Said where nothing fits: what the model does not know. */
  missing: Bilingual,
});

/** A ready scenario (facts: know-prepare-learn.md §3.6), in our own words. Durations ISO 8601; null = until restored. */
export const ReadyScenario = z.object({
  key: z.string(),
  name: Bilingual,
  trigger: Bilingual,
  malicious: z.boolean().default(false),
  hits: z.array(Rule).min(1),
  /** How long it may last, shortest first; the question starts with `usual`. */
  lasts: z.array(z.string()).default([]),
  usual: z.string().nullable(),
  /** The plan of prepare/plans that fits, by its scenario. */
  plan: z.string().nullable().default(null),
  first: z.object({ minutes: Lines, hours: Lines, day: Lines, week: Lines }),
  decisions: Lines,
});
export type ReadyScenario = z.infer<typeof ReadyScenario>;

/** What a scenario hits in one inventory; `missing`: what it would hit that nobody has entered. */
export type Matched = { readonly keys: readonly string[]; readonly missing: readonly Bilingual[] };

const fits = ({ kind, name, provider }: InventoryNode, rule: z.infer<typeof Rule>): boolean => {
  if (!rule.kinds.includes(kind)) return false;
  const law = provider ? lawOf(provider.reach) : null;
  if (law !== null && rule.laws.includes(law)) return true;
  const plain = name.toLocaleLowerCase('de');
  return rule.words.some((word) => word === '*' || plain.includes(word));
};

/** The scenario in this inventory. */
export function matched({ nodes, dependencies }: Pick<Inventory, 'nodes' | 'dependencies'>, scenario: ReadyScenario): Matched {
  const needed = new Map<string, number>();
  for (const key of [...dependencies.flatMap(({ on }) => on), ...nodes.flatMap(({ cause }) => cause)])
    needed.set(key, (needed.get(key) ?? 0) + 1);
  const keys = new Set<string>();
  const missing: Bilingual[] = [];
  for (const rule of scenario.hits) {
    const all = nodes.filter((node) => fits(node, rule));
    if (all.length === 0) missing.push(rule.missing);
    const most = Math.ceil(all.length * rule.share);
    const chosen = most === all.length ? all : [...all].sort((a, b) => (needed.get(b.key) ?? 0) - (needed.get(a.key) ?? 0)).slice(0, most);
    for (const { key } of chosen) keys.add(key);
  }
  return { keys: [...keys], missing };
}

/** Which stretch a moment lies in: the first ten minutes, four hours, the first day, the first week and after. */
export function stageAt(ms: number): Stage {
  if (ms < 10 * 60_000) return 'minutes';
  if (ms < 4 * 3_600_000) return 'hours';
  return ms < 86_400_000 ? 'day' : 'week';
}
