import { memo, useEffect, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { useWords } from '../../../web/words.ts';
import type { Model } from '../../model/model.ts';
import { stepAt, type Trace } from '../trace.ts';
import type { Clock } from './clock.ts';
import { de, en } from './simulator.texts.ts';

/** So long the clock must rest before its news are told: nobody wants each moment of a drag read out. */
const RESTS_MS = 700;

/** Tells in words which processes changed between where the clock rested before and where it rests now. */
export const Announced = memo(function Announced({
  model,
  trace,
  clock,
}: {
  readonly model: Model;
  readonly trace: Trace;
  readonly clock: Clock;
}) {
  const t = useTexts({ de, en });
  const w = useWords();
  const [said, setSaid] = useState('');
  const { span, percent } = w;
  useEffect(() => {
    let told = clock.now;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      const now = clock.now;
      const news = model.nodes.flatMap(({ id, name, kind }) => {
        if (kind !== 'process') return [];
        const [before, after] = [stepAt(trace.get(id), told), stepAt(trace.get(id), now)];
        if (before.state === after.state && before.capacity === after.capacity) return [];
        return [t.news[after.state](name, percent(after.capacity))];
      });
      told = now;
      setSaid(t.toldAt(now === 0 ? t.now : span(now), news));
    };
    const stop = clock.hear(() => {
      clearTimeout(timer);
      timer = setTimeout(tell, RESTS_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words change with the language alone, as `t` does
  }, [model, trace, clock, t]);
  return (
    <output className="visually-hidden" data-announced>
      {said}
    </output>
  );
});
