import { useState } from 'react';
import { parseDuration } from '../../../kernel/instant.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { CheckField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { useWords } from '../../../web/words.ts';
import { When } from '../answers.ts';
import type { Branch } from '../branch.ts';
import { de, en } from '../guide.texts.ts';
import { STANDSTILLS } from '../spans.ts';
import css from './guide.module.css';
import { Options } from './options.tsx';
import type { Guide } from './useguide.ts';

type Props = { readonly guide: Guide; readonly branch: Branch; readonly disabled: boolean };

function ProcessItem({ guide, one, disabled }: Omit<Props, 'branch'> & { readonly one: Branch['processes'][number] }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const { processes } = guide.answers;
  const said = processes[one.id];
  const set = (more: Partial<NonNullable<typeof said>>) =>
    guide.change({ processes: { ...processes, [one.id]: { standstill: null, when: 'usual', ...said, ...more } } });
  const toggle = (ticked: boolean) => {
    if (ticked) return set({});
    const { [one.id]: _gone, ...rest } = processes;
    return guide.change({ processes: rest });
  };
  const span = (iso: string) => w.span(parseDuration(iso) ?? 0);
  return (
    <div className={css['item']}>
      <CheckField label={one.name[language]} value={said !== undefined} onChange={toggle} disabled={disabled} />
      {said && (
        <>
          <Options
            legend={
              <>
                {t.standstill} <span className="small muted">{said.standstill === null && t.standstillGuess(span(one.mtpd))}</span>
                <span className="visually-hidden"> ({one.name[language]})</span>
              </>
            }
            value={said.standstill}
            onChange={(standstill) => set({ standstill })}
            options={STANDSTILLS.map((value) => ({ value, label: span(value) }))}
            disabled={disabled}
          />
          <div className={css['indented']}>
            <SelectField
              label={
                <>
                  {t.when} <span className="visually-hidden">({one.name[language]})</span>
                </>
              }
              value={said.when}
              onChange={(when) => set({ when })}
              choices={When.options.map((value) => ({ value, label: t.whens[value] }))}
              disabled={disabled}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** Step 0: what earns the money, when, and how long it may stand still. */
export function ProcessStep({ guide, branch, disabled }: Props) {
  const t = useTexts({ de, en });
  const [name, setName] = useState('');
  const { own } = guide.answers;
  const groups = [branch.processes.filter(({ usual }) => usual), branch.processes.filter(({ usual }) => !usual)];
  const add = () => {
    if (name.trim() === '') return;
    guide.change({ own: [...own, { name: name.trim(), standstill: null }] });
    setName('');
  };
  return (
    <Card title={t.processes}>
      <p className="muted">{t.processesHelp}</p>
      {groups.map((group, n) => (
        <div key={n === 0 ? 'usual' : 'other'}>
          {n === 1 && <h3>{t.otherProcesses}</h3>}
          {group.map((one) => (
            <ProcessItem key={one.id} guide={guide} one={one} disabled={disabled} />
          ))}
        </div>
      ))}
      {own.map((one, at) => (
        <div className={css['item']} key={one.name}>
          <div className="row">
            <strong>{one.name}</strong>
            <Button small aria-label={t.removeOwn(one.name)} onClick={() => guide.change({ own: own.filter((_, n) => n !== at) })}>
              ×
            </Button>
          </div>
        </div>
      ))}
      {!disabled && (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <TextField label={t.own} help={t.ownHelp} value={name} onChange={setName} />
          <Button type="submit">{t.addOwn}</Button>
        </form>
      )}
    </Card>
  );
}
