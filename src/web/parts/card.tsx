import { type ReactNode, useId } from 'react';
import css from './card.module.css';

type CardProps = {
  readonly title?: ReactNode;
  /** Beside the title: a chip, a small button. */
  readonly aside?: ReactNode;
  /** `down` draws the border in rust: something here is wrong. */
  readonly tone?: 'plain' | 'down' | 'degraded';
  readonly children: ReactNode;
};

/** A white card on paper. With a title it is a region of the page. */
export function Card({ title, aside, tone = 'plain', children }: CardProps) {
  const id = useId();
  const body = (
    <>
      {title !== undefined && (
        <div className={css['head']}>
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </>
  );
  const name = `${css['card']} ${css[tone] ?? ''}`;
  return title === undefined ? (
    <div className={name}>{body}</div>
  ) : (
    <section className={name} aria-labelledby={id}>
      {body}
    </section>
  );
}
