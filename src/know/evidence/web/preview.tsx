import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { Progress } from '../../../web/parts/progress.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { type ImportHead, readImport, removeImport, stopImport, takeImport } from '../evidence.contract.ts';
import { seenText, de as wordsDe, en as wordsEn } from '../evidence.texts.ts';
import type { Report as ReportOf } from '../evidence.ts';
import css from './evidence.module.css';
import { de, en } from './inside.texts.ts';

const MOST_SHOWN = 12;

/** How many lines were used, which were not and why, and what else must be said. */
export function Report({ report }: { readonly report: ReportOf }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const w = useWords();
  const { rows, rejected, rejects, from, to, notes } = report;
  const day = (iso: string) => w.date(Date.parse(`${iso}T12:00:00Z`));
  return (
    <div className={css['report']}>
      <p>
        {t.rows(rows, w.number(rows))}
        {from !== null && to !== null && ` ${t.period(day(from), day(to))}`},{' '}
        {rejected === 0 ? t.noRejected : t.rejected(rejected, w.number(rejected))}
      </p>
      {notes.length > 0 && (
        <ul className="small muted">
          {notes.map(({ code, count }) => (
            <li key={code}>{words.note[code](count)}</li>
          ))}
        </ul>
      )}
      {rejects.length > 0 && (
        <details className={css['details']}>
          <summary>{t.rejected(rejected, w.number(rejected))}</summary>
          <ul className="small">
            {rejects.map(({ line, code }, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- a line may have two faults
              <li key={n}>{t.rejectLine(line, words.reject[code])}</li>
            ))}
            {rejected > rejects.length && <li>{t.rejectMore(w.number(rejected - rejects.length))}</li>}
          </ul>
        </details>
      )}
    </div>
  );
}

function Look({ head }: { readonly head: ImportHead }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const { language } = useLanguage();
  const toast = useToast();
  const mayWrite = useMay('know.write');
  const query = useQueryOf(readImport, { params: { id: head.id } }, { topics: ['evidence'] });
  const take = useAction(takeImport);
  const remove = useAction(removeImport);
  return (
    <Card title={t.preview(words.kinds[head.kind])}>
      <p className="muted">{head.fileName}</p>
      <Loaded query={query}>
        {({ report, contents }) => (
          <>
            {report && <Report report={report} />}
            {contents.length === 0 ? (
              <p>{t.nothingSeen}</p>
            ) : (
              <ul className={css['seen']}>
                {contents.slice(0, MOST_SHOWN).map(({ subject, name, strength, traces }) => (
                  <li key={subject}>
                    <strong>{name}</strong> <span className="small muted">{words.strength[strength]}</span>
                    <div className="small muted">{traces[0] && seenText(traces[0], language)}</div>
                  </li>
                ))}
                {contents.length > MOST_SHOWN && <li className="small muted">{t.more(contents.length - MOST_SHOWN)}</li>}
              </ul>
            )}
            <p className="small muted">{t.previewText}</p>
            <FaultNote error={take.error ?? remove.error} problems={t.problems} />
            {mayWrite && (
              <div className="row">
                {contents.length > 0 && (
                  <Button
                    kind="main"
                    onClick={() =>
                      take.mutateAsync({ params: { id: head.id } }).then(
                        () => toast({ text: t.taken(head.items) }),
                        () => undefined,
                      )
                    }
                  >
                    {t.take}
                  </Button>
                )}
                <Button onClick={() => remove.mutateAsync({ params: { id: head.id } }).catch(() => undefined)}>{t.discard}</Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** What is being read, and what waits to be taken over. */
export function Waiting({ imports }: { readonly imports: readonly ImportHead[] }) {
  const t = useTexts({ de, en });
  const mayWrite = useMay('know.write');
  const stop = useAction(stopImport);
  return (
    <>
      {imports.map((head) =>
        head.state === 'reading' ? (
          <Progress
            key={head.id}
            share={head.share}
            {...(mayWrite ? { onStop: () => stop.mutateAsync({ params: { id: head.id } }).catch(() => undefined) } : {})}
          >
            {t.reading(head.fileName)}
          </Progress>
        ) : head.state === 'preview' ? (
          <Look key={head.id} head={head} />
        ) : null,
      )}
    </>
  );
}
