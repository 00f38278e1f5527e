import { type ReactNode, useState } from 'react';
import { useTexts } from '../language.tsx';
import { Button, LinkButton } from './button.tsx';
import { useFound } from './found.ts';
import { de, en } from './parts.texts.ts';
import css from './table.module.css';
import { SEARCH_FROM, SearchField, TableCells, TableHead } from './tablehead.tsx';

export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column is sorted by, and searched in where it is text. Without it the column is neither. */
  readonly by?: (row: Row) => string | number | null;
  /** More words that the search finds the row by. */
  readonly more?: (row: Row) => string;
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

/** A list as a plain table with search, sorting, pages and export; cards on a phone. The first column is the row's name. */
export function DataTable<Row>({ caption, rows, rowKey, columns, actions, exportHref, empty, perPage = 50, tools }: TableProps<Row>) {
  const t = useTexts({ de, en }).table;
  const { found, search, setSearch, sorted, sort } = useFound(rows, columns);
  const [page, setPage] = useState(0);

  if (rows.length === 0) return empty;
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const current = Math.min(page, pages - 1);
  const shown = found.slice(current * perPage, (current + 1) * perPage);

  return (
    <div className={css['whole']}>
      <div className={`row no-print ${css['tools']}`}>
        {rows.length >= SEARCH_FROM && (
          <SearchField
            value={search}
            onChange={(text) => {
              setSearch(text);
              setPage(0);
            }}
          />
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
            <TableHead columns={columns} sorted={sorted} onSort={sort} {...(actions ? { after: t.actions } : {})} />
            <tbody>
              {shown.map((row) => (
                <tr key={rowKey(row)}>
                  <TableCells row={row} columns={columns} />
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
