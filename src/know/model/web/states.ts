import { instant } from '../../../kernel/instant.ts';
import type { State } from '../../../web/parts/chip.tsx';
import { impact } from '../../simulation/impact.ts';
import type { Model } from '../model.ts';
import type { MapEdge } from './graph.ts';

export type Failure = { readonly node: string; readonly from: number };

/** How each node stands while these fail: the same computation as in the situation. */
export function statesWith(model: Model, failures: readonly Failure[], now: number): ReadonlyMap<string, State> {
  const { states } = impact(
    model,
    failures.map(({ node, from }) => ({ node, from: instant(from) })),
    instant(now),
  );
  return new Map([...states].map(([key, state]) => [key, state === 'up' ? 'ok' : state]));
}

/** As on the map: `unwatched` is what would work as far as is known, but nobody looks. Unknown is not green. */
export type MapState = State | 'unwatched';

/**
 * Leaves green only what a check confirms: itself, or everything it needs and hangs on. `confirmed` are the keys with a check that
 * is well.
 */
export function confirmedOnly(
  states: ReadonlyMap<string, State>,
  edges: readonly MapEdge[],
  confirmed: ReadonlySet<string>,
): ReadonlyMap<string, MapState> {
  const below = Map.groupBy(edges, ({ of }) => of);
  const sure = new Map<string, boolean>();
  const isSure = (key: string): boolean => {
    const known = sure.get(key);
    if (known !== undefined) return known;
    // In a circle nobody vouches for itself.
    sure.set(key, confirmed.has(key));
    const needs = below.get(key) ?? [];
    const result = confirmed.has(key) || (needs.length > 0 && needs.every(({ on }) => isSure(on)));
    sure.set(key, result);
    return result;
  };
  return new Map([...states].map(([key, state]) => [key, state === 'ok' && !isSure(key) ? 'unwatched' : state]));
}
