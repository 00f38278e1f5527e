import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

type DialogButtonProps = {
  readonly label: string;
  readonly title: string;
  /** What is asked; `close` when it is done. */
  readonly children: (close: () => void) => ReactNode;
};

/** A button below a list that opens a dialog, in which something is added to it. */
export function DialogButton({ label, title, children }: DialogButtonProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Dialog open={open} onClose={close} title={title}>
        {children(close)}
      </Dialog>
    </div>
  );
}
