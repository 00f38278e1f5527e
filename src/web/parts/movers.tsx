import type { ReactNode } from 'react';
import css from './movers.module.css';
import { SourceBadge } from './source.tsx';

/** A number on which a result hangs, in words: what it is, its range, what it does to the result. `at`: since when it is known. */
export type Moving = {
  readonly what: string;
  readonly range: string;
  readonly source: 'guess' | 'contract' | 'tested';
  readonly at: number | null;
  readonly effect: string;
  /** What can be done about it. */
  readonly action?: ReactNode;
};

const BADGE = { guess: 'assumed', contract: 'contract', tested: 'tested' } as const;

/** The numbers on which a result hangs, most first: each with where it comes from and how old it is, and what it does. */
export function Movers({ moving }: { readonly moving: readonly Moving[] }) {
  return (
    <ol className={css['movers']}>
      {moving.map(({ what, range, source, at, effect, action }) => (
        <li key={what}>
          <div>
            <strong>{what}</strong>
            <div className="small">
              {range} <SourceBadge source={BADGE[source]} at={at} />
            </div>
            <div className="small muted">{effect}</div>
          </div>
          {action}
        </li>
      ))}
    </ol>
  );
}
