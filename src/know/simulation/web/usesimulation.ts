import { useEffect, useRef, useState } from 'react';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import type { Answer } from '../answer.ts';
import type { Assumption } from '../assumption.ts';
import type { SimulationRequest } from '../simulate.ts';
import type { Asked, Told } from './whatif.worker.ts';

export type Simulated =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly message: string }
  /** `current`: it answers the question that was asked last; else the next answer is on its way. */
  | { readonly kind: 'done'; readonly answer: Answer; readonly current: boolean };

type Question = { readonly ask: number; readonly changes: readonly Assumption[]; readonly request: SimulationRequest };

/** So long a likely course stands before the runs for its spread begin: who drags a number on need not pay for them. */
const PAUSE_MS = 120;

/**
 * The two workers of a simulation: one says the likely course at once; the other, made when it is first needed, says the rest. What it
 * still reckons for an older question is given up, so that it takes no processor from the new one.
 */
class Workers {
  readonly #quick: Worker;
  readonly #hear: (told: Told) => void;
  readonly #fail: (message: string) => void;
  #slow: Worker | undefined;
  #isBusy = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #inventory: InventoryView | undefined;
  #latest: Question | undefined;

  constructor(hear: (told: Told) => void, fail: (message: string) => void) {
    this.#hear = hear;
    this.#fail = fail;
    this.#quick = this.#made((told) => {
      if (told.ask !== this.#latest?.ask) return;
      hear(told);
      if ('likely' in told) this.#pause = setTimeout(() => this.#rest(), PAUSE_MS);
    });
  }

  #made(hear: (told: Told) => void): Worker {
    const worker = new Worker(new URL('./whatif.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
    worker.addEventListener('error', (event) => this.#fail(event.message));
    return worker;
  }

  /** Questions from now on are about this one. */
  remember(inventory: InventoryView): void {
    this.#inventory = inventory;
    const asked: Asked = { wants: 'remember', inventory };
    this.#quick.postMessage(asked);
    this.#slow?.postMessage(asked);
  }

  ask(question: Question): void {
    clearTimeout(this.#pause);
    this.#latest = question;
    if (this.#isBusy) {
      this.#slow?.terminate();
      this.#slow = undefined;
      this.#isBusy = false;
    }
    this.#quick.postMessage({ ...question, wants: 'likely' } satisfies Asked);
  }

  #rest(): void {
    if (!this.#latest || !this.#inventory) return;
    if (!this.#slow) {
      this.#slow = this.#made((told) => {
        if (told.ask !== this.#latest?.ask) return;
        if ('sampled' in told || 'failed' in told) this.#isBusy = false;
        this.#hear(told);
      });
      this.#slow.postMessage({ wants: 'remember', inventory: this.#inventory } satisfies Asked);
    }
    this.#isBusy = true;
    this.#slow.postMessage({ ...this.#latest, wants: 'rest' } satisfies Asked);
  }

  /** A question that is asked no more: nothing is said about it. */
  forget(): void {
    clearTimeout(this.#pause);
    this.#latest = undefined;
  }

  close(): void {
    this.forget();
    this.#quick.terminate();
    this.#slow?.terminate();
  }
}

/**
 * Runs the simulation of an inventory with these changes beside the page. Keeps showing the last answer until the next one is there.
 * `fault`: the changes make a model that is not valid.
 */
export function useSimulation(
  inventory: InventoryView,
  changes: readonly Assumption[],
  request: SimulationRequest | undefined,
): { readonly simulated: Simulated; readonly fault: string | undefined } {
  const [state, setState] = useState<Simulated>({ kind: 'idle' });
  const [fault, setFault] = useState<string>();
  const workers = useRef<Workers | undefined>(undefined);
  const asked = useRef(0);
  useEffect(() => {
    const refine = (more: Partial<Answer>) =>
      setState((before) => (before.kind === 'done' ? { ...before, answer: { ...before.answer, ...more } } : before));
    const hear = (told: Told) => {
      setFault('invalid' in told ? told.invalid : undefined);
      if ('failed' in told) setState({ kind: 'failed', message: told.failed });
      else if ('invalid' in told) setState({ kind: 'idle' });
      else if ('likely' in told)
        setState({ kind: 'done', answer: { ...told.likely, bottlenecks: undefined, sampled: undefined }, current: true });
      else if ('bottlenecks' in told) refine({ bottlenecks: told.bottlenecks });
      else if ('sampled' in told) refine({ result: told.sampled.result, sampled: told.sampled });
    };
    const made = new Workers(hear, (message) => setState({ kind: 'failed', message }));
    workers.current = made;
    return () => made.close();
  }, []);
  useEffect(() => workers.current?.remember(inventory), [inventory]);
  const key = request && JSON.stringify([changes, request]);
  useEffect(() => {
    if (!request) {
      workers.current?.forget();
      setFault(undefined);
      return setState({ kind: 'idle' });
    }
    asked.current += 1;
    setState((before) => (before.kind === 'done' ? { ...before, current: false } : { kind: 'working' }));
    workers.current?.ask({ ask: asked.current, changes, request });
    return undefined;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- changes and request are compared by what they say
  }, [inventory, key]);
  return { simulated: state, fault };
}
