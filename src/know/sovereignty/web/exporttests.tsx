import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useNow, useWords } from '../../../web/words.ts';
import { de, en } from '../exit.texts.ts';
import type { ExportTest } from '../exit.ts';
import { addExportTest, type ExitView, removeExportTest } from '../sovereignty.contract.ts';
import css from './sovereignty.module.css';

const RESULTS = ['worked', 'partly', 'failed'] as const;

function Add({ node }: { readonly node: string }) {
  const t = useTexts({ de, en });
  const { me } = usePlace();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const [on, setOn] = useState(today);
  const [who, setWho] = useState(me.name);
  const [result, setResult] = useState<ExportTest['result']>('worked');
  const [note, setNote] = useState('');
  const add = useAction(addExportTest, { onDone: () => setNote('') });
  return (
    <Form
      submit={t.addTest}
      busy={add.isPending}
      error={add.error}
      onSubmit={() => add.mutateAsync({ params: { key: node }, body: { on, who, result, note } }).catch(() => undefined)}
    >
      <TextField label={t.testOn} type="date" value={on} onChange={setOn} required />
      <TextField label={t.testWho} value={who} onChange={setWho} required />
      <SelectField
        label={t.testResult}
        value={result}
        onChange={setResult}
        choices={RESULTS.map((value) => ({ value, label: t.results[value] }))}
      />
      <TextField label={t.note} value={note} onChange={setNote} />
    </Form>
  );
}

/** Every try to take the data along: date, who, how it went. Only they raise readiness. */
export function ExportTests({ exit }: { readonly exit: ExitView }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const mayWrite = useMay('know.write');
  const remove = useAction(removeExportTest);
  return (
    <Card title={t.tests}>
      <p className={`small muted ${css['help']}`}>{t.testsHelp}</p>
      {exit.tests.length === 0 && <p>{t.noTests}</p>}
      <ul className="stack">
        {exit.tests.map(({ id, on, who, result, note }) => (
          <li key={id}>
            <strong>{w.date(Date.parse(on))}</strong> · {who} · {t.results[result]}
            {note !== '' && <div className="small muted">{note}</div>}
            {mayWrite && (
              <div>
                <ConfirmButton
                  label={t.removeTest}
                  kind="plain"
                  small
                  title={t.removeTestTitle}
                  confirm={t.removeTest}
                  onConfirm={() => remove.mutateAsync({ params: { key: exit.key, id } })}
                >
                  <p>{t.removeTestText}</p>
                </ConfirmButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && <Add node={exit.key} />}
    </Card>
  );
}
