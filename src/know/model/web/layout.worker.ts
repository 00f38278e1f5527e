import { Graph, layout } from '@dagrejs/dagre';

export const NODE_WIDTH = 178;
export const NODE_HEIGHT = 62;

export type LayoutAsked = {
  readonly ask: number;
  readonly keys: readonly string[];
  readonly edges: readonly { readonly of: string; readonly on: string }[];
  /** `TB` on a narrow screen, `LR` where there is room. */
  readonly direction: 'LR' | 'TB';
};
export type LayoutTold = { readonly ask: number; readonly places: readonly (readonly [key: string, x: number, y: number])[] };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

/** Places the nodes in layers, beside the page: a big map must not stop it. */
scope.addEventListener('message', ({ data }: MessageEvent<LayoutAsked>) => {
  const graph = new Graph();
  graph.setGraph({ rankdir: data.direction, nodesep: 18, ranksep: data.direction === 'LR' ? 76 : 54, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  // Places in the list stand for keys, which may be names of properties.
  const place = new Map(data.keys.map((key, n) => [key, `n${n}`]));
  for (const id of place.values()) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { of, on } of data.edges) {
    const [from, to] = [place.get(of), place.get(on)];
    if (from !== undefined && to !== undefined && from !== to) graph.setEdge(from, to);
  }
  layout(graph);
  const places = data.keys.map((key) => {
    const at = graph.node(place.get(key) ?? '') as { x?: number; y?: number };
    return [key, (at.x ?? 0) - NODE_WIDTH / 2, (at.y ?? 0) - NODE_HEIGHT / 2] as const;
  });
  scope.postMessage({ ask: data.ask, places } satisfies LayoutTold);
});
