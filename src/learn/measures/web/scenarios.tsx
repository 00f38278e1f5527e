import { useState } from 'react';
import { parseDuration } from '../../../kernel/instant.ts';
import { SOURCES } from '../../../know/model/model.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { putScenarios } from '../measures.contract.ts';
import { de, en } from '../measures.texts.ts';
import type { ExpectedScenario } from '../scenarios.ts';
import css from './measures.module.css';

/** What is expected in a year, and how often: guesses until the owner says better. */
export function Scenarios({ scenarios, usual }: { readonly scenarios: readonly ExpectedScenario[]; readonly usual: boolean }) {
  const all = useTexts({ de, en });
  const t = all.scenarios;
  const w = useWords();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [rows, setRows] = useState<readonly ExpectedScenario[]>([]);
  const save = useAction(putScenarios);
  const change = (id: string, part: Partial<ExpectedScenario>) => setRows(rows.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const keep = async (next: readonly ExpectedScenario[]) => {
    await save.mutateAsync({ body: { scenarios: [...next] } });
    setOpen(false);
    toast({ text: t.saved });
  };
  return (
    <>
      <Button
        onClick={() => {
          setRows(scenarios);
          setOpen(true);
        }}
      >
        {t.button}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.title} wide>
        <p className="muted">{t.help}</p>
        <div className="stack">
          {rows.map((one) => {
            const ms = one.for === null ? undefined : parseDuration(one.for);
            return (
              <div key={one.id} className={css['scenarios']}>
                <span>{one.name}</span>
                <span className="small muted">{ms === undefined ? t.untilRestored : w.span(ms)}</span>
                <NumberField
                  label={<span className="visually-hidden">{t.perYearOf(one.name)}</span>}
                  value={one.perYear}
                  onChange={(perYear) => change(one.id, { perYear: perYear ?? 0 })}
                />
                <select
                  aria-label={t.sourceOf(one.name)}
                  value={one.source}
                  onChange={(event) => change(one.id, { source: SOURCES.find((source) => source === event.target.value) ?? 'guess' })}
                >
                  {SOURCES.map((source) => (
                    <option key={source} value={source}>
                      {all.sources[source]}
                    </option>
                  ))}
                </select>
                <Button kind="plain" small aria-label={t.remove(one.name)} onClick={() => setRows(rows.filter(({ id }) => id !== one.id))}>
                  <span aria-hidden="true">×</span>
                </Button>
              </div>
            );
          })}
        </div>
        {rows.length === 0 && <p>{t.none}</p>}
        <FaultNote error={save.error} />
        <div className="row">
          <Button kind="main" disabled={rows.length === 0} onClick={() => keep(rows)}>
            {t.save}
          </Button>
          {!usual && <Button onClick={() => keep([])}>{t.usual}</Button>}
        </div>
      </Dialog>
    </>
  );
}
