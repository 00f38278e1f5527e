import { useQuery } from '@tanstack/react-query';
import { readSaving } from '../../http/saving.contract.ts';
import { call } from '../call.ts';
import { useTexts } from '../language.tsx';
import { keyOf } from '../query.ts';
import { useWords } from '../words.ts';
import css from './frame.module.css';
import { de, en } from './frame.texts.ts';

const AGAIN_MS = 10_000;

/** Says plainly that nothing is being saved, since when and why, and what is lost by a restart. Nothing while everything is saved. */
export function NotSaving() {
  const t = useTexts({ de, en }).notSaving;
  const w = useWords();
  const { data } = useQuery({
    queryKey: keyOf(readSaving, undefined),
    queryFn: ({ signal }) => call(readSaving, { signal }),
    refetchInterval: AGAIN_MS,
    meta: { topics: ['*'] },
  });
  if (!data?.notSaving) return null;
  const { why, held, since } = data.notSaving;
  return (
    <div role="alert" className={css['notSaving']}>
      <strong>{t.title(w.moment(since))}</strong> {t.why[why]} {t.held[held]}
    </div>
  );
}
