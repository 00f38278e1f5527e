import { type RefObject, useEffect, useRef, useState } from 'react';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import type { Answer } from '../answer.ts';
import type { Assumption } from '../assumption.ts';
import type { SimulationRequest } from '../simulate.ts';
import type { Asked, Told } from './whatif.worker.ts';

export type Simulated =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly answer: Answer };

type Question = { readonly changes: readonly Assumption[]; readonly request: SimulationRequest };

/** So long a likely course stands before the runs for its spread begin: who drags a number on need not pay for them. */
const PAUSE_MS = 300;

function worker(hear: (told: Told) => void, fail: (message: string) => void): Worker {
  const made = new Worker(new URL('./whatif.worker.ts', import.meta.url), { type: 'module' });
  made.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
  made.addEventListener('error', (event) => fail(event.message));
  return made;
}

/** Who asked: is told what comes of it. */
type Asker = { readonly hear: (told: Told) => void; readonly fail: (message: string) => void };

/** The worker that says the likely course, and nothing that takes long: one for all questions of a page, so that it is warm. */
export class QuickWorker {
  readonly #worker: Worker;
  readonly #askers = new Map<number, Asker>();
  #asked = 0;

  constructor() {
    this.#worker = worker(
      (told) => {
        const asker = this.#askers.get(told.ask);
        this.#askers.delete(told.ask);
        asker?.hear(told);
      },
      (message) => {
        for (const asker of this.#askers.values()) asker.fail(message);
        this.#askers.clear();
      },
    );
  }

  /** Questions from now on are about this one. */
  remember(inventory: InventoryView): void {
    this.#worker.postMessage({ wants: 'remember', inventory } satisfies Asked);
  }

  /** Gives the number by which its answer, and all that follows from it, is known. */
  ask(question: Question, asker: Asker): number {
    this.#asked += 1;
    this.#askers.set(this.#asked, asker);
    this.#worker.postMessage({ ...question, ask: this.#asked, wants: 'likely' } satisfies Asked);
    return this.#asked;
  }

  close(): void {
    this.#worker.terminate();
  }
}

/** The quick worker of a page; there from its first effect on. It knows the inventory as it is now. */
export function useQuickWorker(inventory: InventoryView): RefObject<QuickWorker | undefined> {
  const quick = useRef<QuickWorker>(undefined);
  useEffect(() => {
    const made = new QuickWorker();
    quick.current = made;
    return () => made.close();
  }, []);
  useEffect(() => quick.current?.remember(inventory), [inventory]);
  return quick;
}

/**
 * Answers the latest question: the likely course by the quick worker; when it has stood for a while, the rest by another, made when it is
 * first needed. What that one still reckons for an older question is given up, so that it takes no processor from the new one.
 */
class Answering {
  readonly #asker: Asker;
  #slow: Worker | undefined;
  /** The inventory that the slow worker knows. */
  #knows: InventoryView | undefined;
  #isBusy = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  ask(question: Question, inventory: InventoryView, quick: QuickWorker): void {
    this.forget();
    if (this.#isBusy) {
      this.#slow?.terminate();
      this.#slow = undefined;
      this.#knows = undefined;
      this.#isBusy = false;
    }
    const hear = (told: Told) => {
      if (told.ask !== this.#latest) return;
      this.#asker.hear(told);
      if ('likely' in told) this.#pause = setTimeout(() => this.#rest(question, inventory), PAUSE_MS);
    };
    this.#latest = quick.ask(question, { hear, fail: this.#asker.fail });
  }

  #rest(question: Question, inventory: InventoryView): void {
    this.#slow ??= worker((told) => {
      if (told.ask !== this.#latest) return;
      if ('sampled' in told || 'failed' in told) this.#isBusy = false;
      this.#asker.hear(told);
    }, this.#asker.fail);
    if (this.#knows !== inventory) this.#slow.postMessage({ wants: 'remember', inventory } satisfies Asked);
    this.#knows = inventory;
    this.#isBusy = true;
    this.#slow.postMessage({ ...question, ask: this.#latest, wants: 'rest' } satisfies Asked);
  }

  /** A question that is asked no more: nothing is said about it. */
  forget(): void {
    clearTimeout(this.#pause);
    this.#latest = 0;
  }

  close(): void {
    this.forget();
    this.#slow?.terminate();
  }
}

/**
 * Runs the simulation of an inventory with these changes beside the page. Keeps showing the last answer until the next one is there.
 * `fault`: the changes make a model that is not valid.
 */
export function useSimulation(
  quick: RefObject<QuickWorker | undefined>,
  inventory: InventoryView,
  changes: readonly Assumption[],
  request: SimulationRequest | undefined,
): { readonly simulated: Simulated; readonly fault: string | undefined } {
  const [state, setState] = useState<Simulated>({ kind: 'idle' });
  const [fault, setFault] = useState<string>();
  const answering = useRef<Answering>(undefined);
  useEffect(() => {
    const refine = (more: Partial<Answer>) =>
      setState((before) => (before.kind === 'done' ? { ...before, answer: { ...before.answer, ...more } } : before));
    const hear = (told: Told) => {
      setFault('invalid' in told ? told.invalid : undefined);
      if ('failed' in told) setState({ kind: 'failed', message: told.failed });
      else if ('invalid' in told) setState({ kind: 'idle' });
      else if ('likely' in told) setState({ kind: 'done', answer: { ...told.likely, bottlenecks: undefined, sampled: undefined } });
      else if ('bottlenecks' in told) refine({ bottlenecks: told.bottlenecks });
      else if ('sampled' in told) refine({ result: told.sampled.result, sampled: told.sampled });
    };
    const made = new Answering({ hear, fail: (message) => setState({ kind: 'failed', message }) });
    answering.current = made;
    return () => made.close();
  }, []);
  const key = request && JSON.stringify([changes, request]);
  useEffect(() => {
    if (!request) {
      answering.current?.forget();
      setFault(undefined);
      return setState({ kind: 'idle' });
    }
    setState((before) => (before.kind === 'done' ? before : { kind: 'working' }));
    if (quick.current) answering.current?.ask({ changes, request }, inventory, quick.current);
    return undefined;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- changes and request are compared by what they say
  }, [inventory, key]);
  return { simulated: state, fault };
}
