import type { Model } from '../../know/model/model.ts';
import type { ComponentOf } from './statuspage.ts';

type Known = { readonly id: string; readonly group: string | null; readonly nodeId: string | null };

/**
 * What a process cannot do without to run: everything it depends on without a choice, and what breaks that. Where one of several is
 * enough, none of them is needed.
 */
export function neededBy(model: Pick<Model, 'nodes' | 'dependencies'>, process: string): Set<string> {
  const needed = new Set<string>();
  const waiting = [process];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (needed.has(key)) continue;
    needed.add(key);
    const one = key;
    for (const need of model.dependencies)
      if (need.of === one && need.for !== 'recovery' && need.on.length <= need.atLeast) waiting.push(...need.on);
    waiting.push(...(model.nodes.find(({ id }) => id === one)?.causes ?? []));
  }
  return needed;
}

/** The checks that say how a component stands. */
export function checksOf<C extends Known>(of: ComponentOf, checks: readonly C[], model: Pick<Model, 'nodes' | 'dependencies'>): C[] {
  switch (of.kind) {
    case 'check':
      return checks.filter(({ id }) => id === of.id);
    case 'group':
      return checks.filter(({ group }) => group === of.name);
    case 'process': {
      const needed = neededBy(model, of.key);
      return checks.filter(({ nodeId }) => nodeId !== null && needed.has(nodeId));
    }
  }
}
