import { useEffect, useRef, useState } from 'react';
import type { Model } from '../../model/model.ts';
import type { SimulationRequest } from '../simulate.ts';
import type { Asked, Computed, Told } from './whatif.worker.ts';

export type Simulated =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly message: string }
  | ({ readonly kind: 'done' } & Computed);

/** Runs the simulation beside the page. Keeps showing the last answer until the next one is there. */
export function useSimulation(model: Model | undefined, request: SimulationRequest | undefined): Simulated {
  const [state, setState] = useState<Simulated>({ kind: 'idle' });
  const worker = useRef<Worker | undefined>(undefined);
  const asked = useRef(0);
  useEffect(() => {
    const made = new Worker(new URL('./whatif.worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.ask === asked.current) setState({ kind: 'done', ...data.course });
    });
    made.addEventListener('error', (event) => setState({ kind: 'failed', message: event.message }));
    worker.current = made;
    return () => made.terminate();
  }, []);
  const key = request && JSON.stringify(request);
  useEffect(() => {
    if (!model || !request) return setState({ kind: 'idle' });
    asked.current += 1;
    setState((before) => (before.kind === 'done' ? before : { kind: 'working' }));
    worker.current?.postMessage({ ask: asked.current, model, request } satisfies Asked);
    return undefined;
    // The request is compared by what it says.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [model, key]);
  return state;
}
