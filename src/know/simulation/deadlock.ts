import { components, type Edge } from './components.ts';
import type { Course } from './course.ts';
import { itemsOf, type Network } from './network.ts';
import { type Outages, REPLACE, RESTORE, WITH_CAUSES } from './outages.ts';

/** Several ways to what `of` waits for: it is caught in a circle when at least `atLeast` of them are in it. */
type Ways = { readonly of: number; readonly members: readonly number[]; readonly atLeast: number };

type WaitGraph = { readonly stuck: readonly number[]; readonly edges: Map<number, Edge[]>; readonly groups: readonly Ways[] };

/** Who waits for whom when nothing happens any more. */
function waits(net: Network, outages: Outages, course: Course, broken: ReadonlyMap<number, number>): WaitGraph {
  const { capacity } = course;
  const stuck: number[] = [];
  for (let v = 0; v < net.size; v++) if (broken.has(v) || capacity.lost[v] === 1) stuck.push(v);
  const isStuck = new Set(stuck);
  const edges = new Map<number, Edge[]>(stuck.map((v) => [v, []]));
  const groups: Ways[] = [];
  const waitFor = (v: number, clause: number) => {
    const members = itemsOf(net.members, clause);
    const needed = net.least[clause] ?? 0;
    const group = needed > 0 ? groups.push({ of: v, members, atLeast: members.length - needed + 1 }) - 1 : -1;
    for (const to of members) if (isStuck.has(to)) edges.get(v)?.push({ to, group });
  };
  for (const v of stuck) {
    const i = broken.get(v);
    if (i === undefined) {
      for (const clause of itemsOf(net.run, v)) if (capacity.takes(clause, Number.MAX_VALUE) === 1) waitFor(v, clause);
      continue;
    }
    const way = outages.way[i];
    // A restore that goes on, even without end, waits for nothing.
    if (course.start[i] !== Number.POSITIVE_INFINITY) continue;
    if (way === RESTORE || way === REPLACE) for (const clause of itemsOf(net.recovery, v)) if (!capacity.works(clause)) waitFor(v, clause);
    if (way === RESTORE || way === WITH_CAUSES)
      for (const cause of itemsOf(net.causes, v)) if (broken.has(cause)) edges.get(v)?.push({ to: cause, group: -1 });
  }
  return { stuck, edges, groups };
}

/**
 * Circles of which nothing can start (contracts/model.md, "Meaning of a failure" 8), each in file order: a broken node waits for its
 * recovery dependencies and failed causes, a node taken down for the run dependencies that hold it. At least one in each circle is
 * broken: what only holds each other down rises together when the rest allows it. The course must have ended.
 */
export function deadlocksIn(net: Network, outages: Outages, course: Course): number[][] {
  const broken = new Map<number, number>();
  for (let i = 0; i < outages.count; i++) if (!course.isBack(i)) broken.set(outages.node[i] ?? -1, i);
  if (broken.size === 0) return [];
  const { stuck, edges, groups } = waits(net, outages, course, broken);
  for (;;) {
    const all = components(stuck, edges);
    const componentOf = new Map(all.flatMap((component, n) => component.map((v) => [v, n] as const)));
    const inCircle = groups.map(
      ({ of, members, atLeast }) => members.filter((member) => componentOf.get(member) === componentOf.get(of)).length >= atLeast,
    );
    let removed = false;
    for (const [v, list] of edges) {
      const kept = list.filter(({ group, to }) => group < 0 || inCircle[group] === true || componentOf.get(to) !== componentOf.get(v));
      removed ||= kept.length < list.length;
      edges.set(v, kept);
    }
    if (removed) continue;
    return all
      .filter(
        (component) =>
          component.some((v) => broken.has(v)) &&
          (component.length > 1 || (edges.get(component[0] ?? -1) ?? []).some((edge) => edge.to === component[0])),
      )
      .map((component) => component.sort((a, b) => a - b))
      .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  }
}
