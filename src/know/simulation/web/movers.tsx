import type { ReactNode } from 'react';
import { useLanguage } from '../../../web/language.tsx';
import { SourceBadge } from '../../../web/parts/source.tsx';
import { effectText, inputRangeText, inputText } from '../influence.texts.ts';
import type { Influence, Watched } from '../influence.ts';
import css from './compare.module.css';
import { BADGE } from './hands.tsx';

type MoversProps = {
  readonly influences: readonly Influence[];
  readonly watched: Watched;
  readonly name: (id: string) => string;
  /** What can be done about one of them. */
  readonly action?: (influence: Influence, what: string) => ReactNode;
};

/** The numbers on which a result hangs, most first: what each is, its range, where it comes from and how old it is, and what it does. */
export function Movers({ influences, watched, name, action }: MoversProps) {
  const { language } = useLanguage();
  return (
    <ol className={css['movers']}>
      {influences.map((influence) => {
        const what = inputText(influence.input, name, language);
        return (
          <li key={what}>
            <div>
              <strong>{what}</strong>
              <div className="small">
                {inputRangeText(influence, language)} <SourceBadge source={BADGE[influence.source]} at={influence.at} />
              </div>
              <div className="small muted">{effectText(influence, watched, language)}</div>
            </div>
            {action?.(influence, what)}
          </li>
        );
      })}
    </ol>
  );
}
