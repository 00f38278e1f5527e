import { type Compiled, eachOf } from './compiled.ts';

export type NodeState = 'down' | 'degraded' | 'unknown' | 'up';

/**
 * The state of each node over the run: the worst of its capacities, and `unknown` where nobody has said what it (or something it
 * rests on) depends on, unless it is worse anyway (contracts/model.md 9).
 */
export function statesOf(c: Compiled, worst: Float64Array): NodeState[] {
  const { model, run } = c;
  const has = new Uint8Array(c.n);
  for (const of of [...c.run.of, ...c.recovery.of]) has[of] = 1;
  const states = model.nodes.map((_, v): NodeState => {
    const capacity = worst[v] ?? 1;
    return capacity <= 0 ? 'down' : capacity < 1 ? 'degraded' : 'up';
  });
  const queue: number[] = [];
  const mark = (v: number) => {
    if (states[v] !== 'up') return;
    states[v] = 'unknown';
    queue.push(v);
  };
  model.nodes.forEach((node, v) => {
    if (!node.asked && !has[v]) mark(v);
  });
  // A node whose own dependencies nobody knows is unknown to those above it even when it is seen to be degraded or down.
  for (const u of queue)
    eachOf(run.withMember, u, (g) => {
      if (!run.any[g]) return mark(run.of[g] ?? 0);
      let working = 0;
      eachOf(run.members, g, (member) => {
        if (states[member] !== 'unknown' && states[member] !== 'down') working++;
      });
      if (working < (run.k[g] ?? 1)) mark(run.of[g] ?? 0);
    });
  return states;
}

const ORDER: readonly NodeState[] = ['down', 'degraded', 'unknown', 'up'];

/** The worst of all; an empty model is unknown. */
export const worstOf = (states: readonly NodeState[]): NodeState => ORDER.find((state) => states.includes(state)) ?? 'unknown';
