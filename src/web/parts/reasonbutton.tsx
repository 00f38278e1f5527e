import { type ReactNode, useState } from 'react';
import { faultAt } from '../call.ts';
import { Button, type ButtonKind } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';
import { Form } from './form.tsx';

type ReasonButtonProps = {
  /** What the button says, before and in the question. */
  readonly label: string;
  readonly kind?: ButtonKind;
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly children: ReactNode;
  readonly reason: string;
  readonly busy: boolean;
  readonly error: unknown;
  /** Does it, and calls `close` when it is done; a refusal comes back as `error`. */
  readonly onConfirm: (reason: string, close: () => void) => void;
  readonly problems?: Readonly<Record<string, string>>;
};

/** A small button for what may be done only with a reason that stays on record. */
export function ReasonButton({ label, kind = 'quiet', title, children, reason, busy, error, onConfirm, problems }: ReasonButtonProps) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  return (
    <>
      <Button kind={kind} small onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title}>
        <Form
          onSubmit={() => onConfirm(why, () => setOpen(false))}
          submit={label}
          busy={busy}
          error={error}
          {...(problems ? { problems } : {})}
        >
          <p>{children}</p>
          <TextField label={reason} value={why} onChange={setWhy} error={faultAt(error, '/reason')} required />
        </Form>
      </Dialog>
    </>
  );
}
