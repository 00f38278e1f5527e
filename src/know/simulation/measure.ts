import type { Compiled } from './compiled.ts';
import type { OpenHours } from './hours.ts';
import type { Course, Timeline } from './timeline.ts';

/** Capacities that differ by less than this are the same; they come from products of a few shares. */
const EPS = 1e-9;
const HOUR = 3_600_000;

/** When a node first lost capacity, and from when on it is at least `share` for good; Infinity = never again, 0 = never less. */
export const downFrom = (course: Course | undefined): number | null => {
  const i = course?.capacity.findIndex((capacity) => capacity < 1) ?? -1;
  return i < 0 ? null : (course?.at[i] ?? null);
};

export function backAt(course: Course | undefined, share: number): number {
  if (!course) return 0;
  for (let i = course.at.length - 1; i >= 0; i--) {
    if ((course.capacity[i] ?? 1) >= share - EPS) continue;
    return i === course.at.length - 1 ? Number.POSITIVE_INFINITY : (course.at[i + 1] ?? Number.POSITIVE_INFINITY);
  }
  return 0;
}

/** ∫ (1 − capacity) dt in hours over the process's opening hours; Infinity when it never is whole again. */
export function lostHours(course: Course | undefined, hours: OpenHours | undefined): number {
  if (!course) return 0;
  let sum = 0;
  for (let i = 0; i < course.at.length; i++) {
    const lost = 1 - (course.capacity[i] ?? 1);
    if (lost <= EPS) continue;
    const [from, to] = [course.at[i] ?? 0, course.at[i + 1]];
    if (to === undefined) return Number.POSITIVE_INFINITY;
    sum += (lost * (hours ? hours.between(from, to) : to - from)) / HOUR;
  }
  return sum;
}

/** What a schedule is judged by, in this order (contracts/model.md 2). */
export type Score = readonly [neverBack: number, cost: number, missedMtpd: number, missedRto: number, ...recovered: number[]];

export function scoreOf(c: Compiled, processes: readonly number[], course: Timeline, hours: ReadonlyMap<number, OpenHours>): Score {
  let [never, cost, mtpd, rto] = [0, 0, 0, 0];
  const recovered: number[] = [];
  for (const v of processes) {
    const node = c.model.nodes[v];
    if (!node) continue;
    const line = course.courses.get(v);
    const at = backAt(line, node.minimum);
    const lost = lostHours(line, hours.get(v));
    recovered.push(at);
    if (!Number.isFinite(lost)) never++;
    else cost += lost * (node.costPerHour?.likely ?? 0);
    if (node.mtpd !== null && at > node.mtpd) mtpd++;
    if (node.rto !== null && at > node.rto) rto++;
  }
  return [never, cost, mtpd, rto, ...recovered];
}

/** Negative when `a` is better. Costs that differ by less than a hundredth of a cent are the same. */
export function compareScores(a: Score, b: Score): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    if (x === y || (i === 1 && Math.abs(x - y) < 1e-4)) continue;
    return x < y ? -1 : 1;
  }
  return 0;
}
