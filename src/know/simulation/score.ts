import type { Model } from '../model/model.ts';
import type { Course } from './course.ts';

const HOUR = 3_600_000;

/** What processes cost and must keep, by index in `net.processes`. Targets in ms, Infinity = none. */
export type Stakes = { readonly rate: Float64Array; readonly mtpd: Float64Array; readonly rto: Float64Array };

export function stakesOf(model: Model): Stakes {
  const processes = model.nodes.filter((node) => node.kind === 'process');
  return {
    rate: Float64Array.from(processes, (node) => (node.costPerHour?.likely ?? 0) / HOUR),
    mtpd: Float64Array.from(processes, (node) => node.mtpd ?? Number.POSITIVE_INFINITY),
    rto: Float64Array.from(processes, (node) => node.rto ?? Number.POSITIVE_INFINITY),
  };
}

/**
 * What an order of restores is judged by, in this sequence (contracts/model.md, "Meaning of a failure" 2): processes that never
 * return, likely cost of the others, missed MTPD, missed RTO, then when each process is recovered, in file order.
 */
export type Score = Float64Array;

export function scoreOf({ net, lost, upAt, recovered }: Course, stakes: Stakes): Score {
  const { processes } = net;
  const score = new Float64Array(4 + processes.length);
  let [never, cost, mtpd, rto] = [0, 0, 0, 0];
  processes.forEach((node, p) => {
    const back = recovered[node] ?? 0;
    if (upAt[node] === Number.POSITIVE_INFINITY) never++;
    else cost += (lost[node] ?? 0) * (stakes.rate[p] ?? 0);
    if (back > (stakes.mtpd[p] ?? 0)) mtpd++;
    if (back > (stakes.rto[p] ?? 0)) rto++;
    score[4 + p] = back;
  });
  score[0] = never;
  score[1] = cost;
  score[2] = mtpd;
  score[3] = rto;
  return score;
}

/** Costs that differ by less than a hundredth of a cent are the same: sums of many parts differ by rounding. */
const SAME_COST = 1e-4;

/** Negative when `a` is better. */
export function compareScores(a: Score, b: Score): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    if (x === y || (i === 1 && Math.abs(x - y) < SAME_COST)) continue;
    return x < y ? -1 : 1;
  }
  return 0;
}
