import type { Model } from '../../../know/model/model.ts';
import { useTexts } from '../../../web/language.tsx';
import { Loading } from '../../../web/parts/loading.tsx';
import { useWords } from '../../../web/words.ts';
import { wordsOfEdit } from '../editwords.ts';
import type { Effect, Spell } from '../effects.ts';
import { de, en } from '../measures.texts.ts';
import type { MeasureEdit } from '../measures.ts';
import type { ExpectedScenario } from '../scenarios.ts';
import css from './measures.module.css';
import { useEffects } from './useweighing.ts';

/** Two figures: more would promise what no model keeps. */
export const rough = (amount: number): number => Number(amount.toPrecision(2));

/** The longest outage that is back fills the row; without end fills it too. */
function Bar({
  spell,
  most,
  tone,
  label,
}: {
  readonly spell: Spell;
  readonly most: number;
  readonly tone: 'before' | 'after';
  readonly label: string;
}) {
  const t = useTexts({ de, en });
  const w = useWords();
  const share = (ms: number) => `${Math.min(1, ms / most) * 100}%`;
  const none = spell.until === 0;
  const said = none ? t.notHit : Number.isFinite(spell.until) ? w.span(spell.until - spell.from) : t.neverBack;
  return (
    <div className={css['pair']}>
      <span className="small muted">{label}</span>
      <div className={css['track']} aria-hidden="true">
        {!none && <i className={css[tone]} style={{ left: share(spell.from), width: share(Math.min(spell.until, most) - spell.from) }} />}
      </div>
      <span className="small">{said}</span>
    </div>
  );
}

const SHOWN_SCENARIOS = 3;
const SHOWN_PROCESSES = 5;

function EffectOf({ effect }: { readonly effect: Effect }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { scenario, perYear, before, after, processes } = effect;
  const euro = (amount: number) => (Number.isFinite(amount) ? w.euro(rough(amount)) : t.endlessLoss);
  const ends = processes.flatMap((one) => [one.before.until, one.after.until]).filter(Number.isFinite);
  const most = Math.max(1, ...ends);
  return (
    <div className="stack">
      <p>{t.effect(scenario, euro(before), euro(after), t.yearly(w.number(perYear, 3)))}</p>
      <ul className={css['bars']}>
        {processes.slice(0, SHOWN_PROCESSES).map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>
            <Bar spell={one.before} most={most} tone="before" label={t.before} />
            <Bar spell={one.after} most={most} tone="after" label={t.after} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type Props = {
  readonly model: Model;
  readonly at: number | null;
  readonly edit: MeasureEdit;
  readonly scenarios: readonly ExpectedScenario[];
};

/** What a measure changes in the model, line by line. */
export function WhatChanges({ model, edit }: Pick<Props, 'model' | 'edit'>) {
  const t = useTexts({ de, en });
  const w = useWords();
  const lines = wordsOfEdit(edit, model, t.edit, w.span);
  return (
    <div className="stack">
      <h3>{t.what}</h3>
      {lines.length === 0 ? (
        <p className="muted">{t.noEffect}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** How the same failures go without the measure and with it. */
export function BeforeAfter({ model, at, edit, scenarios }: Props) {
  const t = useTexts({ de, en });
  const effects = useEffects(model, at, edit, scenarios);
  return (
    <div className="stack">
      <h3>{t.beforeAfter}</h3>
      {effects === undefined ? (
        <Loading />
      ) : effects.length === 0 ? (
        <p className="muted">{t.noEffectAnywhere}</p>
      ) : (
        <>
          {effects.slice(0, SHOWN_SCENARIOS).map((effect) => (
            <EffectOf key={effect.scenario} effect={effect} />
          ))}
          <p className="small muted">{t.sameDraws}</p>
        </>
      )}
    </div>
  );
}
