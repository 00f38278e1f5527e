import { instant } from '../../../kernel/instant.ts';
import type { State } from '../../../web/parts/chip.tsx';
import { impact } from '../../simulation/impact.ts';
import type { Model } from '../model.ts';

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
