import { z } from 'zod';
import type { InventoryNode } from '../inventory/inventory.ts';

/** What was really tried. Nobody can tick any of it: each comes from the room in which it happened. */
export const EvidenceKind = z.enum(['alert', 'restore', 'drill', 'dark-site']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

export const Evidence = z.object({ kind: EvidenceKind, what: z.string(), at: z.number() });
export type Evidence = z.infer<typeof Evidence>;

const DAY_MS = 86_400_000;
/** What was tried longer ago than this proves nothing any more; own rule: a test alert half a year, everything else a year. */
export const VALID_MS: Readonly<Record<EvidenceKind, number>> = {
  alert: 182 * DAY_MS,
  restore: 365 * DAY_MS,
  drill: 365 * DAY_MS,
  'dark-site': 365 * DAY_MS,
};

/** The steps of the ladder, each with the one thing that must have been tried, and how often. */
export const LADDER = [
  { level: 1, kind: 'alert', times: 1 },
  { level: 2, kind: 'restore', times: 1 },
  { level: 3, kind: 'drill', times: 1 },
  { level: 4, kind: 'dark-site', times: 1 },
  { level: 5, kind: 'restore', times: 3 },
] as const satisfies readonly { level: number; kind: EvidenceKind; times: number }[];
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

export type Rung = {
  readonly level: Level;
  readonly kind: EvidenceKind;
  readonly times: number;
  readonly reached: boolean;
  /** What counts for it, newest first; different things only. */
  readonly evidence: readonly Evidence[];
  /** The newest that would count if it were not too old; null = never tried. */
  readonly stale: Evidence | null;
};
export type Maturity = { readonly level: Level; readonly rungs: readonly Rung[] };

/** The newest of each thing: trying the same one three times proves one thing. */
const distinct = (all: readonly Evidence[]): Evidence[] => {
  const newest = new Map<string, Evidence>();
  for (const one of [...all].sort((a, b) => b.at - a.at)) if (!newest.has(one.what)) newest.set(one.what, one);
  return [...newest.values()];
};

/**
 * How far a firm has come, by what it has tried. A level counts only with all levels below it; what is too old counts no more.
 * `now` in milliseconds. Pure.
 */
export function maturityOf(evidence: readonly Evidence[], now: number): Maturity {
  const rungs = LADDER.map(({ level, kind, times }): Rung => {
    const all = distinct(evidence.filter((one) => one.kind === kind && one.at <= now));
    const fresh = all.filter(({ at }) => now - at <= VALID_MS[kind]);
    return {
      level,
      kind,
      times,
      reached: fresh.length >= times,
      evidence: fresh,
      stale: fresh.length >= times ? null : (all.find((one) => !fresh.includes(one)) ?? null),
    };
  });
  const missing = rungs.findIndex(({ reached }) => !reached);
  return { level: (missing < 0 ? rungs.length : missing) as Level, rungs };
}

/** Recovery times of the model that were measured. A guess or a contract is no evidence. */
export const restoreEvidence = (nodes: readonly InventoryNode[]): Evidence[] =>
  nodes.flatMap(({ name, restore, origins }) =>
    restore?.source === 'tested' && origins['restore']?.source === 'tested'
      ? [{ kind: 'restore', what: name, at: origins['restore'].at }]
      : [],
  );
