import { useEffect, useRef, useState } from 'react';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import type { Model } from '../../model/model.ts';
import type { Answer } from '../answer.ts';
import type { SimulationRequest } from '../simulate.ts';
import type { Asked, Origins, Told } from './whatif.worker.ts';

export type Simulated =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly message: string }
  /** `current`: it answers the question that was asked last; else the next answer is on its way. */
  | { readonly kind: 'done'; readonly answer: Answer; readonly current: boolean };

const originsOf = ({ nodes }: InventoryView): Origins => Object.fromEntries(nodes.map(({ key, origins }) => [key, origins]));

/** Runs the simulation beside the page. Keeps showing the last answer until the next one is there. */
export function useSimulation(model: Model | undefined, inventory: InventoryView, request: SimulationRequest | undefined): Simulated {
  const [state, setState] = useState<Simulated>({ kind: 'idle' });
  const worker = useRef<Worker | undefined>(undefined);
  const asked = useRef(0);
  useEffect(() => {
    const made = new Worker(new URL('./whatif.worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.ask !== asked.current) return;
      if ('failed' in data) setState({ kind: 'failed', message: data.failed });
      else if ('likely' in data)
        setState({ kind: 'done', answer: { ...data.likely, bottlenecks: undefined, sampled: undefined }, current: true });
      else if ('bottlenecks' in data)
        setState((before) =>
          before.kind === 'done' ? { ...before, answer: { ...before.answer, bottlenecks: data.bottlenecks } } : before,
        );
      else
        setState((before) =>
          before.kind === 'done' ? { ...before, answer: { ...before.answer, result: data.sampled.result, sampled: data.sampled } } : before,
        );
    });
    made.addEventListener('error', (event) => setState({ kind: 'failed', message: event.message }));
    worker.current = made;
    return () => made.terminate();
  }, []);
  const key = request && JSON.stringify(request);
  useEffect(() => {
    if (!model || !request) return setState({ kind: 'idle' });
    asked.current += 1;
    setState((before) => (before.kind === 'done' ? { ...before, current: false } : { kind: 'working' }));
    worker.current?.postMessage({ ask: asked.current, model, origins: originsOf(inventory), request } satisfies Asked);
    return undefined;
    // The request is compared by what it says; the origins change with the model.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [model, key]);
  return state;
}
