import { useTexts } from '../language.tsx';
import { useWords } from '../words.ts';
import { de, en } from './parts.texts.ts';
import css from './source.module.css';

/** Where a number comes from: a guess, a contract, or a measurement. */
export type Source = 'assumed' | 'contract' | 'tested';

/** Every number says where it comes from and how old that is: `<SourceBadge source="tested" at={measuredAt} />` → "erprobt · vor 41 Tagen". */
export function SourceBadge({ source, at }: { readonly source: Source; readonly at?: number | null }) {
  const t = useTexts({ de, en });
  const w = useWords();
  return (
    <span className={`${css['source']} ${css[source] ?? ''}`} title={t.sourceOf[source]}>
      {t.source[source]}
      {at !== undefined && at !== null && <span className={css['age']}> · {w.ago(at)}</span>}
    </span>
  );
}
