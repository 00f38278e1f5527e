import { type Compiled, eachOf } from './compiled.ts';

/**
 * One shortest chain from the node over run dependencies that lost capacity to something broken; the node itself when it is
 * broken, empty when nothing happens to it. Of equal chains the first in file order.
 */
export function becauseOf(c: Compiled, node: number, broken: ReadonlySet<number>, hit: (v: number) => boolean): string[] {
  if (!hit(node)) return [];
  const cameFrom = new Map<number, number>([[node, -1]]);
  const queue = [node];
  for (const v of queue) {
    if (broken.has(v)) {
      const chain: string[] = [];
      for (let at = v; at !== -1; at = cameFrom.get(at) ?? -1) chain.unshift(c.model.nodes[at]?.id ?? '');
      return chain;
    }
    const next: number[] = [];
    eachOf(c.run.ofNode, v, (g) => {
      eachOf(c.run.members, g, (member) => {
        if (!cameFrom.has(member) && hit(member)) next.push(member);
      });
    });
    for (const member of next.sort((a, b) => a - b)) {
      if (cameFrom.has(member)) continue;
      cameFrom.set(member, v);
      queue.push(member);
    }
  }
  return [];
}
