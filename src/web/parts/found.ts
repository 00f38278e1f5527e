import { useMemo, useState } from 'react';
import { useLanguage } from '../language.tsx';
import type { Column } from './table.tsx';

/** The order that a person has chosen; without one the rows stay as they come. */
export type Sorted = { readonly key: string; readonly down: boolean };

/** What is left of the rows after the search, in the order that was chosen, and the means to change both. */
export function useFound<Row>(rows: readonly Row[], columns: readonly Column<Row>[]) {
  const { language } = useLanguage();
  const [search, setSearch] = useState('');
  const [sorted, setSorted] = useState<Sorted | undefined>();

  const found = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase(language);
    const matches = (row: Row) =>
      columns.some(({ by, more }) => `${by?.(row) ?? ''} ${more?.(row) ?? ''}`.toLocaleLowerCase(language).includes(wanted));
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

  /** First press up, second down, third back to the order they came in. */
  const sort = (key: string) =>
    setSorted((was) => (was?.key === key ? (was.down ? undefined : { key, down: true }) : { key, down: false }));

  return { found, search, setSearch, sorted, sort };
}
