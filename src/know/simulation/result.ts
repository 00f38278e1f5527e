import { formatDuration } from '../../kernel/instant.ts';
import type { NodeState } from './honesty.ts';
import type { ScheduleKind } from './planning.ts';
import type { RpoVerdict } from './rpo.ts';

/** A duration as ISO 8601; null = never; not known is said as such. */
export type When = string | null;
/** `unknown`: it cannot be said; null: the process has no such target. */
export type Verdict = 'holds' | 'tight' | 'fails' | 'unknown' | null;
/** Euro, rounded to cents; null = without end. */
export type Money = number | 'unknown' | null;
export type Costs = { readonly likely: Money; readonly p10: Money; readonly p50: Money; readonly p90: Money };

export type NodeResult = {
  readonly state: NodeState;
  readonly downFrom: When;
  readonly upAt: When;
  readonly broken: boolean;
  readonly because: readonly string[];
};
export type ProcessResult = {
  readonly state: NodeState;
  readonly downFrom: When;
  readonly upAt: When;
  readonly recovered: { readonly infiniteHands: When; readonly planned: When; readonly p80: When };
  readonly rto: Verdict;
  readonly mtpd: Verdict;
  readonly mtpdBreaksAt: When;
  readonly rpo: RpoVerdict;
  readonly cost: Costs;
};

/** The answer of `krisenfest simulate --json` (contracts/model.md, "Commands"). */
export type SimulationResult = {
  readonly state: NodeState;
  readonly schedule: ScheduleKind;
  readonly nodes: Readonly<Record<string, NodeResult>>;
  readonly processes: Readonly<Record<string, ProcessResult>>;
  readonly restores: readonly { readonly node: string; readonly start: When; readonly end: When; readonly teams: readonly string[] }[];
  readonly deadlocks: readonly (readonly string[])[];
  readonly cost: Costs;
};

/** A time that the engine gives in ms (Infinity = never), or `undefined` where it is not known. */
export const when = (ms: number | undefined): When => (ms === undefined ? 'unknown' : Number.isFinite(ms) ? formatDuration(ms) : null);

export const money = (amount: number | undefined): Money =>
  amount === undefined ? 'unknown' : Number.isFinite(amount) ? Math.round(amount * 100) / 100 : null;

/** Planned and p80 within the target: holds; only planned: tight. */
export function verdict(target: number | null, planned: number | undefined, p80: number | undefined): Verdict {
  if (target === null) return null;
  if (planned === undefined || p80 === undefined) return 'unknown';
  if (planned > target) return 'fails';
  return p80 > target ? 'tight' : 'holds';
}

/** A record in which `__proto__` is a name like any other. */
export function record<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const out = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) out[key] = value;
  return out;
}
