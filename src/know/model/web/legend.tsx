import { useTexts } from '../../../web/language.tsx';
import { StateMark } from '../../../web/parts/chip.tsx';
import css from './map.module.css';
import { de, en } from './map.texts.ts';
import type { MapState } from './states.ts';

/** What shapes and lines of the map mean. */
export function Legend({ words }: { readonly words: Readonly<Record<MapState, string>> }) {
  const t = useTexts({ de, en });
  return (
    <p className={`small muted ${css['legend']}`}>
      {(['ok', 'degraded', 'down', 'unknown'] as const).map((state) => (
        <span key={state}>
          <StateMark state={state} /> {words[state]}
        </span>
      ))}
      <span>{t.legendNeeds}</span>
      <span>{t.legendCause}</span>
    </p>
  );
}
