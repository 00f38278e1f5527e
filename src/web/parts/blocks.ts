/** A piece of a long list: the head of a group with all its rows, or some rows in a run. `from`: how many rows stand before it. */
export type Block<Row> =
  | { readonly kind: 'group'; readonly key: string; readonly name: string; readonly rows: readonly Row[] }
  | { readonly kind: 'rows'; readonly key: string; readonly rows: readonly Row[]; readonly from: number };

/** Rows that are drawn, or left out, together. */
export const BLOCK_ROWS = 20;

function runsOf<Row>(rows: readonly Row[], from: number, prefix: string): Block<Row>[] {
  const count = Math.ceil(rows.length / BLOCK_ROWS);
  return Array.from({ length: count }, (_, n) => {
    const begin = n * BLOCK_ROWS;
    return { kind: 'rows', key: `${prefix} ${n}`, rows: rows.slice(begin, begin + BLOCK_ROWS), from: from + begin };
  });
}

/**
 * Cuts rows into blocks. With `groupOf` they stand under the heads of their groups, by name and '' last, and those of a closed group
 * are left out. Where every row is in '', there is no head.
 */
export function blocksOf<Row>(
  rows: readonly Row[],
  groupOf: ((row: Row) => string) | undefined,
  closed: ReadonlySet<string>,
): readonly Block<Row>[] {
  const groups = groupOf ? Map.groupBy(rows, groupOf) : new Map([['', rows]]);
  if (groups.size === 1 && groups.has('')) return runsOf(rows, 0, '');
  const { compare } = new Intl.Collator('de', { numeric: true, sensitivity: 'base' });
  const names = [...groups.keys()].sort((a, b) => (a === '' || b === '' ? (a === b ? 0 : a === '' ? 1 : -1) : compare(a, b)));
  let from = 0;
  return names.flatMap((name) => {
    const mine = groups.get(name) ?? [];
    const head: Block<Row> = { kind: 'group', key: `group ${name}`, name, rows: mine };
    const runs = closed.has(name) ? [] : runsOf(mine, from, name);
    from += mine.length;
    return [head, ...runs];
  });
}
