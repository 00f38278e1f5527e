import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemError, Unreachable } from '../call.ts';
import { useTexts } from '../language.tsx';
import { Button } from './button.tsx';
import css from './fault.module.css';
import { Loading } from './loading.tsx';
import { de, en } from './parts.texts.ts';

type FaultNoteProps = {
  readonly error: unknown;
  /** What the server's refusals mean in the language of the interface, by `code`; else its English sentence stands. */
  readonly problems?: Readonly<Record<string, string>> | undefined;
  readonly onRetry?: () => unknown;
};

/** What failed, in a sentence, with the places of the faults of an input. Nothing while there is no error. */
export function FaultNote({ error, problems, onRetry }: FaultNoteProps) {
  const t = useTexts({ de, en });
  if (error === null || error === undefined) return null;
  const known = error instanceof ProblemError ? (problems?.[error.code] ?? t.problems[error.code]) : undefined;
  const message = known ?? (error instanceof Unreachable ? t.unreachable : error instanceof Error ? error.message : t.broken);
  const faults = error instanceof ProblemError ? error.faults : [];
  return (
    <div role="alert" className={css['fault']}>
      <p>{message}</p>
      {faults.length > 1 && (
        <ul>
          {faults.map(({ pointer, message: what }) => (
            <li key={`${pointer} ${what}`}>
              <code>{pointer}</code> {what}
            </li>
          ))}
        </ul>
      )}
      {onRetry && (
        <Button small onClick={onRetry}>
          {t.retry}
        </Button>
      )}
    </div>
  );
}

/** A failure that leaves nothing else to show. */
export const FaultPage = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => unknown }) => (
  <main className={css['page']}>
    <FaultNote error={error} onRetry={onRetry} />
  </main>
);

/** The three ways a question goes: on its way, failed (with a way to try again), here. `<Loaded query={checks}>{({ checks }) => …}</Loaded>` */
export function Loaded<T>({ query, children }: { readonly query: UseQueryResult<T>; readonly children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <FaultNote error={query.error} onRetry={() => query.refetch()} />;
  return <Loading />;
}
