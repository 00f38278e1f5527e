import { useState } from 'react';
import { formatDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { CheckField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Picks } from '../../../web/parts/picks.tsx';
import { useWords } from '../../../web/words.ts';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import { de as inventoryDe, en as inventoryEn } from '../../inventory/screens.texts.ts';
import { hasCalendars, type Model } from '../../model/model.ts';
import { reachedBy } from '../jurisdiction.ts';
import { NO_QUESTION, type Question } from '../question.ts';
import type { ReadyScenario } from '../readyscenario.ts';
import { de, en } from '../whatif.texts.ts';
import css from './lanes.module.css';
import { de as moreDe, en as moreEn } from './simulator.texts.ts';
import { Stories, Story } from './stories.tsx';
import { spanIn } from './usequestion.ts';

type ChooseProps = {
  readonly model: Model;
  readonly inventory: InventoryView;
  readonly scenarios: readonly ReadyScenario[];
  readonly question: Question;
  /** When the outage begins if the question does not say. */
  readonly now: number;
  readonly onChange: (question: Question) => void;
};

const UNTIL = 'restored';
const MANY = 6;

/** `2026-11-28T14:00` in the time of this device, for the browser's own field. */
const localText = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** What fails, as chips to take away; many are folded up. */
function Chosen({ names, fail, onDrop }: { names: ReadonlyMap<string, string>; fail: readonly string[]; onDrop: (id: string) => void }) {
  const t = useTexts({ de, en });
  const [all, setAll] = useState(false);
  const shown = all ? fail : fail.slice(0, MANY);
  return (
    <ul className={css['chips']}>
      {shown.map((id) => (
        <li key={id}>
          {names.get(id) ?? id}
          <Button kind="plain" small aria-label={t.drop(names.get(id) ?? id)} onClick={() => onDrop(id)}>
            <span aria-hidden="true">×</span>
          </Button>
        </li>
      ))}
      {fail.length > MANY && (
        <li className={css['plainChip']}>
          <Button kind="plain" small aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t.fewer : t.more(fail.length - MANY)}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** What fails, for how long, since when, and whether somebody did it. */
export function Choose({ model, inventory, scenarios, question, now, onChange }: ChooseProps) {
  const t = useTexts({ de, en });
  const more = useTexts({ de: moreDe, en: moreEn });
  const w = useWords();
  const kinds = useTexts({ de: inventoryDe, en: inventoryEn }).kind;
  const [open, setOpen] = useState<'pick' | 'stories'>();
  const { fail, forMs } = question;
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const set = (part: Partial<Question>) => onChange({ ...question, ...part });
  const laws = fail.length === 0 ? [...reachedBy(inventory.nodes)] : [];
  const scenario = scenarios.find(({ key }) => key === question.scenario);
  const chosen = forMs === null ? UNTIL : formatDuration(forMs);
  const offered = [...new Set([...Object.keys(t.durations), ...(scenario?.lasts ?? []), ...(chosen === UNTIL ? [] : [chosen])])]
    .map((value) => ({ value, ms: spanIn(value) ?? 0 }))
    .sort((a, b) => a.ms - b.ms);
  const words: Readonly<Record<string, string>> = t.durations;
  return (
    <div className="stack">
      {scenario && <Story inventory={inventory} scenario={scenario} />}
      <div className={css['ask']}>
        <fieldset className={css['choice']}>
          <legend>{t.choose}</legend>
          <Chosen names={names} fail={fail} onDrop={(id) => set({ fail: fail.filter((one) => one !== id), law: null })} />
          <div className="row no-print">
            <Button kind={fail.length === 0 ? 'main' : 'quiet'} onClick={() => setOpen('pick')}>
              {fail.length === 0 ? t.chooseTitle : t.add}
            </Button>
            {scenarios.length > 0 && <Button onClick={() => setOpen('stories')}>{more.stories}</Button>}
            {fail.length > 0 && (
              <Button kind="plain" onClick={() => onChange(NO_QUESTION)}>
                {t.clear}
              </Button>
            )}
          </div>
        </fieldset>
        <SelectField
          label={t.duration}
          value={chosen}
          onChange={(text) => set({ forMs: text === UNTIL ? null : spanIn(text) })}
          choices={[
            { value: UNTIL, label: t.untilRestored },
            ...offered.map(({ value, ms }) => ({ value, label: words[value] ?? w.span(ms) })),
          ]}
        />
        {hasCalendars(model) && (
          <TextField
            label={more.begin}
            type="datetime-local"
            value={localText(question.at ?? now)}
            onChange={(text) => {
              const at = new Date(text).getTime();
              if (Number.isFinite(at)) set({ at });
            }}
          />
        )}
        <CheckField label={t.attack} value={question.malicious} onChange={(malicious) => set({ malicious })} />
      </div>
      {question.malicious && (
        <div className="stack">
          {question.holdMs === null && <p className={css['asking']}>{more.holdMissing}</p>}
          <div className={css['ask']}>
            <DurationField label={t.hold} value={question.holdMs} onChange={(holdMs) => set({ holdMs })} />
            <DurationField label={t.dwell} value={question.dwellMs} onChange={(dwellMs) => set({ dwellMs })} />
          </div>
          <p className="small muted">{t.attackHelp}</p>
        </div>
      )}
      {fail.length === 0 && (
        <>
          {laws.length > 0 && (
            <div className="row">
              <span className="muted">{more.laws}</span>
              {laws.map(([law, keys]) => (
                <Button key={law} small onClick={() => onChange({ ...NO_QUESTION, fail: [...keys], law })}>
                  {more.lawCount(t.laws[law], keys.length)}
                </Button>
              ))}
            </div>
          )}
        </>
      )}
      <Stories inventory={inventory} scenarios={scenarios} open={open === 'stories'} onClose={() => setOpen(undefined)} onAsk={onChange} />
      <Dialog open={open === 'pick'} onClose={() => setOpen(undefined)} title={t.chooseTitle} wide>
        {open === 'pick' && (
          <Picks
            label={t.choose}
            help={t.chooseHelp}
            search={t.search}
            items={[...model.nodes]
              .filter(({ kind }) => kind !== 'process')
              .map(({ id, name, kind }) => ({ key: id, name, hint: kinds[kind] }))}
            value={fail}
            onChange={(next) => set({ fail: next, law: null })}
          />
        )}
        <div>
          <Button kind="main" onClick={() => setOpen(undefined)}>
            {t.use}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
