import { useTexts } from '../language.tsx';
import { de, en } from '../shell.texts.ts';
import css from './loading.module.css';

/** Something is on its way. Shows only after a moment, so that fast answers do not flicker. */
export function Loading() {
  const t = useTexts({ de, en });
  return (
    <output className={css['loading']} aria-live="polite">
      <span className={css['bar']} aria-hidden="true" />
      {t.loading}
    </output>
  );
}
