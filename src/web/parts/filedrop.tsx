import { useId, useState } from 'react';
import { useTexts } from '../language.tsx';
import { useWords } from '../words.ts';
import { FaultNote } from './fault.tsx';
import css from './filedrop.module.css';
import { de, en } from './parts.texts.ts';

type FileDropProps = {
  /** Endings that can be read, as in `['.csv', '.json']`. */
  readonly accept: readonly string[];
  /** Bytes; default 20 MB, what the server takes. */
  readonly limit?: number;
  readonly onFile: (file: File) => unknown;
};

/** Takes one file by dropping or choosing; refuses what is too large or of the wrong kind in words. */
export function FileDrop({ accept, limit = 20 << 20, onFile }: FileDropProps) {
  const t = useTexts({ de, en }).file;
  const w = useWords();
  const id = useId();
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | undefined>();
  const take = (file: File | undefined) => {
    if (!file) return;
    const known = accept.some((ending) => file.name.toLowerCase().endsWith(ending));
    if (!known) return setRefused(t.wrongKind(accept.join(', ')));
    if (file.size > limit) return setRefused(t.tooLarge(w.bytes(limit)));
    setRefused(undefined);
    void onFile(file);
  };
  return (
    <div className="stack">
      <div
        className={`${css['drop']} ${over ? css['over'] : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <span className="muted">{t.drop}</span>
        <label htmlFor={id} className={css['choose']}>
          {t.choose}
        </label>
        <input
          id={id}
          type="file"
          className="visually-hidden"
          accept={accept.join(',')}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <span className="small muted">{accept.join(', ')}</span>
      </div>
      {refused !== undefined && <FaultNote error={new Error(refused)} />}
    </div>
  );
}
