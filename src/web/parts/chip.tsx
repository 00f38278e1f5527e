import type { ReactNode } from 'react';
import { useTexts } from '../language.tsx';
import css from './chip.module.css';
import { de, en } from './parts.texts.ts';

export type Tone = 'ok' | 'degraded' | 'down' | 'unknown' | 'petrol' | 'plain';

/** A small word with a ground. The colour only repeats what the word says. */
export const Chip = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={`${css['chip']} ${css[tone] ?? ''}`}>{children}</span>
);

/** How something stands. `unknown` is never green: not asked, not answered, or stale. */
export type State = 'ok' | 'degraded' | 'down' | 'unknown';

/** The shape of a state: disc, half disc, square, hatched ring; also without colour they differ. */
export const StateMark = ({ state }: { readonly state: State }) => (
  <span className={`${css['mark']} ${css[`mark-${state}`] ?? ''}`} aria-hidden="true" />
);

/** Shape, word and colour of a state: läuft, eingeschränkt, steht, unbekannt; `word` says it more exactly. */
export function StateChip({ state, word }: { readonly state: State; readonly word?: string }) {
  const t = useTexts({ de, en });
  return (
    <Chip tone={state}>
      <StateMark state={state} /> {word ?? t.state[state]}
    </Chip>
  );
}
