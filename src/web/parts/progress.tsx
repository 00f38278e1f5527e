import type { ReactNode } from 'react';
import { useTexts } from '../language.tsx';
import { useWords } from '../words.ts';
import { Button } from './button.tsx';
import { de, en } from './parts.texts.ts';
import css from './progress.module.css';

type ProgressProps = {
  /** What is being done now: "Wir fragen 118 Nameserver …". */
  readonly children: ReactNode;
  /** Between 0 and 1; without it nobody knows how long it takes. */
  readonly share?: number;
  readonly onStop?: () => unknown;
};

/** Long work: what is being done and how far it is. It goes on when the page is left. */
export function Progress({ children, share, onStop }: ProgressProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  return (
    <div className={css['progress']}>
      <output>{children}</output>
      {share === undefined ? (
        <progress className={css['bar']} aria-label={t.working} />
      ) : (
        <progress className={css['bar']} value={share} max={1} aria-label={t.done(w.percent(share))} />
      )}
      {onStop && (
        <Button small onClick={onStop}>
          {t.cancel}
        </Button>
      )}
    </div>
  );
}
