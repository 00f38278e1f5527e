import { HOUR } from '../../kernel/instant.ts';
import type { Estimate, Model, Source } from '../model/model.ts';
import { Assessor } from './assess.ts';
import { itemsOf } from './network.ts';
import { layOut } from './outages.ts';
import { outagesOf } from './scenario.ts';
import type { SimulationRequest } from './simulate.ts';

/** A number of the model that a result hangs on; `on`: for a buffer, what the node goes on without. */
export type Input =
  | { readonly field: 'restore' | 'replace' | 'rebuild' | 'restart' | 'costPerHour'; readonly node: string }
  | { readonly field: 'buffer'; readonly node: string; readonly on: readonly string[]; readonly dependency: number }
  | { readonly field: 'response' };

/** What the result is when the input stands at its low and at its high end; Infinity = never, or without end. */
export type Influence = {
  readonly input: Input;
  /** Milliseconds; euro per hour for `costPerHour`. */
  readonly low: number;
  readonly high: number;
  /** Nobody gave a range for it: half and double were tried. */
  readonly tried: boolean;
  readonly source: Source;
  /** When that was said, in milliseconds since 1970; null when nobody knows. */
  readonly at: number | null;
  readonly resultAtLow: number;
  readonly resultAtHigh: number;
};

/** What is looked at: the likely cost of the whole in euros, or when one process is recovered, in ms. */
export type Watched = { readonly kind: 'cost' } | { readonly kind: 'recovered'; readonly process: string };

/** Where a number comes from and since when, where the inventory knows it. */
export type OriginOf = (node: string, field: string) => { readonly source: Source; readonly at: number } | undefined;

type Candidate = Omit<Influence, 'resultAtLow' | 'resultAtHigh'> & { readonly resultAt: (value: number) => number };

/** What the course that stands in the assessor says about the watched result. A process without a cost adds none, however long. */
function resultOf({ net, course, stakes }: Assessor, watched: Watched): number {
  if (watched.kind === 'recovered') return course.recovered[net.indexOf.get(watched.process) ?? -1] ?? 0;
  let euros = 0;
  net.processes.forEach((v, p) => {
    const rate = stakes.rate[p] ?? 0;
    if (rate > 0) euros += (course.lost[v] ?? 0) * rate;
  });
  return euros;
}

const HALF_TO_DOUBLE = [0.5, 2] as const;
type Range = Pick<Influence, 'low' | 'high' | 'tried'>;

/** The range of a number for which nobody gave one. */
export const triedRange = (value: number): Range => ({ low: value * HALF_TO_DOUBLE[0], high: value * HALF_TO_DOUBLE[1], tried: true });

/** The range of an estimate; none where one figure from a contract or a test is taken at its word. */
export function rangeOf({ best, likely, worst }: Estimate, source: Source): Range | undefined {
  if (worst > best) return { low: best, high: worst, tried: false };
  return source === 'guess' ? triedRange(likely) : undefined;
}

/** How far apart the two results are; endless against a number is more than any number. */
const swing = ({ resultAtLow, resultAtHigh }: Influence): number =>
  resultAtLow === resultAtHigh ? 0 : Math.abs(resultAtHigh - resultAtLow);

/** Those that move the result most, most first. */
export const mostMoving = (found: readonly Influence[], most: number): Influence[] =>
  found
    .filter((influence) => swing(influence) > 0)
    .sort((a, b) => (swing(a) === swing(b) ? 0 : swing(b) - swing(a)))
    .slice(0, most);

/** The inputs that the failure makes count, each with a way to ask for another value. */
function candidatesOf(assessor: Assessor, request: SimulationRequest, watched: Watched, originOf: OriginOf): Candidate[] {
  const { model, net, course, outages, estimates } = assessor;
  const { worst, lost } = course;
  const ms = outages.ms.slice();
  const hit = worst.slice();
  const lostMs = lost.slice();
  const likely = resultOf(assessor, watched);
  const rerun = (): number => {
    assessor.again(outages, ms);
    return resultOf(assessor, watched);
  };
  /** Changes one number, asks, and puts it back. */
  const changed = (numbers: Float64Array, at: number, value: number): number => {
    const before = numbers[at] ?? 0;
    numbers[at] = value;
    const result = rerun();
    numbers[at] = before;
    return result;
  };
  const said = (node: string, field: string, own?: Source) => {
    const origin = originOf(node, field);
    return { source: own ?? origin?.source ?? ('guess' as const), at: origin?.at ?? null };
  };

  const found: Candidate[] = [];
  estimates.forEach((estimate, i) => {
    if (!estimate) return;
    const { id: node, restore, replace } = model.nodes[outages.node[i] ?? -1] ?? { id: '', restore: null, replace: null };
    const field = estimate === restore ? 'restore' : estimate === replace ? 'replace' : 'rebuild';
    const origin = said(node, field, estimate.source);
    const range = rangeOf(estimate, origin.source);
    if (!range) return;
    found.push({ input: { field, node }, ...range, ...origin, resultAt: (value) => changed(ms, i, value) });
  });
  net.buffer.forEach((buffer, clause) => {
    const members = itemsOf(net.members, clause);
    if (buffer === 0 || !members.some((member) => (hit[member] ?? 0) > 0)) return;
    const node = model.nodes[net.clauseOf[clause] ?? -1]?.id ?? '';
    const on = model.dependencies[clause]?.on ?? [];
    found.push({
      input: { field: 'buffer', node, on, dependency: clause },
      ...triedRange(buffer),
      ...said(node, 'buffer'),
      resultAt: (value) => changed(net.buffer, clause, value),
    });
  });
  net.restart.forEach((restart, v) => {
    if (restart === 0 || hit[v] !== 1) return;
    const node = model.nodes[v]?.id ?? '';
    found.push({
      input: { field: 'restart', node },
      ...triedRange(restart),
      ...said(node, 'restart'),
      resultAt: (value) => changed(net.restart, v, value),
    });
  });
  if (model.response > 0)
    found.push({
      input: { field: 'response' },
      ...triedRange(model.response),
      source: 'guess',
      at: null,
      resultAt: (value) => {
        const later = { ...model, response: value as Model['response'] };
        assessor.again(layOut(net, outagesOf(later, net, request, 'soon').outages), ms);
        return resultOf(assessor, watched);
      },
    });
  if (watched.kind === 'cost')
    for (const v of net.processes) {
      const node = model.nodes[v];
      const hours = (lostMs[v] ?? 0) / HOUR;
      if (!node?.costPerHour || hours === 0 || !Number.isFinite(hours)) continue;
      const { low, likely: rate, high } = node.costPerHour;
      const range = high > low ? { low, high, tried: false } : triedRange(rate);
      found.push({
        input: { field: 'costPerHour', node: node.id },
        ...range,
        ...said(node.id, 'costPerHour'),
        resultAt: (value) => likely + hours * (value - rate),
      });
    }
  return found;
}

/**
 * The numbers that move a result most, most first: each is set to its low and its high end while all others stay likely (one at a time),
 * in the planned order of restores. Ranges of restores, replacements and rebuilds are best to worst, of costs the 5 % and 95 % points;
 * guesses without a range (buffers, restarts, response) are tried at half and at double. What moves nothing is left out.
 */
export function influencesOf(
  model: Model,
  request: SimulationRequest,
  watched: Watched,
  { most = 3, originOf = () => undefined }: { readonly most?: number; readonly originOf?: OriginOf } = {},
): Influence[] {
  const assessor = new Assessor(model, request.at);
  assessor.fail(request);
  const found = candidatesOf(assessor, request, watched, originOf).map(
    ({ resultAt, ...candidate }): Influence => ({
      ...candidate,
      resultAtLow: resultAt(candidate.low),
      resultAtHigh: resultAt(candidate.high),
    }),
  );
  return mostMoving(found, most);
}
