import { parseDuration } from '../../kernel/instant.ts';
import type { Model, ModelNode } from '../model/model.ts';
import { NO_FAILURE, simulate } from '../simulation/simulate.ts';

/** What the failure of one thing alone does. Spans in milliseconds; `null` = never comes back, or nobody has said. */
export type Answer = {
  readonly node: string;
  /** The process that it hits dearest. */
  readonly process: string;
  readonly stopsAfterMs: number;
  /** Not everything of it stands, only part. */
  readonly partly: boolean;
  readonly backAfterMs: number | null;
  /** When it is whole again; later than `backAfterMs` where it works as an emergency operation before. */
  readonly wholeAfterMs: number | null;
  readonly perHour: number | null;
  /** How long the process may stand still, and by how much that is passed; zero or less = it holds. */
  readonly limitMs: number | null;
  readonly missedByMs: number | null;
  /** Likely cost of the whole failure in euro; null = endless. */
  readonly cost: number | null;
  /** All processes that lose something, the named one first. */
  readonly hit: readonly string[];
};

const msOf = (span: string | null): number | null => (span === null ? null : (parseDuration(span) ?? null));

function answerFor(model: Model, node: ModelNode, processes: ReadonlyMap<string, ModelNode>, at: number): Answer | undefined {
  const result = simulate(model, { ...NO_FAILURE, fail: [node.id], at, runs: 0 });
  const hit = Object.entries(result.processes)
    .filter(([, { state }]) => state === 'down' || state === 'degraded')
    .map(([id, { state, downFrom, upAt, recovered, cost }]) => ({
      id,
      partly: state === 'degraded',
      from: msOf(downFrom) ?? 0,
      back: msOf(recovered.planned),
      whole: msOf(upAt),
      cost: typeof cost.likely === 'number' ? cost.likely : cost.likely === null ? Number.POSITIVE_INFINITY : 0,
    }))
    .sort((a, b) => b.cost - a.cost || a.from - b.from);
  const [first] = hit;
  if (!first) return undefined;
  const limitMs = processes.get(first.id)?.mtpd ?? null;
  return {
    node: node.id,
    process: first.id,
    stopsAfterMs: first.from,
    partly: first.partly,
    backAfterMs: first.back,
    wholeAfterMs: first.whole,
    perHour: processes.get(first.id)?.costPerHour?.likely ?? null,
    limitMs,
    missedByMs: limitMs === null || first.back === null ? null : first.back - limitMs,
    cost: typeof result.cost.likely === 'number' ? result.cost.likely : null,
    hit: hit.map(({ id }) => id),
  };
}

/**
 * What fails worst, dearest first: each thing that is no process fails alone at `at` (milliseconds; a model with calendars needs it),
 * and the real engine says what that does. Likely values only, so it is quick enough to follow each answer. An empty model has none.
 */
export function answersOf(model: Model, at: number): Answer[] {
  const processes = new Map(model.nodes.filter(({ kind }) => kind === 'process').map((node) => [node.id, node]));
  const rank = ({ cost }: Answer) => cost ?? Number.POSITIVE_INFINITY;
  return model.nodes
    .filter(({ kind }) => kind !== 'process')
    .flatMap((node) => answerFor(model, node, processes, at) ?? [])
    .sort((a, b) => (rank(a) === rank(b) ? b.hit.length - a.hit.length : rank(b) - rank(a)));
}
