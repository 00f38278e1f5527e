import { type ReactNode, useId, useMemo, useState } from 'react';
import { useLanguage, useTexts } from '../language.tsx';
import { Button, LinkButton } from './button.tsx';
import { de, en } from './parts.texts.ts';
import css from './table.module.css';

export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column is sorted by, and searched in where it is text. Without it the column is neither. */
  readonly by?: (row: Row) => string | number | null;
  readonly align?: 'end';
};

type TableProps<Row> = {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Buttons of a row, in the last column. */
  readonly actions?: (row: Row) => ReactNode;
  /** Address of the export (`urlOf(exportX, { org })`). */
  readonly exportHref?: string;
  /** What stands instead of the table while there is no row at all: an `<Empty>`. */
  readonly empty: ReactNode;
  /** Rows per page; default 50. */
  readonly perPage?: number;
  /** More beside the search: filters, an add button. */
  readonly tools?: ReactNode;
};

type Sorted = { readonly key: string; readonly down: boolean };

const SEARCH_FROM = 8;

/** A list as a plain table with search, sorting, pages and export; cards on a phone. The first column is the row's name. */
export function DataTable<Row>({ caption, rows, rowKey, columns, actions, exportHref, empty, perPage = 50, tools }: TableProps<Row>) {
  const t = useTexts({ de, en }).table;
  const { language } = useLanguage();
  const [search, setSearch] = useState('');
  const [sorted, setSorted] = useState<Sorted | undefined>();
  const [page, setPage] = useState(0);
  const searchId = useId();

  const found = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase(language);
    const matches = (row: Row) =>
      columns.some(({ by }) =>
        String(by?.(row) ?? '')
          .toLocaleLowerCase(language)
          .includes(wanted),
      );
    const kept = wanted === '' ? [...rows] : rows.filter(matches);
    const by = columns.find(({ key }) => key === sorted?.key)?.by;
    if (!by) return kept;
    const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
    const sign = sorted?.down ? -1 : 1;
    return kept.sort((a, b) => {
      const [x, y] = [by(a), by(b)];
      // What has no value stands last, whichever way it is sorted.
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
      return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : compare(String(x), String(y)));
    });
  }, [rows, columns, search, sorted, language]);

  if (rows.length === 0) return empty;
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const current = Math.min(page, pages - 1);
  const shown = found.slice(current * perPage, (current + 1) * perPage);
  const sort = (key: string) =>
    setSorted((was) => (was?.key === key ? (was.down ? undefined : { key, down: true }) : { key, down: false }));

  return (
    <div className={css['whole']}>
      <div className={`row no-print ${css['tools']}`}>
        {rows.length >= SEARCH_FROM && (
          <div className={css['search']}>
            <label htmlFor={searchId} className="visually-hidden">
              {t.search}
            </label>
            <input
              id={searchId}
              type="search"
              placeholder={t.search}
              value={search}
              onChange={(event) => {
                setSearch(event.target.value);
                setPage(0);
              }}
            />
          </div>
        )}
        {tools}
        <output className={css['count']}>{search ? t.ofRows(found.length, rows.length) : t.rows(rows.length)}</output>
        {exportHref !== undefined && (
          <LinkButton small href={exportHref} download>
            {t.export}
          </LinkButton>
        )}
      </div>
      {found.length === 0 ? (
        <p className="muted">{t.nothingFound(search)}</p>
      ) : (
        <div className={css['scroll']}>
          <table className={css['table']}>
            <caption className="visually-hidden">{caption}</caption>
            <thead>
              <tr>
                {columns.map(({ key, label, by, align }) => (
                  <th
                    key={key}
                    scope="col"
                    className={align === 'end' ? css['end'] : undefined}
                    aria-sort={sorted?.key === key ? (sorted.down ? 'descending' : 'ascending') : undefined}
                  >
                    {by ? (
                      <button type="button" title={t.sortBy(label)} onClick={() => sort(key)}>
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
                {actions && (
                  <th scope="col">
                    <span className="visually-hidden">{t.actions}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={rowKey(row)}>
                  {columns.map(({ key, label, cell, align }, index) => {
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
                  })}
                  {actions && (
                    <td className={css['actions']}>
                      <div>{actions(row)}</div>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 && (
        <nav className={`row no-print ${css['pages']}`} aria-label={caption}>
          <Button small disabled={current === 0} onClick={() => setPage(current - 1)}>
            {t.previous}
          </Button>
          <output>{t.page(current + 1, pages)}</output>
          <Button small disabled={current >= pages - 1} onClick={() => setPage(current + 1)}>
            {t.next}
          </Button>
        </nav>
      )}
    </div>
  );
}
