import { type ReactNode, useState } from 'react';
import { useTexts } from '../language.tsx';
import { Button, type ButtonKind } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FaultNote } from './fault.tsx';
import { de, en } from './parts.texts.ts';

type ConfirmProps = {
  /** What the button says that opens the question. */
  readonly label: ReactNode;
  readonly kind?: ButtonKind;
  readonly small?: boolean;
  readonly disabled?: boolean;
  /** The question, with what it is about: "Frau Petersen den Zugang nehmen?" */
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly children: ReactNode;
  /** What is done: "Zugang nehmen", never "OK". */
  readonly confirm: string;
  readonly onConfirm: () => unknown;
  /** What refusals mean in the language of the interface, by their code. */
  readonly problems?: Readonly<Record<string, string>>;
};

/** A button that asks before it does what hurts. A failure is said in the dialog, which stays open. */
export function ConfirmButton(props: ConfirmProps) {
  const { label, kind = 'danger', small = false, disabled = false, title, children, confirm, onConfirm, problems } = props;
  const t = useTexts({ de, en });
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    setOpen(false);
    setError(undefined);
  };
  const act = async () => {
    try {
      await onConfirm();
      close();
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <>
      <Button kind={kind} small={small} disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={close} title={title}>
        <div>{children}</div>
        <FaultNote error={error} problems={problems} />
        <div className="row">
          <Button kind={kind === 'quiet' || kind === 'plain' ? 'main' : kind} onClick={act}>
            {confirm}
          </Button>
          <Button kind="plain" onClick={close}>
            {t.cancel}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
