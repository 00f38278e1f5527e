import type { ReactNode } from 'react';
import css from './empty.module.css';

type EmptyProps = {
  /** What is not there yet, and what it would be good for, in a sentence. */
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** What to do first: a main button. */
  readonly action?: ReactNode;
};

/** Nothing here yet: says what to do first. */
export const Empty = ({ title, children, action }: EmptyProps) => (
  <div className={css['empty']}>
    <p className={css['title']}>{title}</p>
    {children !== undefined && <div className="muted">{children}</div>}
    {action !== undefined && <div className="row">{action}</div>}
  </div>
);
