import { useId } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { useWords } from '../../../web/words.ts';
import type { DarkPageAnswer } from '../darkpages.contract.ts';
import { de, en } from '../screens.texts.ts';
import css from './darkpages.module.css';

/** What the heavier of the two languages weighs on the wire, against what fits into the first packets of a connection. */
export function Weight({ weight }: { readonly weight: DarkPageAnswer['weight'] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const id = useId();
  const now = Math.max(weight.de, weight.en);
  if (now === 0) return <Chip tone="unknown">–</Chip>;
  return (
    <div className={css['weight']}>
      <span id={id}>
        {t.weight(w.bytes(now), w.bytes(weight.most))} {now > weight.most && <Chip tone="down">{t.tooHeavy}</Chip>}
      </span>
      <meter aria-labelledby={id} min={0} max={weight.most} high={weight.most * 0.9} value={now} />
    </div>
  );
}
