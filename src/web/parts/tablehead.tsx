import { useId } from 'react';
import { useTexts } from '../language.tsx';
import type { Sorted } from './found.ts';
import { de, en } from './parts.texts.ts';
import css from './table.module.css';
import type { Column } from './table.tsx';

/** From so many rows on a search is worth its place. */
export const SEARCH_FROM = 8;

/** The field that a list is searched with. */
export function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const t = useTexts({ de, en }).table;
  const id = useId();
  return (
    <div className={css['search']}>
      <label htmlFor={id} className="visually-hidden">
        {t.search}
      </label>
      <input id={id} type="search" placeholder={t.search} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

type HeadProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly sorted: Sorted | undefined;
  readonly onSort: (key: string) => void;
  /** Columns before and after, without a word of their own to the eye. */
  readonly before?: string;
  readonly after?: string;
};

/** The heads of the columns; those that can be sorted by are buttons. */
export function TableHead<Row>({ columns, sorted, onSort, before, after }: HeadProps<Row>) {
  const t = useTexts({ de, en }).table;
  const hidden = (word: string | undefined) =>
    word !== undefined && (
      <th scope="col">
        <span className="visually-hidden">{word}</span>
      </th>
    );
  return (
    <thead>
      <tr>
        {hidden(before)}
        {columns.map(({ key, label, by, align }) => (
          <th
            key={key}
            scope="col"
            className={align === 'end' ? css['end'] : undefined}
            aria-sort={sorted?.key === key ? (sorted.down ? 'descending' : 'ascending') : undefined}
          >
            {by ? (
              <button type="button" title={t.sortBy(label)} onClick={() => onSort(key)}>
                {label}
                <span aria-hidden="true" className={css['arrow']}>
                  {sorted?.key === key ? (sorted.down ? '▼' : '▲') : ''}
                </span>
              </button>
            ) : (
              label
            )}
          </th>
        ))}
        {hidden(after)}
      </tr>
    </thead>
  );
}

/** The cells of one row; the first names it. */
export function TableCells<Row>({ row, columns }: { readonly row: Row; readonly columns: readonly Column<Row>[] }) {
  return columns.map(({ key, label, cell, align }, index) => {
    const className = align === 'end' ? css['end'] : undefined;
    return index === 0 ? (
      <th key={key} scope="row" className={className}>
        {cell(row)}
      </th>
    ) : (
      <td key={key} className={className}>
        <span className={css['label']} aria-hidden="true">
          {label}
        </span>
        <div>{cell(row)}</div>
      </td>
    );
  });
}
