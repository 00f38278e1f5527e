import type { Model } from '../model/model.ts';
import type { Capacity } from './capacity.ts';
import { itemsOf, type Network } from './network.ts';

export type NodeState = 'down' | 'degraded' | 'unknown' | 'up';

const ORDER: readonly NodeState[] = ['down', 'degraded', 'unknown', 'up'];

/** The worst of all; an empty model is unknown. */
export const worstOf = (states: readonly NodeState[]): NodeState => ORDER.find((state) => states.includes(state)) ?? 'unknown';

/**
 * Keeps who was unknown at any time of a run: what nobody has asked about, and what rests on it through a run dependency, through
 * a group only while fewer known members work than it needs (contracts/model.md, "Meaning of a failure" 9).
 */
export class Unknowns {
  readonly ever: Uint8Array;
  readonly #net: Network;
  readonly #seeds: readonly number[];

  constructor(model: Model, net: Network) {
    this.#net = net;
    this.ever = new Uint8Array(net.size);
    const asked = new Set(net.clauseOf);
    this.#seeds = model.nodes.flatMap((node, v) => (node.asked || asked.has(v) ? [] : [v]));
  }

  /** Looks at one instant; gives who is unknown at it. */
  see(capacity: Capacity): ReadonlySet<number> {
    const { carries, clauseOf, least, members } = this.#net;
    const unknown = new Set(this.#seeds);
    for (const v of unknown) {
      this.ever[v] = 1;
      for (const clause of itemsOf(carries, v)) {
        const needed = least[clause] ?? 0;
        const known =
          needed === 0 ? 0 : itemsOf(members, clause).filter((one) => !unknown.has(one) && (capacity.lost[one] ?? 0) < 1).length;
        if (needed === 0 || known < needed) unknown.add(clauseOf[clause] ?? v);
      }
    }
    return unknown;
  }

  /** The state over the run of a node that lost at most `worst`. */
  stateOf(node: number, worst: number): NodeState {
    if (worst >= 1) return 'down';
    if (worst > 0) return 'degraded';
    return this.ever[node] === 1 ? 'unknown' : 'up';
  }
}
