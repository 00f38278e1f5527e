import { type Compiled, eachOf, type Groups } from './compiled.ts';
import type { Outage, Timeline } from './timeline.ts';

type Edge = { readonly to: number; readonly group: number };

/** Strongly connected components (Tarjan 1972), without recursion. */
function components(nodes: readonly number[], edges: ReadonlyMap<number, readonly Edge[]>): number[][] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const onStack = new Set<number>();
  const stack: number[] = [];
  const found: number[][] = [];
  for (const root of nodes) {
    if (index.has(root)) continue;
    const path = [{ v: root, next: 0 }];
    while (path.length > 0) {
      const at = path.at(-1);
      if (!at) break;
      const { v } = at;
      if (at.next === 0) {
        index.set(v, index.size);
        low.set(v, index.get(v) ?? 0);
        stack.push(v);
        onStack.add(v);
      }
      const edge = edges.get(v)?.[at.next++];
      if (edge) {
        if (!index.has(edge.to)) path.push({ v: edge.to, next: 0 });
        else if (onStack.has(edge.to)) low.set(v, Math.min(low.get(v) ?? 0, index.get(edge.to) ?? 0));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) low.set(parent.v, Math.min(low.get(parent.v) ?? 0, low.get(v) ?? 0));
      if (low.get(v) !== index.get(v)) continue;
      const component: number[] = [];
      for (let u = stack.pop(); u !== undefined; u = stack.pop()) {
        onStack.delete(u);
        component.push(u);
        if (u === v) break;
      }
      found.push(component);
    }
  }
  return found;
}

/**
 * Circles in which everything waits for something else in the circle (contracts/model.md 8), as lists of ids in file order:
 * a broken node waits for its recovery dependencies and failed causes, a node taken down for the run dependencies that hold it.
 */
export function deadlocksIn(c: Compiled, outages: readonly Outage[], course: Timeline): string[][] {
  const stuckOutage = new Map(outages.flatMap((outage, i) => (Number.isFinite(course.end[i] ?? 0) ? [] : [[outage.node, i] as const])));
  const stuck = [...new Set([...stuckOutage.keys(), ...course.last.touched.filter((v) => course.last.deficit[v] === 1)])].sort(
    (a, b) => a - b,
  );
  const isStuck = new Set(stuck);
  const edges = new Map<number, Edge[]>();
  const groups: { readonly of: number; readonly members: number[] }[] = [];

  /** The edges of the dependencies that are not satisfied; an `onAny` is one bundle of edges. */
  const wait = (v: number, kind: Groups) => {
    eachOf(kind.ofNode, v, (g) => {
      const members: number[] = [];
      let working = 0;
      eachOf(kind.members, g, (member) => {
        if ((course.last.deficit[member] ?? 0) < 1) working++;
        else members.push(member);
      });
      if (working >= (kind.k[g] ?? 1) || (kind === c.run && (kind.loss[g] ?? 1) < 1)) return;
      const group = kind.any[g] ? groups.push({ of: v, members }) - 1 : -1;
      for (const to of members) if (isStuck.has(to)) edges.get(v)?.push({ to, group });
    });
  };
  for (const v of stuck) {
    edges.set(v, []);
    const i = stuckOutage.get(v);
    const way = i === undefined ? undefined : outages[i]?.way;
    if (!way) {
      wait(v, c.run);
      continue;
    }
    if (way.kind === 'restore' || way.kind === 'replace') wait(v, c.recovery);
    if (way.kind === 'restore' || way.kind === 'with-causes')
      eachOf(c.causes, v, (cause) => {
        if (stuckOutage.has(cause)) edges.get(v)?.push({ to: cause, group: -1 });
      });
  }
  for (;;) {
    const all = components(stuck, edges);
    const componentOf = new Map(all.flatMap((component, n) => component.map((v) => [v, n] as const)));
    const open = new Set(
      groups.flatMap((group, g) => (group.members.every((member) => componentOf.get(member) === componentOf.get(group.of)) ? [] : [g])),
    );
    let removed = false;
    for (const [v, list] of edges) {
      const kept = list.filter((edge) => !open.has(edge.group) || componentOf.get(edge.to) !== componentOf.get(v));
      removed ||= kept.length < list.length;
      edges.set(v, kept);
    }
    if (removed) continue;
    const isCircle = (component: number[]) =>
      component.length > 1 || (edges.get(component[0] ?? -1) ?? []).some((edge) => edge.to === component[0]);
    return all
      .filter(isCircle)
      .map((component) => component.sort((a, b) => a - b))
      .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
      .map((component) => component.map((v) => c.model.nodes[v]?.id ?? ''));
  }
}
