import type { ReactNode } from 'react';
import { useTexts } from '../../../../web/language.tsx';
import { Button } from '../../../../web/parts/button.tsx';
import { de, en } from '../smsalarm.texts.ts';
import css from './smsalarm.module.css';

type RowsProps<T> = {
  readonly legend: string;
  readonly help: string;
  readonly rows: readonly T[];
  readonly onChange: (rows: readonly T[]) => void;
  readonly blank: T;
  readonly add: string;
  readonly least: number;
  readonly most: number;
  readonly children: (row: T, n: number, change: (row: T) => void) => ReactNode;
};

/** A list of small forms, each with a button that removes it. */
export function Rows<T>({ legend, help, rows, onChange, blank, add, least, most, children }: RowsProps<T>) {
  const t = useTexts({ de, en });
  return (
    <fieldset className={css['rows']}>
      <legend>{legend}</legend>
      <p className="muted small">{help}</p>
      {rows.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while they are typed
        <div key={n} className={css['row']}>
          <div className={css['fields']}>{children(row, n, (next) => onChange(rows.map((one, at) => (at === n ? next : one))))}</div>
          {rows.length > least && (
            <Button small kind="plain" onClick={() => onChange(rows.filter((_, at) => at !== n))}>
              {t.removeRow}
              <span className="visually-hidden"> {n + 1}</span>
            </Button>
          )}
        </div>
      ))}
      {rows.length < most && (
        <Button small onClick={() => onChange([...rows, blank])}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}
