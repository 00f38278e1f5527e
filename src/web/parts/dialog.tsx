import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../language.tsx';
import { Button } from './button.tsx';
import css from './dialog.module.css';
import { de, en } from './parts.texts.ts';

type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** A dialog over the page: the browser's own, with its focus trap and Escape. Its contents exist only while it is open. */
export function Dialog({ open, onClose, title, wide = false, children }: DialogProps) {
  const t = useTexts({ de, en });
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal();
      // Where a keyboard is at hand, one can type at once; on a phone it would cover what there is to read.
      if (matchMedia('(pointer: fine)').matches) dialog.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    }
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={`${css['dialog']} ${wide ? css['wide'] : ''}`}
      data-narrow={!wide || undefined}
      aria-labelledby={id}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {open && (
        <div className={css['body']}>
          <header className={css['head']}>
            <h2 id={id}>{title}</h2>
            <Button kind="plain" small aria-label={t.close} onClick={onClose}>
              <span aria-hidden="true">×</span>
            </Button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
