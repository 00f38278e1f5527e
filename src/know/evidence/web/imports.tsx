import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { type ImportHead, removeImport, undoImport } from '../evidence.contract.ts';
import { de as wordsDe, en as wordsEn } from '../evidence.texts.ts';
import css from './evidence.module.css';
import { de, en } from './inside.texts.ts';
import { Report } from './preview.tsx';

function Result({ head }: { readonly head: ImportHead }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const { state, refusal, report, items } = head;
  return (
    <>
      {state === 'taken' ? t.items(items) : t.states[state]}
      {refusal !== null && <div>{words.refusal(refusal)}</div>}
      {report !== null && state === 'taken' && <Report report={report} />}
    </>
  );
}

/** What was read so far: when, from where, with what result; each can be taken back. */
export function Imports({ imports }: { readonly imports: readonly ImportHead[] }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const w = useWords();
  const toast = useToast();
  const mayWrite = useMay('know.write');
  const undo = useAction(undoImport);
  const remove = useAction(removeImport);
  const settled = imports.filter(({ state }) => state !== 'reading' && state !== 'preview');
  if (settled.length === 0) return null;
  return (
    <section className="stack" aria-label={t.imports}>
      <h2>{t.imports}</h2>
      <DataTable
        caption={t.imports}
        rows={settled}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'file',
            label: t.file,
            by: ({ kind }) => words.kinds[kind],
            cell: ({ kind, fileName }) => (
              <>
                {words.kinds[kind]}
                <div className={css['under']}>{fileName}</div>
              </>
            ),
          },
          { key: 'at', label: t.at, by: ({ at }) => at, cell: ({ at, by }) => `${w.moment(at)} · ${by}` },
          { key: 'result', label: t.result, by: ({ report }) => report?.rows ?? null, cell: (head) => <Result head={head} /> },
        ]}
        actions={({ id, state }) =>
          !mayWrite ? null : state === 'taken' ? (
            <ConfirmButton
              label={t.undo}
              kind="plain"
              small
              title={t.undoTitle}
              confirm={t.undo}
              problems={t.problems}
              onConfirm={async () => {
                await undo.mutateAsync({ params: { id } });
                toast({ text: t.undone });
              }}
            >
              <p>{t.undoText}</p>
            </ConfirmButton>
          ) : (
            <Button small kind="plain" onClick={() => remove.mutateAsync({ params: { id } }).catch(() => undefined)}>
              {t.remove}
            </Button>
          )
        }
      />
    </section>
  );
}
