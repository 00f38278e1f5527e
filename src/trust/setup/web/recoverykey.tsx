import { useEffect, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Doorway } from '../../../web/parts/doorway.tsx';
import { CheckField } from '../../../web/parts/field.tsx';
import { Secret } from '../../../web/parts/secret.tsx';
import { useNow, useWords } from '../../../web/words.ts';
import { de, en } from '../setup.texts.ts';

type RecoveryKeyProps = { readonly organisation: string; readonly recoveryKey: string; readonly onDone: () => void };

/** The recovery key, once: to print or to save, and on only after it was put away. */
export function RecoveryKey({ organisation, recoveryKey, onDone }: RecoveryKeyProps) {
  const t = useTexts({ de, en }).key;
  const w = useWords();
  const now = useNow();
  const [safe, setSafe] = useState(false);
  useEffect(() => {
    // Who leaves now loses the key: the browser asks first.
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, []);
  const save = () => {
    const url = URL.createObjectURL(new Blob([t.fileText(organisation, recoveryKey, w.date(now))], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = t.file(organisation.replaceAll(/[^\p{L}\p{N}]+/gu, '-'));
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Doorway title={t.title} headline={t.headline} sub={t.sub} wide>
      <p>
        <strong>{organisation}</strong> <span className="muted">· {t.printed(w.date(now))}</span>
      </p>
      <Secret value={recoveryKey} label={t.label} />
      <div className="row">
        <Button kind="main" onClick={() => window.print()}>
          {t.print}
        </Button>
        <Button onClick={save}>{t.download}</Button>
      </div>
      <ul className="stack">
        {t.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div className="no-print stack">
        <CheckField label={t.tick} value={safe} onChange={setSafe} />
        <div className="row">
          <Button kind="main" disabled={!safe} onClick={onDone}>
            {t.go}
          </Button>
        </div>
      </div>
    </Doorway>
  );
}
