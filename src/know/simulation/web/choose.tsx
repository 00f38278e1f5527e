import { useState } from 'react';
import { formatDuration, parseDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { CheckField, SelectField } from '../../../web/parts/field.tsx';
import { de as inventoryDe, en as inventoryEn } from '../../inventory/screens.texts.ts';
import { Picks } from '../../inventory/web/picks.tsx';
import type { Model } from '../../model/model.ts';
import css from './lanes.module.css';
import { type Question, worthAsking } from './question.ts';
import { de, en } from './whatif.texts.ts';

type ChooseProps = { readonly model: Model; readonly question: Question; readonly onChange: (question: Question) => void };

const UNTIL = 'restored';

/** What fails, for how long, and whether somebody did it. */
export function Choose({ model, question, onChange }: ChooseProps) {
  const t = useTexts({ de, en });
  const kinds = useTexts({ de: inventoryDe, en: inventoryEn }).kind;
  const [open, setOpen] = useState(false);
  const { fail, forMs } = question;
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const set = (part: Partial<Question>) => onChange({ ...question, ...part });
  const ideas = worthAsking(model, 5).filter((id) => !fail.includes(id));
  const chosen = forMs === null ? UNTIL : formatDuration(forMs);
  const known = Object.entries(t.durations);
  return (
    <div className="stack">
      <div className={css['ask']}>
        <fieldset className={css['choice']}>
          <legend>{t.choose}</legend>
          <ul className={css['chips']}>
            {fail.map((id) => (
              <li key={id}>
                {names.get(id) ?? id}
                <Button
                  kind="plain"
                  small
                  aria-label={t.drop(names.get(id) ?? id)}
                  onClick={() => set({ fail: fail.filter((one) => one !== id) })}
                >
                  <span aria-hidden="true">×</span>
                </Button>
              </li>
            ))}
          </ul>
          <div>
            <Button kind={fail.length === 0 ? 'main' : 'quiet'} onClick={() => setOpen(true)}>
              {fail.length === 0 ? t.chooseTitle : t.add}
            </Button>
          </div>
        </fieldset>
        <SelectField
          label={t.duration}
          value={chosen}
          onChange={(text) => set({ forMs: text === UNTIL ? null : (parseDuration(text) ?? null) })}
          choices={[
            { value: UNTIL, label: t.untilRestored },
            ...known.map(([value, label]) => ({ value, label })),
            ...(chosen !== UNTIL && !known.some(([value]) => value === chosen) ? [{ value: chosen, label: chosen }] : []),
          ]}
        />
        <CheckField label={t.attack} value={question.malicious} onChange={(malicious) => set({ malicious })} />
      </div>
      {question.malicious && (
        <div className={css['ask']}>
          <DurationField label={t.hold} value={question.holdMs} onChange={(holdMs) => set({ holdMs })} />
          <DurationField label={t.dwell} value={question.dwellMs} onChange={(dwellMs) => set({ dwellMs })} />
          <p className="small muted">{t.attackHelp}</p>
        </div>
      )}
      {fail.length === 0 && ideas.length > 0 && (
        <div className="row">
          <span className="muted">{t.ideas}:</span>
          {ideas.map((id) => (
            <Button key={id} small onClick={() => set({ fail: [id] })}>
              {names.get(id) ?? id}
            </Button>
          ))}
        </div>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title={t.chooseTitle} wide>
        <Picks
          label={t.choose}
          help={t.chooseHelp}
          search={t.search}
          items={[...model.nodes]
            .filter(({ kind }) => kind !== 'process')
            .map(({ id, name, kind }) => ({ key: id, name, hint: kinds[kind] }))}
          value={fail}
          onChange={(next) => set({ fail: next })}
        />
        <div>
          <Button kind="main" onClick={() => setOpen(false)}>
            {t.use}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
