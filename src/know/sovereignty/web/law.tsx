import { useTexts } from '../../../web/language.tsx';
import type { Jurisdiction } from '../reach.ts';
import { de, en } from '../sovereignty.texts.ts';
import css from './sovereignty.module.css';

/** Whose law reaches something: a disc in its colour and the word that says the same. */
export function Law({ law }: { readonly law: Jurisdiction }) {
  const t = useTexts({ de, en });
  return (
    <span className={css['law']}>
      <span className={`${css['dot']} ${css[law] ?? ''}`} aria-hidden="true" />
      {t.law[law]}
    </span>
  );
}
