import { useEffect, useRef, useState } from 'react';
import type { MapEdge } from './graph.ts';
import type { LayoutAsked, LayoutTold } from './layout.worker.ts';

export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

/** Where each node stands on the map; undefined until it was reckoned. */
export function useLayout(keys: readonly string[], edges: readonly MapEdge[], direction: 'LR' | 'TB'): Places | undefined {
  const [places, setPlaces] = useState<Places>();
  const worker = useRef<Worker | undefined>(undefined);
  const asked = useRef(0);
  useEffect(() => {
    const made = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<LayoutTold>) => {
      if (data.ask === asked.current) setPlaces(new Map(data.places.map(([key, x, y]) => [key, { x, y }])));
    });
    worker.current = made;
    return () => made.terminate();
  }, []);
  const shape = JSON.stringify([keys, edges.map(({ of, on }) => [of, on]), direction]);
  useEffect(() => {
    asked.current += 1;
    worker.current?.postMessage({
      ask: asked.current,
      keys,
      edges: edges.map(({ of, on }) => ({ of, on })),
      direction,
    } satisfies LayoutAsked);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the graph is compared by its shape
  }, [shape]);
  return places;
}
