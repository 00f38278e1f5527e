import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useTexts } from '../language.tsx';
import { Button } from './button.tsx';
import { de, en } from './parts.texts.ts';
import css from './toast.module.css';

type Toast = { readonly text: string; readonly tone?: 'ok' | 'down'; readonly undo?: () => unknown };
type Shown = Toast & { readonly key: number };

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);
const STAYS_MS = 6000;
const UNDO_STAYS_MS = 12_000;

/** Holds the short notes at the edge of the screen. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const t = useTexts({ de, en });
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const close = useCallback((key: number) => setShown((all) => all.filter((one) => one.key !== key)), []);
  const show = useCallback(
    (toast: Toast) => {
      const key = performance.now();
      setShown((all) => [...all.slice(-2), { ...toast, key }]);
      setTimeout(() => close(key), toast.undo ? UNDO_STAYS_MS : STAYS_MS);
    },
    [close],
  );
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div className={css['place']} aria-live="polite">
        {shown.map(({ key, text, tone, undo }) => (
          <div key={key} className={`${css['toast']} ${tone === 'down' ? css['down'] : ''}`}>
            <span>{text}</span>
            {undo && (
              <Button
                small
                onClick={() => {
                  close(key);
                  return undo();
                }}
              >
                {t.undo}
              </Button>
            )}
            <Button kind="plain" small aria-label={t.close} onClick={() => close(key)}>
              ×
            </Button>
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}

/** `const toast = useToast(); toast({ text: 'Gespeichert.' }); toast({ text: 'Gelöscht.', undo: () => … })` */
export const useToast = (): ((toast: Toast) => void) => useContext(ToastContext);
