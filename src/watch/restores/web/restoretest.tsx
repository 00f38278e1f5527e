import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip, StateChip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import type { Check } from '../../checks/checks.contract.ts';
import { useInventory } from '../../checks/web/nodes.ts';
import { type RestoreTestView, readRestoreTest, removeRestoreTest, runRestoreTest } from '../restores.contract.ts';
import { de, en } from '../restores.texts.ts';
import type { RestoreOutcome } from '../restores.ts';
import { RestoreDialog } from './restoredialog.tsx';
import css from './restores.module.css';

const looks = { passed: 'ok', failed: 'down', 'not-run': 'unknown' } as const;

/** How a run ended, as shape, word and colour. */
function OutcomeChip({ kind }: { readonly kind: RestoreOutcome['kind'] }) {
  const t = useTexts({ de, en });
  return <StateChip state={looks[kind]} word={t.states[kind]} />;
}

/** What was restored, how long it took, and what that means for the recovery time. */
function Passed({ outcome }: { readonly outcome: RestoreOutcome & { kind: 'passed' } }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { language } = useLanguage();
  const { inventory } = useInventory();
  const { backup, files, bytes, ms, totalFiles, totalBytes, estimateMs, proven, checked, model } = outcome;
  const whole = files === totalFiles && bytes === totalBytes;
  const nameOf = (key: string) => inventory?.nodes.find((one) => one.key === key)?.name ?? key;
  return (
    <>
      <p>
        <strong>{t.restored(files, bytes, w.span(Math.max(1000, ms)), language)}</strong>{' '}
        {t.from(backup.name, backup.at === null ? null : w.dateTime(backup.at))} {t.proven[proven]}
        {checked !== null && ` ${t.checked[checked]}`}
      </p>
      <p>
        {whole ? t.whole : t.estimate(totalFiles, totalBytes, w.span(Math.max(1000, estimateMs)), language)}{' '}
        {model.written ? t.written(nameOf(model.nodeId), w.span(model.ms), w.span(model.restMs)) : t.unwritten[model.because]}
      </p>
      {!whole && <p className="small muted">{t.how}</p>}
    </>
  );
}

function Outcome({ outcome }: { readonly outcome: RestoreOutcome }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  switch (outcome.kind) {
    case 'passed':
      return <Passed outcome={outcome} />;
    case 'failed':
      return (
        <>
          <p>
            <strong>{t.failedSays(outcome.fault)}</strong>
          </p>
          <p>{t.failedDo}</p>
        </>
      );
    case 'not-run':
      return (
        <>
          <p>
            <strong>{t.notRun(outcome.why, language)}</strong>
          </p>
          <p>{t.again}</p>
        </>
      );
  }
}

function Earlier({ runs }: { readonly runs: RestoreTestView['runs'] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  if (runs.length === 0) return null;
  return (
    <details>
      <summary>{t.earlier}</summary>
      <table className={css['runs']}>
        <caption className="visually-hidden">{t.earlier}</caption>
        <thead>
          <tr>
            <th scope="col">{t.when}</th>
            <th scope="col">{t.result}</th>
            <th scope="col">{t.took}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ at, outcome }) => (
            <tr key={at}>
              <td>{w.date(at)}</td>
              <td>
                <OutcomeChip kind={outcome.kind} />
              </td>
              <td>{outcome.kind === 'passed' ? w.span(Math.max(1000, outcome.ms)) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Actions({ id, onChange }: { readonly id: string; readonly onChange: () => void }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const run = useAction(runRestoreTest, { onDone: () => toast({ text: t.asked }) });
  const remove = useAction(removeRestoreTest, { onDone: () => toast({ text: t.removed }) });
  const args = { params: { id } };
  return (
    <>
      <div className="row">
        <Button small onClick={() => run.mutateAsync(args)}>
          {t.runNow}
        </Button>
        <Button small onClick={onChange}>
          {t.change}
        </Button>
        <ConfirmButton
          label={t.remove}
          kind="plain"
          small
          title={t.removeTitle}
          confirm={t.remove}
          onConfirm={() => remove.mutateAsync(args)}
        >
          <p>{t.removeText}</p>
        </ConfirmButton>
      </div>
      <FaultNote error={run.error ?? remove.error} />
    </>
  );
}

function Standing({ view }: { readonly view: RestoreTestView }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const [last, ...earlier] = view.runs;
  if (!last) return view.running ? null : <p className="muted">{t.never}</p>;
  return (
    <>
      <p>
        <OutcomeChip kind={last.outcome.kind} /> {w.ago(last.at)}
      </p>
      <Outcome outcome={last.outcome} />
      <Earlier runs={earlier} />
    </>
  );
}

/** Can this backup be restored? The last test, what it means, and when the next one is. */
export function RestoreTest({ check: { id, nodeId, kind } }: { readonly check: Check }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const mayWrite = useMay('watch.write');
  const [editing, setEditing] = useState(false);
  const query = useQueryOf(readRestoreTest, { params: { id } }, { topics: ['restore-test'] });
  return (
    <Card title={t.title}>
      <Loaded query={query}>
        {(view) => (
          <div className="stack">
            {view.settings === null && <p>{t.why}</p>}
            {(view.settings !== null || view.runs.length > 0) && <Standing view={view} />}
            {view.running && <Chip tone="petrol">{t.running}</Chip>}
            {view.dueAt !== null && <p className="small muted">{t.next(w.dateTime(view.dueAt))}</p>}
            {mayWrite && view.settings !== null && !view.running && <Actions id={id} onChange={() => setEditing(true)} />}
            {mayWrite && view.settings === null && (
              <div>
                <Button kind="main" onClick={() => setEditing(true)}>
                  {t.setUp}
                </Button>
              </div>
            )}
            {editing && (
              <RestoreDialog
                id={id}
                settings={view.settings}
                hasPaths={kind !== 'folder'}
                hasNode={nodeId !== null}
                onClose={() => setEditing(false)}
              />
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
