import { type ButtonHTMLAttributes, type MouseEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import css from './button.module.css';

/** `main`: the one thing to do here · `quiet`: everything else · `plain`: like a link · `danger`: takes away · `crisis`: red, in a crisis only. */
export type ButtonKind = 'main' | 'quiet' | 'plain' | 'danger' | 'crisis';

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> & {
  readonly kind?: ButtonKind;
  readonly small?: boolean;
  /** Shows that something is being done and takes no second press. */
  readonly busy?: boolean;
  /** May give a promise: the button is busy until it settles. */
  readonly onClick?: (() => unknown) | undefined;
  readonly children: ReactNode;
};

const classes = (kind: ButtonKind, small: boolean, more?: string) =>
  [css['button'], css[kind], small ? css['small'] : undefined, more].filter(Boolean).join(' ');

/** A button. `type="button"` unless said otherwise, so that none submits a form by accident. */
export function Button({
  kind = 'quiet',
  small = false,
  busy = false,
  type = 'button',
  onClick,
  className,
  children,
  ...rest
}: ButtonProps) {
  const [working, setWorking] = useState(false);
  const waits = busy || working;
  const press = (event: MouseEvent) => {
    // The second click of a double click must not send the form again: the first is not under way yet.
    if (type === 'submit' && event.detail > 1) event.preventDefault();
    if (waits) return;
    const done = onClick?.();
    if (done instanceof Promise) {
      setWorking(true);
      void done.finally(() => setWorking(false));
    }
  };
  return (
    <button
      type={type === 'submit' ? 'submit' : 'button'}
      className={classes(kind, small, className)}
      onClick={onClick || waits || type === 'submit' ? press : undefined}
      aria-disabled={waits || undefined}
      aria-busy={waits || undefined}
      {...rest}
    >
      {children}
    </button>
  );
}

type LinkButtonProps = {
  /** A path of the interface (`/o/…`), or with `download` the address of a file. */
  readonly href: string;
  readonly kind?: ButtonKind;
  readonly small?: boolean;
  readonly download?: boolean | string;
  readonly children: ReactNode;
};

/** A link that looks like a button. */
export function LinkButton({ href, kind = 'quiet', small = false, download, children }: LinkButtonProps) {
  if (download !== undefined && download !== false)
    return (
      <a href={href} download={download} className={classes(kind, small)}>
        {children}
      </a>
    );
  return (
    <Link href={href} className={classes(kind, small)}>
      {children}
    </Link>
  );
}
