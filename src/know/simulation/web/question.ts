import type { Model } from '../../model/model.ts';

/** What is asked: which nodes fail, for how long (null = until restored), and whether somebody did it on purpose. */
export type Question = {
  readonly fail: readonly string[];
  readonly forMs: number | null;
  readonly malicious: boolean;
  readonly holdMs: number | null;
  readonly dwellMs: number | null;
};

/** How many others each node takes along at once, because it is their cause. */
export function takenAlong(model: Model): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const node of model.nodes) for (const cause of node.causes) children.set(cause, [...(children.get(cause) ?? []), node.id]);
  const below = (id: string): string[] => {
    const found = new Set<string>();
    const open = [...(children.get(id) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next) || next === id) continue;
      found.add(next);
      open.push(...(children.get(next) ?? []));
    }
    return [...found];
  };
  return new Map(model.nodes.map(({ id }) => [id, below(id)]));
}

/** What is most worth asking about: causes first, by how much they take along, then what most things need. */
export function worthAsking(model: Model, most: number): readonly string[] {
  const along = takenAlong(model);
  const needed = new Map<string, number>();
  for (const { on } of model.dependencies) for (const id of on) needed.set(id, (needed.get(id) ?? 0) + 1);
  const weight = (id: string) => 2 * (along.get(id)?.length ?? 0) + (needed.get(id) ?? 0);
  return model.nodes
    .filter(({ kind, id }) => kind !== 'process' && weight(id) > 0)
    .sort((a, b) => weight(b.id) - weight(a.id))
    .slice(0, most)
    .map(({ id }) => id);
}
