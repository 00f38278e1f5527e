import { type ReactNode, useState } from 'react';
import { useTexts } from '../language.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FaultNote } from './fault.tsx';
import { FileDrop } from './filedrop.tsx';
import { Loading } from './loading.tsx';
import { de, en } from './parts.texts.ts';

type ImportDialogProps<Preview> = {
  /** What the button says: "CSV einlesen". */
  readonly label: ReactNode;
  readonly title: string;
  /** What the file should look like, and where to get a pattern. */
  readonly children?: ReactNode;
  readonly accept: readonly string[];
  /** Reads the file without saving anything, usually an endpoint with `preview`. */
  readonly read: (file: File) => Promise<Preview>;
  /** Shows what would happen: new, changed, faults with their places. */
  readonly preview: (preview: Preview) => ReactNode;
  /** May it be taken over? Default: yes. */
  readonly acceptable?: (preview: Preview) => boolean;
  readonly onAccept: (preview: Preview, file: File) => Promise<unknown>;
  readonly problems?: Readonly<Record<string, string>>;
};

type Step<Preview> =
  | { readonly kind: 'choose'; readonly error?: unknown }
  | { readonly kind: 'reading' }
  | { readonly kind: 'look'; readonly file: File; readonly preview: Preview; readonly error?: unknown };

/** Import in two steps: choose a file, look at what it would change, then take it over. Nothing is saved before. */
export function ImportDialog<Preview>(props: ImportDialogProps<Preview>) {
  const { label, title, children, accept, read, preview, acceptable = () => true, onAccept, problems } = props;
  const t = useTexts({ de, en });
  const [open, setOpen] = useState(false);
  const [step, setStep] = useState<Step<Preview>>({ kind: 'choose' });
  const close = () => {
    setOpen(false);
    setStep({ kind: 'choose' });
  };
  const take = async (file: File) => {
    setStep({ kind: 'reading' });
    try {
      setStep({ kind: 'look', file, preview: await read(file) });
    } catch (error) {
      setStep({ kind: 'choose', error });
    }
  };
  const acceptIt = async (look: Extract<Step<Preview>, { kind: 'look' }>) => {
    try {
      await onAccept(look.preview, look.file);
      close();
    } catch (error) {
      setStep({ ...look, error });
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Dialog open={open} onClose={close} title={title} wide>
        {step.kind === 'choose' && (
          <>
            {children}
            <FileDrop accept={accept} onFile={take} />
            <FaultNote error={step.error} problems={problems} />
          </>
        )}
        {step.kind === 'reading' && <Loading />}
        {step.kind === 'look' && (
          <>
            <p className="muted">{step.file.name}</p>
            {preview(step.preview)}
            <FaultNote error={step.error} problems={problems} />
            <div className="row">
              <Button kind="main" disabled={!acceptable(step.preview)} onClick={() => acceptIt(step)}>
                {t.file.accept}
              </Button>
              <Button onClick={() => setStep({ kind: 'choose' })}>{t.file.other}</Button>
              <Button kind="plain" onClick={close}>
                {t.cancel}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}
