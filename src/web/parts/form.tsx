import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { FaultNote } from './fault.tsx';
import css from './form.module.css';

type FormProps = {
  /** Called when the form is sent; may give a promise. */
  readonly onSubmit: () => unknown;
  /** What the button says: the deed, as in "Person hinzufügen". */
  readonly submit: string;
  readonly busy?: boolean;
  /** The error of the last try. */
  readonly error?: unknown;
  /** What refusals mean in the language of the interface, by their code. */
  readonly problems?: Readonly<Record<string, string>>;
  /** Beside the button: a way out. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A form: fields in a column, the failure in words, one main button. */
export function Form({ onSubmit, submit, busy = false, error, problems, aside, children }: FormProps) {
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void onSubmit();
      }}
    >
      {children}
      <FaultNote error={error} problems={problems} />
      <div className="row">
        <Button kind="main" type="submit" busy={busy}>
          {submit}
        </Button>
        {aside}
      </div>
    </form>
  );
}
