import { useEffect, useState } from 'react';
import type { Model } from '../../../know/model/model.ts';
import type { MeasureReport } from '../../../know/simulation/measures.ts';
import { useLanguage } from '../../../web/language.tsx';
import type { Effect } from '../effects.ts';
import type { MeasureEdit } from '../measures.ts';
import type { Proposal } from '../proposals.ts';
import type { ExpectedScenario } from '../scenarios.ts';
import type { Question, Told, ToWeigh } from './weigh.worker.ts';

const started = () => new Worker(new URL('./weigh.worker.ts', import.meta.url), { type: 'module' });

export type Weighing = {
  readonly proposals: readonly Proposal[];
  readonly report: MeasureReport | undefined;
  /** Between 0 and 1 while it is computed; undefined when it is done. */
  readonly share: number | undefined;
  readonly failed: string | undefined;
};

const BEGINNING: Weighing = { proposals: [], report: undefined, share: 0, failed: undefined };

type Asked = {
  readonly model: Model | undefined;
  readonly at: number | null;
  readonly measures: readonly ToWeigh[];
  readonly scenarios: readonly ExpectedScenario[];
  readonly known: readonly string[];
};

/** Finds proposals and weighs everything beside the page; a newer question ends the computation of the one before. */
export function useWeighing({ model, at, measures, scenarios, known }: Asked): Weighing {
  const { language } = useLanguage();
  const [state, setState] = useState<Weighing>(BEGINNING);
  const key = JSON.stringify({ at, measures, scenarios, known, language });
  useEffect(() => {
    if (!model) return undefined;
    setState((before) => ({ ...before, share: 0, failed: undefined }));
    const worker = started();
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.kind === 'proposals') setState((before) => ({ ...before, proposals: data.proposals }));
      if (data.kind === 'progress') setState((before) => ({ ...before, share: data.share }));
      if (data.kind === 'weighed') setState((before) => ({ ...before, report: data.report, share: undefined }));
    });
    worker.addEventListener('error', (event) => setState((before) => ({ ...before, share: undefined, failed: event.message })));
    worker.postMessage({ kind: 'weigh', model, at, language, measures, scenarios, known } satisfies Question);
    return () => worker.terminate();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the question is compared by what it says (`key`)
  }, [model, key]);
  return state;
}

/** What one measure changes in each scenario; undefined while it is computed. */
export function useEffects(
  model: Model,
  at: number | null,
  edit: MeasureEdit,
  scenarios: readonly ExpectedScenario[],
): readonly Effect[] | undefined {
  const [effects, setEffects] = useState<readonly Effect[] | undefined>();
  const key = JSON.stringify({ at, edit, scenarios });
  useEffect(() => {
    const worker = started();
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.kind === 'compared') setEffects(data.effects);
    });
    worker.postMessage({ kind: 'compare', model, at, edit, scenarios } satisfies Question);
    return () => worker.terminate();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the question is compared by what it says (`key`)
  }, [model, key]);
  return effects;
}
