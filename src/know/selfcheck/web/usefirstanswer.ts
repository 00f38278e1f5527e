import { useEffect, useRef, useState } from 'react';
import type { Model } from '../../model/model.ts';
import type { Origins } from '../../simulation/otherwise.ts';
import type { Asked, Told } from './guide.worker.ts';

export type FirstAnswer = Omit<Told, 'ask'> | { readonly fault: string } | undefined;

/** Runs the engine beside the page after each answer; keeps showing the last result until the next one is there. */
export function useFirstAnswer(model: Model | undefined, origins: Origins, at: number): FirstAnswer {
  const [told, setTold] = useState<FirstAnswer>();
  const worker = useRef<Worker | undefined>(undefined);
  const asked = useRef(0);
  useEffect(() => {
    const made = new Worker(new URL('./guide.worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data: { ask, ...rest } }: MessageEvent<Told>) => {
      if (ask === asked.current) setTold(rest);
    });
    made.addEventListener('error', (event) => setTold({ fault: event.message }));
    worker.current = made;
    return () => made.terminate();
  }, []);
  useEffect(() => {
    asked.current += 1;
    if (model) worker.current?.postMessage({ ask: asked.current, model, origins, at } satisfies Asked);
  }, [model, origins, at]);
  return model ? told : undefined;
}
