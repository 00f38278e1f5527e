import { MINUTE } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useWords } from '../../../web/words.ts';
import { earliestTimes, inOrder, lengthOf } from '../order.ts';
import { de, en } from '../plans.texts.ts';
import type { StepContents } from '../plans.ts';
import css from './plans.module.css';

/** When each step can begin and end at the earliest, as bars on one line of time. Restore steps are hatched: they may be locked. */
export function Timeline({ steps }: { readonly steps: readonly StepContents[] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const [ordered, slots, length] = [inOrder(steps), earliestTimes(steps), lengthOf(steps)];
  if (!ordered.ok || !slots.ok || !length.ok || steps.length === 0 || length.value.minutes === 0) return null;
  const whole = length.value.minutes;
  const at = (minutes: number) => `${(100 * minutes) / whole}%`;
  return (
    <Card title={t.timeline}>
      <div className="stack">
        <p className="muted">{t.timelineText(w.span(whole * MINUTE), length.value.atLeast)}</p>
        <ol className={css['gantt']}>
          {ordered.value.map((step) => {
            const slot = slots.value.get(step.id);
            if (!slot) return null;
            const late = slot.end > whole * 0.65;
            const when = slot.start === 0 ? t.atOnce : t.at(w.span(slot.start * MINUTE), slot.atLeast);
            const takes = step.minutes === null ? t.takesUnknown : w.span(step.minutes * MINUTE);
            return (
              <li key={step.id}>
                {step.title}
                <span className={css['track']}>
                  <i className={css[step.phase]} style={{ left: at(slot.start), width: at(slot.end - slot.start) }} />
                  <span className={late ? css['before'] : undefined} style={{ left: at(late ? slot.start : slot.end) }}>
                    {when}, {takes}
                  </span>
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </Card>
  );
}
