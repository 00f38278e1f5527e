import type { Model } from '../model/model.ts';
import { type Clock, Course, type Hands } from './course.ts';
import { itemsOf, type Network } from './network.ts';
import { type Outages, REPLACE, RESTORE, WITH_CAUSES } from './outages.ts';
import { compareScores, type Score, type Stakes, scoreOf } from './score.ts';

/** How the planned schedule was found: the true optimum, one of two simple rules, or better than both by search. */
export type ScheduleKind = 'optimal' | 'first-come' | 'dearest-first' | 'improved';
/** `inCourse`: the course holds this very schedule already. */
export type Plan = { readonly kind: ScheduleKind; readonly hands: Hands; readonly inCourse: boolean };

/** Up to so many competing restores the best of all orders is found. */
export const EXACT = 8;
/** How many orders the search beyond that looks at: fewer of long ones, so that an answer on a screen does not wait for them. */
const triesFor = (rivals: number): number => Math.min(1500, Math.ceil(10_000 / rivals));

/** Euro per hour of the processes above a node: over dependencies and causes. */
function dearness(model: Model, net: Network, node: number): number {
  const seen = new Set([node]);
  let sum = 0;
  for (const v of seen) {
    sum += model.nodes[v]?.costPerHour?.likely ?? 0;
    for (const clause of itemsOf(net.supports, v)) seen.add(net.clauseOf[clause] ?? v);
    for (const effect of itemsOf(net.effects, v)) seen.add(effect);
  }
  return sum;
}

type Tried = { readonly hands: Hands; readonly score: Score };

/**
 * The order in which few hands restore best.
 *
 * An order says who begins first among those who need the same scarce team; each begins as early as its turn allows. Beginning
 * earlier never costs more, so these orders hold a best schedule, also where it leaves a free slot waiting. Up to `EXACT` rivals:
 * branch and bound over orders, where the bound of an opening lets all others work beside each other after it. Beyond: the two
 * rules, then exchanges and moves of single turns while they help.
 */
export function plan(model: Model, course: Course, outages: Outages, ms: Float64Array, clock: Clock, stakes: Stakes): Plan {
  const { net } = course;
  let last: Hands | undefined;
  const judge = (hands: Hands): Score => {
    course.run(outages, ms, hands, clock);
    last = hands;
    return scoreOf(course, stakes);
  };
  const found = (kind: ScheduleKind, hands: Hands): Plan => ({ kind, hands, inCourse: hands === last });
  const free = judge({ kind: 'free' });
  const begun = course.start.slice();
  // Who cannot begin with any number of hands takes no turn. Who need not, since its causes are back before, may have to with few.
  const rivals = outages.rivals.filter((i) => begun[i] !== Number.POSITIVE_INFINITY || course.isBack(i));
  // Nobody is in anybody's way: the course of hands without end is the planned one.
  if (rivals.length === 0) return { kind: 'optimal', hands: { kind: 'first', order: outages.rivals }, inCourse: true };
  const comingOrder = [...rivals].sort((a, b) => (begun[a] ?? 0) - (begun[b] ?? 0) || a - b);
  const tried = (hands: Hands): Tried => ({ hands, score: judge(hands) });
  const better = (a: Tried, b: Tried): Tried => (compareScores(b.score, a.score) < 0 ? b : a);
  const firstCome = tried({ kind: 'first', order: comingOrder });
  const bound = boundOf(course, outages, ms, clock, stakes);
  const floor = bound ? bound([]) : free;
  // Nothing is better than hands without end.
  if (rivals.length === 1 || compareScores(firstCome.score, floor) <= 0) return found('optimal', firstCome.hands);
  if (rivals.length <= EXACT) return found('optimal', search(course, outages, comingOrder, judge, bound, firstCome, floor).hands);

  const price = new Map(rivals.map((i) => [i, dearness(model, net, outages.node[i] ?? 0)]));
  const dearest = tried({
    kind: 'first',
    order: [...comingOrder].sort((a, b) => (price.get(b) ?? 0) - (price.get(a) ?? 0)),
  });
  const simple = better(firstCome, dearest);
  if (compareScores(simple.score, floor) <= 0) return found('optimal', simple.hands);

  let best = simple;
  let left = triesFor(rivals.length);
  /** The order in which the best schedule so far begins, as turns. */
  judge(best.hands);
  const start = course.start.slice();
  let order = [...rivals].sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
  best = better(best, tried({ kind: 'turns', order }));
  for (let again = true; again && left > 0; ) {
    again = false;
    for (const changed of neighbours(order)) {
      if (left-- <= 0) break;
      const next = tried({ kind: 'turns', order: changed });
      if (compareScores(next.score, best.score) >= 0) continue;
      best = next;
      order = changed;
      again = true;
      break;
    }
  }
  if (best !== simple) return found('improved', best.hands);
  return found(simple === firstCome ? 'first-come' : 'dearest-first', simple.hands);
}

/** Orders in which one turn has moved, near moves first. */
function* neighbours(order: readonly number[]): Generator<number[]> {
  for (let distance = 1; distance < order.length; distance++)
    for (let from = 0; from < order.length; from++)
      for (const to of distance === 1 ? [from + 1] : [from - distance, from + distance]) {
        if (to < 0 || to >= order.length) continue;
        const changed = [...order];
        changed.splice(to, 0, ...changed.splice(from, 1));
        yield changed;
      }
}

/**
 * Beginning earlier costs more in one case only: what is back while others still hold it down must restart, and would not have to had it
 * come back with them. Where that may happen: what no order that begins with an opening can beat, with such restarts left out.
 */
function boundOf(
  { net }: Course,
  outages: Outages,
  ms: Float64Array,
  clock: Clock,
  stakes: Stakes,
): ((opening: readonly number[]) => Score) | undefined {
  const restart = net.restart.slice();
  for (let i = 0; i < outages.count; i++) {
    const way = outages.way[i];
    if (way === RESTORE || way === REPLACE || way === WITH_CAUSES) restart[outages.node[i] ?? 0] = 0;
  }
  if (restart.every((one, v) => one === net.restart[v])) return undefined;
  const bounded = new Course({ ...net, restart, restarts: restart.some((one) => one > 0) });
  return (order) => {
    bounded.run(outages, ms, { kind: 'opening', order }, clock);
    return scoreOf(bounded, stakes);
  };
}

/** Branch and bound over the orders of the rivals. */
function search(
  course: Course,
  outages: Outages,
  rivals: readonly number[],
  judge: (hands: Hands) => Score,
  boundOn: ((opening: readonly number[]) => Score) | undefined,
  first: Tried,
  floor: Score,
): Tried {
  const { net } = course;
  const scarceTeams = new Map(
    rivals.map((i) => [i, itemsOf(net.teams, outages.node[i] ?? 0).filter((team) => outages.scarce[team] === 1)] as const),
  );
  const share = (a: number, b: number) => (scarceTeams.get(a) ?? []).some((team) => scarceTeams.get(b)?.includes(team) ?? false);
  let best = first;
  const visit = (opening: readonly number[], left: readonly number[]): void => {
    const last = opening.at(-1);
    const branches = left.flatMap((next) => {
      // Neighbours that share no scarce team may stand in either order: only one of the two is looked at.
      if (last !== undefined && next < last && !share(last, next)) return [];
      const order = [...opening, next];
      // An opening of all is the whole order.
      const bound = left.length > 1 && boundOn ? boundOn(order) : judge({ kind: 'opening', order });
      return compareScores(bound, best.score) < 0 ? [{ order, next, bound }] : [];
    });
    branches.sort((a, b) => compareScores(a.bound, b.bound));
    for (const { order, next, bound } of branches) {
      if (compareScores(bound, best.score) >= 0) continue;
      const rest = left.filter((one) => one !== next);
      if (rest.length > 0) visit(order, rest);
      else best = { hands: { kind: 'turns', order }, score: bound };
      if (compareScores(best.score, floor) <= 0) return;
    }
  };
  visit([], rivals);
  return best;
}
