import { useTexts } from '../../../web/language.tsx';
import { useWords } from '../../../web/words.ts';
import type { Answer } from '../answer.ts';
import { de, en } from '../whatif.texts.ts';
import css from './lanes.module.css';

/** Three figures: more would promise what no model keeps. */
export const rough = (amount: number): number => Number(amount.toPrecision(3));

/** What it costs until the end, as far as it is known. */
export function Damage({ answer }: { readonly answer: Answer }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { cost } = answer.result;
  const likely = cost.likely === null ? t.neverEnds : cost.likely === 'unknown' ? t.unknown : w.euro(rough(cost.likely));
  const known = typeof cost.likely === 'number';
  const spread = typeof cost.p10 === 'number' && typeof cost.p90 === 'number' ? t.range(w.euroRange(rough(cost.p10), rough(cost.p90))) : '';
  const outside =
    !answer.sampled || typeof cost.likely !== 'number' || typeof cost.p10 !== 'number' || typeof cost.p90 !== 'number'
      ? undefined
      : cost.likely < cost.p10
        ? t.belowRange
        : cost.likely > cost.p90
          ? t.aboveRange
          : undefined;
  return (
    <div className={css['damage']}>
      <span className="small muted">{t.damage}</span>
      <strong data-kind={known ? 'sum' : 'word'}>{likely}</strong>
      <span className="small muted">{answer.sampled ? spread : known ? t.counting : ''}</span>
      {outside !== undefined && <p className="small">{outside}</p>}
    </div>
  );
}
