import { useTexts } from '../../web/language.tsx';
import { Button } from '../../web/parts/button.tsx';
import { FaultNote } from '../../web/parts/fault.tsx';
import { de, en } from '../prepare.texts.ts';
import css from './savebar.module.css';

type SaveBarProps = {
  readonly label: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: () => void;
  readonly onReset: () => void;
  readonly disabled?: boolean;
};

/** Stays in sight while something is not saved. */
export function SaveBar({ label, busy, error, onSave, onReset, disabled = false }: SaveBarProps) {
  const t = useTexts({ de, en });
  return (
    <section className={`${css['bar']} no-print`} aria-label={t.unsaved}>
      <strong>{t.unsaved}</strong>
      <FaultNote error={error} problems={t.problems} />
      <Button kind="main" busy={busy} disabled={disabled} onClick={onSave}>
        {label}
      </Button>
      <Button kind="plain" onClick={onReset}>
        {t.discard}
      </Button>
    </section>
  );
}
