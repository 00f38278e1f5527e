import type { Dependency, Model } from '../model/model.ts';

/** Lists of numbers per index, flat: the items of `i` are `items[start[i] … start[i + 1]]`. */
export type Lists = { readonly start: Int32Array; readonly items: Int32Array };

/** Dependencies of one purpose (run or recovery), as arrays: one group per dependency, `k` of its members must work. */
export type Groups = {
  readonly count: number;
  readonly of: Int32Array;
  readonly members: Lists;
  readonly k: Int32Array;
  /** 1 where it was written as `onAny`: then only "works or not" counts, not the share. */
  readonly any: Uint8Array;
  readonly buffer: Float64Array;
  readonly loss: Float64Array;
  /** Groups that a node has; groups in which a node is a member. */
  readonly ofNode: Lists;
  readonly withMember: Lists;
};

/** A model as typed arrays over node indexes in file order, for the engine's inner loops. */
export type Compiled = {
  readonly model: Model;
  readonly n: number;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly causes: Lists;
  readonly brokenBy: Lists;
  readonly run: Groups;
  readonly recovery: Groups;
  readonly teams: Lists;
  readonly restart: Float64Array;
  readonly anyRestart: boolean;
};

/** Builds flat lists from pairs (owner, item), keeping the order of the pairs. */
function lists(size: number, owners: readonly number[], items: readonly number[]): Lists {
  const start = new Int32Array(size + 1);
  for (const owner of owners) start[owner + 1] = (start[owner + 1] ?? 0) + 1;
  for (let i = 0; i < size; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const next = start.slice();
  const flat = new Int32Array(items.length);
  owners.forEach((owner, i) => {
    const at = next[owner] ?? 0;
    flat[at] = items[i] ?? 0;
    next[owner] = at + 1;
  });
  return { start, items: flat };
}

function groups(n: number, dependencies: readonly Dependency[], index: (id: string) => number): Groups {
  const of = Int32Array.from(dependencies, (one) => index(one.of));
  const owners: number[] = [];
  const members: number[] = [];
  dependencies.forEach((one, g) => {
    for (const id of one.on) {
      owners.push(g);
      members.push(index(id));
    }
  });
  return {
    count: dependencies.length,
    of,
    members: lists(dependencies.length, owners, members),
    k: Int32Array.from(dependencies, (one) => one.atLeast),
    any: Uint8Array.from(dependencies, (one) => (one.group ? 1 : 0)),
    buffer: Float64Array.from(dependencies, (one) => one.buffer),
    loss: Float64Array.from(dependencies, (one) => one.loss),
    ofNode: lists(n, [...of], [...of.keys()]),
    withMember: lists(n, members, owners),
  };
}

/** Turns a model into arrays. The model was parsed, so every id exists. */
export function compile(model: Model): Compiled {
  const indexOf = new Map(model.nodes.map((node, i) => [node.id, i]));
  const teamIndex = new Map(model.teams.map((team, i) => [team.id, i]));
  const index = (id: string) => indexOf.get(id) ?? -1;
  const n = model.nodes.length;
  const pairs = model.nodes.flatMap((node, i) => node.causes.map((cause): [number, number] => [i, index(cause)]));
  const teamPairs = model.nodes.flatMap((node, i) => node.restoredBy.map((team): [number, number] => [i, teamIndex.get(team) ?? -1]));
  const first = (all: readonly [number, number][]) => all.map((pair) => pair[0]);
  const second = (all: readonly [number, number][]) => all.map((pair) => pair[1]);
  const restart = Float64Array.from(model.nodes, (node) => node.restart);
  return {
    model,
    n,
    indexOf,
    causes: lists(n, first(pairs), second(pairs)),
    brokenBy: lists(n, second(pairs), first(pairs)),
    run: groups(
      n,
      model.dependencies.filter((one) => one.for !== 'recovery'),
      index,
    ),
    recovery: groups(
      n,
      model.dependencies.filter((one) => one.for !== 'run'),
      index,
    ),
    teams: lists(n, first(teamPairs), second(teamPairs)),
    restart,
    anyRestart: restart.some((span) => span > 0),
  };
}

/** Calls `each` with every item of `i`. */
export function eachOf({ start, items }: Lists, i: number, each: (item: number) => void): void {
  for (let at = start[i] ?? 0, end = start[i + 1] ?? 0; at < end; at++) each(items[at] ?? 0);
}
