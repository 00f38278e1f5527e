/** An edge of a wait graph; `group` ≥ 0 when it is one of several ways. */
export type Edge = { readonly to: number; readonly group: number };

/** Strongly connected components (Tarjan 1972), without recursion. */
export function components(nodes: readonly number[], edges: ReadonlyMap<number, readonly Edge[]>): number[][] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const onStack = new Set<number>();
  const stack: number[] = [];
  const found: number[][] = [];
  for (const root of nodes) {
    if (index.has(root)) continue;
    const path = [{ v: root, next: 0 }];
    while (path.length > 0) {
      const at = path.at(-1);
      if (!at) break;
      const { v } = at;
      if (at.next === 0) {
        index.set(v, index.size);
        low.set(v, index.get(v) ?? 0);
        stack.push(v);
        onStack.add(v);
      }
      const edge = edges.get(v)?.[at.next++];
      if (edge) {
        if (!index.has(edge.to)) path.push({ v: edge.to, next: 0 });
        else if (onStack.has(edge.to)) low.set(v, Math.min(low.get(v) ?? 0, index.get(edge.to) ?? 0));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) low.set(parent.v, Math.min(low.get(parent.v) ?? 0, low.get(v) ?? 0));
      if (low.get(v) !== index.get(v)) continue;
      const component: number[] = [];
      for (let u = stack.pop(); u !== undefined; u = stack.pop()) {
        onStack.delete(u);
        component.push(u);
        if (u === v) break;
      }
      found.push(component);
    }
  }
  return found;
}
