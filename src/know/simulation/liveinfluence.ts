import type { Instant } from '../../kernel/instant.ts';
import type { Estimate, Model, ModelNode } from '../model/model.ts';
import { impact } from './impact.ts';
import { type Influence, type Input, mostMoving, type OriginOf, rangeOf, triedRange } from './influence.ts';
import type { LiveFailure } from './live.ts';
import { compile, itemsOf } from './network.ts';

/** The model with one number at another value, in ms. */
function withInput(model: Model, input: Exclude<Input, { field: 'costPerHour' }>, value: number): Model {
  const ms = value as Model['response'];
  if (input.field === 'response') return { ...model, response: ms };
  if (input.field === 'buffer')
    return { ...model, dependencies: model.dependencies.map((one, n) => (n === input.dependency ? { ...one, buffer: ms } : one)) };
  const changed = (node: ModelNode): ModelNode =>
    input.field === 'restart'
      ? { ...node, restart: ms }
      : { ...node, [input.field]: { ...node[input.field], best: ms, likely: ms, worst: ms } };
  return { ...model, nodes: model.nodes.map((node) => (node.id === input.node ? changed(node) : node)) };
}

/** Everything that a process rests on, itself first. */
function under(model: Model, process: string): Set<string> {
  const net = compile(model);
  const start = net.indexOf.get(process);
  const reach = new Set(start === undefined ? [] : [start]);
  for (const v of reach) for (const clause of itemsOf(net.run, v)) for (const member of itemsOf(net.members, clause)) reach.add(member);
  return new Set([...reach].flatMap((v) => model.nodes[v]?.id ?? []));
}

/**
 * The numbers that move most when a process is back from failures that go on (contracts/model.md, "Live"): each set to its low and its
 * high end while all others stay likely. Results in ms from `now`; Infinity = never, or not known. What somebody said about a restore
 * that goes on is taken at its word.
 */
export function liveInfluencesOf(
  model: Model,
  failures: readonly LiveFailure[],
  now: Instant,
  process: string,
  { most = 3, originOf = () => undefined }: { readonly most?: number; readonly originOf?: OriginOf } = {},
): Influence[] {
  const { restores, states } = impact(model, failures, now);
  const broken = new Set(restores.map(({ node }) => node));
  const reach = under(model, process);
  const isHit = (id: string) => states.get(id) !== 'up';
  const resultAt = (input: Exclude<Input, { field: 'costPerHour' }>, value: number): number => {
    const back = impact(withInput(model, input, value), failures, now).processes.find(({ id }) => id === process)?.recovered ?? null;
    return back === null ? Number.POSITIVE_INFINITY : back - now;
  };
  const said = (node: string, field: string, own?: Estimate) => {
    const origin = originOf(node, field);
    return { source: own?.source ?? origin?.source ?? ('guess' as const), at: origin?.at ?? null };
  };
  type Candidate = Omit<Influence, 'resultAtLow' | 'resultAtHigh' | 'input'> & {
    readonly input: Exclude<Input, { field: 'costPerHour' }>;
  };
  const candidates: Candidate[] = [
    ...model.nodes.flatMap((node): Candidate[] => {
      const times = (['restore', 'replace'] as const).flatMap((field): Candidate[] => {
        const estimate = broken.has(node.id) ? node[field] : null;
        const origin = said(node.id, field, estimate ?? undefined);
        const range = estimate ? rangeOf(estimate, origin.source) : undefined;
        return range ? [{ input: { field, node: node.id }, ...range, ...origin }] : [];
      });
      const restarts = node.restart > 0 && reach.has(node.id) && isHit(node.id);
      return restarts
        ? [...times, { input: { field: 'restart', node: node.id }, ...triedRange(node.restart), ...said(node.id, 'restart') }]
        : times;
    }),
    ...model.dependencies.flatMap(({ of, on, buffer }, dependency): Candidate[] =>
      buffer > 0 && reach.has(of) && on.some(isHit)
        ? [{ input: { field: 'buffer', node: of, on, dependency }, ...triedRange(buffer), ...said(of, 'buffer') }]
        : [],
    ),
    ...(model.response > 0
      ? [{ input: { field: 'response' }, ...triedRange(model.response), source: 'guess', at: null } satisfies Candidate]
      : []),
  ];
  const found = candidates.map(
    (one): Influence => ({ ...one, resultAtLow: resultAt(one.input, one.low), resultAtHigh: resultAt(one.input, one.high) }),
  );
  return mostMoving(found, most);
}
