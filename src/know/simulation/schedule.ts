import { type Compiled, eachOf } from './compiled.ts';
import type { OpenHours } from './hours.ts';
import { compareScores, type Score, scoreOf } from './measure.ts';
import { type Finish, type Hands, type Outage, type Timeline, timeline } from './timeline.ts';

/** How the planned schedule was found: the true optimum, or the best of two simple rules and of what a search made of them. */
export type ScheduleKind = 'optimal' | 'first-come' | 'dearest-first' | 'improved';
export type Planned = { readonly kind: ScheduleKind; readonly hands: Hands; readonly course: Timeline };

/** Up to so many competing restores every order is tried. */
const EXACT = 8;

/** Outages whose teams may be asked for more slots than they have. */
function competing(c: Compiled, outages: readonly Outage[]): number[] {
  const demand = new Map<number, number[]>();
  outages.forEach(({ node, way }, i) => {
    if (way.kind === 'restore' || way.kind === 'replace')
      eachOf(c.teams, node, (team) => demand.set(team, [...(demand.get(team) ?? []), i]));
  });
  const scarce = [...demand].filter(([team, users]) => users.length > (c.model.teams[team]?.slots ?? 1));
  return [...new Set(scarce.flatMap(([, users]) => users))].sort((a, b) => a - b);
}

/** Euro per hour of the processes that rest on a node, for the rule "dearest first". */
function dearness(c: Compiled, node: number): number {
  const seen = new Set([node]);
  let sum = 0;
  for (const v of seen) {
    sum += c.model.nodes[v]?.costPerHour?.likely ?? 0;
    eachOf(c.run.withMember, v, (g) => seen.add(c.run.of[g] ?? v));
    eachOf(c.recovery.withMember, v, (g) => seen.add(c.recovery.of[g] ?? v));
    eachOf(c.brokenBy, v, (next) => seen.add(next));
  }
  return sum;
}

/**
 * The planned schedule with the slots there are. Every order in which the competing restores can start is tried (each starting as
 * early as its turn allows, so that a free slot may also be left waiting); that contains an optimum, since starting earlier never
 * costs more. Beyond eight, two rules and pairwise exchanges.
 */
export function plan(
  c: Compiled,
  outages: readonly Outage[],
  unlimited: Timeline,
  finish: Finish,
  hours: ReadonlyMap<number, OpenHours>,
): Planned {
  const rivals = competing(c, outages);
  if (rivals.length === 0) return { kind: 'optimal', hands: null, course: unlimited };
  const slots = c.model.teams.map((team) => team.slots);
  const processes = c.model.nodes.flatMap((node, v) => (node.kind === 'process' ? [v] : []));
  const tried = (order: readonly number[]) => {
    const hands = { order, slots };
    const course = timeline(c, outages, hands, finish);
    return { hands, course, score: scoreOf(c, processes, course, hours) };
  };
  type Tried = ReturnType<typeof tried>;
  const better = (a: Tried, b: Tried) => (compareScores(b.score, a.score) < 0 ? b : a);
  const byStart = [...rivals].sort((a, b) => (unlimited.start[a] ?? 0) - (unlimited.start[b] ?? 0) || a - b);
  const firstCome = tried(byStart);
  const bound: Score = scoreOf(c, processes, unlimited, hours);

  if (rivals.length <= EXACT) {
    let best = firstCome;
    const visit = (order: number[], left: readonly number[]): void => {
      // Nothing beats unlimited hands: when that is reached, the search is over.
      if (compareScores(best.score, bound) <= 0) return;
      if (left.length === 0) {
        best = better(best, tried(order));
        return;
      }
      for (const next of left)
        visit(
          [...order, next],
          left.filter((one) => one !== next),
        );
    };
    visit([], byStart);
    return { kind: 'optimal', hands: best.hands, course: best.course };
  }

  const cost = new Map(rivals.map((i) => [i, dearness(c, outages[i]?.node ?? 0)]));
  const dearest = tried(
    readyFirst(
      c,
      outages,
      [...rivals].sort((a, b) => (cost.get(b) ?? 0) - (cost.get(a) ?? 0) || a - b),
    ),
  );
  const simple = better(firstCome, dearest);
  let best = simple;
  for (let again = true, left = 400; again && left > 0; ) {
    again = false;
    const order = [...(best.hands?.order ?? [])];
    for (let i = 0; i + 1 < order.length && left > 0; i++)
      for (let j = i + 1; j < order.length && left > 0; j++, left--) {
        const swapped = [...order];
        [swapped[i], swapped[j]] = [order[j] ?? 0, order[i] ?? 0];
        const next = better(best, tried(swapped));
        again ||= next !== best;
        best = next;
      }
  }
  const kind = best !== simple ? 'improved' : simple === firstCome ? 'first-come' : 'dearest-first';
  return { kind, hands: best.hands, course: best.course };
}

/** The order with everything that a restore waits for before it, so that no turn waits for a later one. */
function readyFirst(c: Compiled, outages: readonly Outage[], order: readonly number[]): number[] {
  const indexOf = new Map(outages.map((outage, i) => [outage.node, i]));
  const wanted = new Set(order);
  const out: number[] = [];
  const done = new Set<number>();
  const visit = (i: number) => {
    if (done.has(i)) return;
    done.add(i);
    const node = outages[i]?.node ?? 0;
    const before = (v: number) => {
      const other = indexOf.get(v);
      if (other !== undefined) visit(other);
    };
    eachOf(c.causes, node, before);
    eachOf(c.recovery.ofNode, node, (g) => eachOf(c.recovery.members, g, before));
    if (wanted.has(i)) out.push(i);
  };
  for (const i of order) visit(i);
  return out;
}
