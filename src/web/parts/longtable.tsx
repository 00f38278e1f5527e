import { type ReactNode, useState } from 'react';
import { useTexts } from '../language.tsx';
import { type Block, blocksOf } from './blocks.ts';
import { LinkButton } from './button.tsx';
import { useFound } from './found.ts';
import css from './longtable.module.css';
import { de, en } from './parts.texts.ts';
import table from './table.module.css';
import type { Column } from './table.tsx';
import { SEARCH_FROM, SearchField, TableCells, TableHead } from './tablehead.tsx';
import { useNear } from './usenear.ts';

type Choosing<Row> = {
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  /** What the box of a row is for, to the ear: "Website auswählen". */
  readonly labelOf: (row: Row) => string;
};

type Grouping<Row> = {
  /** The group of a row; those with '' stand last, under no head when there is no other group. */
  readonly of: (row: Row) => string;
  /** What the head of a group says beside its name: the worst state. */
  readonly summary: (rows: readonly Row[]) => ReactNode;
  /** What the rows of '' are called. */
  readonly rest: string;
};

type LongTableProps<Row> = {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly empty: ReactNode;
  /** More beside the search: filters. */
  readonly tools?: ReactNode;
  readonly exports?: readonly { readonly label: string; readonly href: string }[];
  readonly grouping?: Grouping<Row> | undefined;
  readonly choosing?: Choosing<Row> | undefined;
};

type BlockProps<Row> = {
  readonly block: Extract<Block<Row>, { kind: 'rows' }>;
  readonly width: number;
  readonly table: Pick<LongTableProps<Row>, 'rowKey' | 'columns' | 'choosing'>;
};

/** Some rows in a run; away from what the reader sees they are only as high as they were. */
function Rows<Row>({ block: { rows, from }, width, table: { rowKey, columns, choosing } }: BlockProps<Row>) {
  const { ref, near, height } = useNear<HTMLTableSectionElement>(rows.length);
  if (!near)
    return (
      <tbody ref={ref} aria-hidden="true" data-away={rows.length}>
        <tr className={css['away']}>
          <td colSpan={width} style={{ height }}>
            {'\u00a0'}
          </td>
        </tr>
      </tbody>
    );
  return (
    <tbody ref={ref}>
      {rows.map((row, n) => {
        const key = rowKey(row);
        return (
          <tr key={key} aria-rowindex={from + n + 2} data-chosen={choosing?.chosen.has(key) || undefined}>
            {choosing && (
              <td className={css['box']}>
                <input
                  type="checkbox"
                  aria-label={choosing.labelOf(row)}
                  checked={choosing.chosen.has(key)}
                  onChange={(event) => {
                    const next = new Set(choosing.chosen);
                    if (event.currentTarget.checked) next.add(key);
                    else next.delete(key);
                    choosing.onChoose(next);
                  }}
                />
              </td>
            )}
            <TableCells row={row} columns={columns} />
          </tr>
        );
      })}
    </tbody>
  );
}

type GroupHeadProps<Row> = {
  readonly block: Extract<Block<Row>, { kind: 'group' }>;
  readonly width: number;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly grouping: Grouping<Row>;
};

function GroupHead<Row>({ block: { name, rows }, width, open, onToggle, grouping }: GroupHeadProps<Row>) {
  return (
    <tbody className={css['group']}>
      <tr>
        <th scope="rowgroup" colSpan={width}>
          <div>
            <button type="button" aria-expanded={open} onClick={onToggle}>
              <span className={css['turn']} aria-hidden="true">
                ▸
              </span>
              {name === '' ? grouping.rest : name}
            </button>
            {grouping.summary(rows)}
          </div>
        </th>
      </tr>
    </tbody>
  );
}

/**
 * A list of any length as one table without pages: search, sorting, groups that fold, and rows that can be chosen. Only what is near
 * the reader's eyes is drawn; on paper everything is. The first column is the row's name.
 */
export function LongTable<Row>(props: LongTableProps<Row>) {
  const { caption, rows, rowKey, columns, empty, tools, exports = [], grouping, choosing } = props;
  const t = useTexts({ de, en }).table;
  const { found, search, setSearch, sorted, sort } = useFound(rows, columns);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  if (rows.length === 0) return empty;
  const width = columns.length + (choosing ? 1 : 0);
  const blocks = blocksOf(found, grouping?.of, closed);
  const toggle = (name: string) => {
    const next = new Set(closed);
    if (!next.delete(name)) next.add(name);
    setClosed(next);
  };
  const all = found.map(rowKey);
  const everyChosen = all.length > 0 && all.every((key) => choosing?.chosen.has(key));
  return (
    <div className={table['whole']}>
      <div className={`row no-print ${table['tools']}`}>
        {rows.length >= SEARCH_FROM && <SearchField value={search} onChange={setSearch} />}
        {tools}
        <output className={table['count']}>{found.length < rows.length ? t.ofRows(found.length, rows.length) : t.rows(rows.length)}</output>
        {exports.map(({ label, href }) => (
          <LinkButton key={href} small href={href} download>
            {label}
          </LinkButton>
        ))}
      </div>
      {choosing && rows.length > 1 && found.length > 0 && (
        <label className={`no-print ${css['every']}`}>
          <input
            type="checkbox"
            checked={everyChosen}
            onChange={() => choosing.onChoose(everyChosen ? new Set() : new Set([...choosing.chosen, ...all]))}
          />
          {t.chooseAll(found.length)}
        </label>
      )}
      {found.length === 0 ? (
        <p className="muted">{t.nothingFound(search)}</p>
      ) : (
        <div className={table['scroll']}>
          <table className={`${table['table']} ${css['long']}`} aria-rowcount={found.length + 1}>
            <caption className="visually-hidden">{caption}</caption>
            <TableHead columns={columns} sorted={sorted} onSort={sort} {...(choosing ? { before: t.choose } : {})} />
            {blocks.map((block) =>
              block.kind === 'rows' ? (
                <Rows key={block.key} block={block} width={width} table={{ rowKey, columns, choosing }} />
              ) : (
                grouping && (
                  <GroupHead
                    key={block.key}
                    block={block}
                    width={width}
                    grouping={grouping}
                    open={!closed.has(block.name)}
                    onToggle={() => toggle(block.name)}
                  />
                )
              ),
            )}
          </table>
        </div>
      )}
    </div>
  );
}
