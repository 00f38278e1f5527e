import { type ReactNode, useEffect } from 'react';
import css from './page.module.css';

type PageProps = {
  /** For the browser's tab and history: a few words. */
  readonly title: string;
  /** A sentence that says what matters now, computed from the data; never "Dashboard". */
  readonly headline: ReactNode;
  /** How we know, since when, from what. */
  readonly sub?: ReactNode;
  /** What can be done here: buttons beside the headline. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

/** A page: its title, the headline that is a sentence, what can be done, and the contents. Each page has exactly one. */
export function Page({ title, headline, sub, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · krisenfest`;
  }, [title]);
  return (
    <article className={css['page']}>
      <header className={css['head']}>
        <div>
          <h1>{headline}</h1>
          {sub !== undefined && <p className={css['sub']}>{sub}</p>}
        </div>
        {actions !== undefined && <div className={`row no-print ${css['actions']}`}>{actions}</div>}
      </header>
      {children}
    </article>
  );
}
