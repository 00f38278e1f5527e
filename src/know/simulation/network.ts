import type { Model } from '../model/model.ts';

/** Lists of numbers laid end to end: the list of `i` is `items[start[i]] … items[start[i + 1] - 1]`. */
export type Lists = { readonly start: Int32Array; readonly items: Int32Array };

/**
 * A model laid out in numbers, so that a timeline touches no objects: nodes and clauses (a clause is one dependency, single or
 * "any of") by index in file order.
 */
export type Network = {
  readonly size: number;
  readonly indexOf: ReadonlyMap<string, number>;
  /** Per node: its causes; and the nodes it is a cause of. */
  readonly causes: Lists;
  readonly effects: Lists;
  /** Per node: its clauses for running; for recovery. */
  readonly run: Lists;
  readonly recovery: Lists;
  /** Per node: the run clauses it is a member of. */
  readonly carries: Lists;
  /** Per node: all clauses it is a member of. */
  readonly supports: Lists;
  /** Per clause: its members, whose it is, how many must work (0: a single one, whose share counts), buffer in ms, loss. */
  readonly members: Lists;
  readonly clauseOf: Int32Array;
  readonly least: Int32Array;
  readonly buffer: Float64Array;
  readonly loss: Float64Array;
  readonly restart: Float64Array;
  readonly restarts: boolean;
  /** Per node: 1 − minimum, the loss of capacity at which it still counts as recovered. */
  readonly tolerated: Float64Array;
  /** Per node: the teams that restore it. */
  readonly teams: Lists;
  readonly slots: Int32Array;
  /** Node indexes of the processes, in file order. */
  readonly processes: Int32Array;
};

/** The list of every index from 0 to `size` − 1. */
function lists(size: number, pairs: readonly (readonly [owner: number, item: number])[]): Lists {
  const start = new Int32Array(size + 1);
  for (const [owner] of pairs) start[owner + 1] = (start[owner + 1] ?? 0) + 1;
  for (let i = 0; i < size; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const next = start.slice();
  const items = new Int32Array(pairs.length);
  for (const [owner, item] of pairs) {
    const place = next[owner] ?? 0;
    items[place] = item;
    next[owner] = place + 1;
  }
  return { start, items };
}

/** The items of one owner, as an array (not for the hot path). */
export const itemsOf = ({ start, items }: Lists, owner: number): number[] => Array.from(items.subarray(start[owner], start[owner + 1]));

/** Rounding of shares like 0.3 + 0.7 must not decide whether a process counts as recovered. */
const ROUNDING = 1e-9;

/** Lays a model out in numbers. The model must come from `parseModel`: every id in it exists. */
export function compile(model: Model): Network {
  const { nodes, dependencies, teams } = model;
  const indexOf = new Map(nodes.map(({ id }, i) => [id, i]));
  const at = (id: string): number => indexOf.get(id) ?? -1;
  const teamAt = new Map(teams.map(({ id }, i) => [id, i]));
  const causePairs = nodes.flatMap(({ causes }, i) => causes.map((cause) => [i, at(cause)] as const));
  const size = nodes.length;
  const clauses = dependencies.map((one, clause) => ({ ...one, clause, owner: at(one.of), members: one.on.map(at) }));
  const running = clauses.filter((one) => one.for !== 'recovery');
  return {
    size,
    indexOf,
    causes: lists(size, causePairs),
    effects: lists(
      size,
      causePairs.map(([effect, cause]) => [cause, effect]),
    ),
    run: lists(
      size,
      running.map(({ owner, clause }) => [owner, clause]),
    ),
    recovery: lists(
      size,
      clauses.filter((one) => one.for !== 'run').map(({ owner, clause }) => [owner, clause]),
    ),
    carries: lists(
      size,
      running.flatMap(({ members, clause }) => members.map((member) => [member, clause] as const)),
    ),
    supports: lists(
      size,
      clauses.flatMap(({ members, clause }) => members.map((member) => [member, clause] as const)),
    ),
    members: lists(
      clauses.length,
      clauses.flatMap(({ members, clause }) => members.map((member) => [clause, member] as const)),
    ),
    clauseOf: Int32Array.from(clauses, ({ owner }) => owner),
    least: Int32Array.from(clauses, ({ group, atLeast }) => (group ? atLeast : 0)),
    buffer: Float64Array.from(clauses, ({ buffer }) => buffer),
    loss: Float64Array.from(clauses, ({ loss }) => loss),
    restart: Float64Array.from(nodes, ({ restart }) => restart),
    restarts: nodes.some(({ restart }) => restart > 0),
    tolerated: Float64Array.from(nodes, ({ minimum }) => 1 - minimum + ROUNDING),
    teams: lists(
      size,
      nodes.flatMap(({ restoredBy }, i) => restoredBy.map((team) => [i, teamAt.get(team) ?? -1] as const)),
    ),
    slots: Int32Array.from(teams, ({ slots }) => slots),
    processes: Int32Array.from(nodes.flatMap(({ kind }, i) => (kind === 'process' ? [i] : []))),
  };
}
