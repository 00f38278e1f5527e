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

/**
 * Lists from pairs, kept in the order in which they come. `pairs` says every pair and is called twice, to count and to fill, so that
 * a sector with a million dependencies needs no objects.
 */
function lists(size: number, pairs: (say: (owner: number, item: number) => void) => void): Lists {
  const start = new Int32Array(size + 1);
  pairs((owner) => {
    start[owner + 1] = (start[owner + 1] ?? 0) + 1;
  });
  for (let i = 0; i < size; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const next = start.slice();
  const items = new Int32Array(start[size] ?? 0);
  pairs((owner, item) => {
    const place = next[owner] ?? 0;
    items[place] = item;
    next[owner] = place + 1;
  });
  return { start, items };
}

/** The items of one owner, as an array (not for the hot path). */
export const itemsOf = ({ start, items }: Lists, owner: number): number[] => Array.from(items.subarray(start[owner], start[owner + 1]));

/** Rounding of shares like 0.3 + 0.7 must not decide whether a process counts as recovered. */
const ROUNDING = 1e-9;

/** Lays a model out in numbers. The model must come from `parseModel`: every id in it exists. */
export function compile(model: Model): Network {
  const { nodes, dependencies, teams } = model;
  const indexOf = new Map<string, number>();
  nodes.forEach(({ id }, i) => indexOf.set(id, i));
  const at = (id: string): number => indexOf.get(id) ?? -1;
  const teamAt = new Map(teams.map(({ id }, i) => [id, i]));
  const size = nodes.length;
  const clauseOf = Int32Array.from(dependencies, ({ of }) => at(of));
  const members = lists(dependencies.length, (say) =>
    dependencies.forEach(({ on }, clause) => {
      for (const id of on) say(clause, at(id));
    }),
  );
  type Purpose = 'run' | 'recovery';
  const serves = (clause: number, other: Purpose) => dependencies[clause]?.for !== other;
  /** Per node its clauses that serve a purpose: all but those for the other one only. */
  const own = (other: Purpose) =>
    lists(size, (say) =>
      clauseOf.forEach((owner, clause) => {
        if (serves(clause, other)) say(owner, clause);
      }),
    );
  const memberships = (counts: (clause: number) => boolean) =>
    lists(size, (say) => {
      for (let clause = 0; clause < clauseOf.length; clause++) {
        if (!counts(clause)) continue;
        for (let n = members.start[clause] ?? 0; n < (members.start[clause + 1] ?? 0); n++) say(members.items[n] ?? 0, clause);
      }
    });
  return {
    size,
    indexOf,
    causes: lists(size, (say) =>
      nodes.forEach(({ causes }, i) => {
        for (const cause of causes) say(i, at(cause));
      }),
    ),
    effects: lists(size, (say) =>
      nodes.forEach(({ causes }, i) => {
        for (const cause of causes) say(at(cause), i);
      }),
    ),
    run: own('recovery'),
    recovery: own('run'),
    carries: memberships((clause) => serves(clause, 'recovery')),
    supports: memberships(() => true),
    members,
    clauseOf,
    least: Int32Array.from(dependencies, ({ group, atLeast }) => (group ? atLeast : 0)),
    buffer: Float64Array.from(dependencies, ({ buffer }) => buffer),
    loss: Float64Array.from(dependencies, ({ loss }) => loss),
    restart: Float64Array.from(nodes, ({ restart }) => restart),
    restarts: nodes.some(({ restart }) => restart > 0),
    tolerated: Float64Array.from(nodes, ({ minimum }) => 1 - minimum + ROUNDING),
    teams: lists(size, (say) =>
      nodes.forEach(({ restoredBy }, i) => {
        for (const team of restoredBy) say(i, teamAt.get(team) ?? -1);
      }),
    ),
    slots: Int32Array.from(teams, ({ slots }) => slots),
    processes: Int32Array.from(nodes.flatMap(({ kind }, i) => (kind === 'process' ? [i] : []))),
  };
}
