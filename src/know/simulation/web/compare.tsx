import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { parseDuration } from '../../../kernel/instant.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import { useTakeBack } from '../../inventory/web/removal.tsx';
import type { Model } from '../../model/model.ts';
import { adjustable } from '../adjustable.ts';
import type { Answer } from '../answer.ts';
import { type Assumption, subjectOf } from '../assumption.ts';
import { assumptionText, differenceText } from '../compared.texts.ts';
import { compared } from '../compared.ts';
import type { Money } from '../simulate.ts';
import { takeOverAssumptions } from '../simulation.contract.ts';
import { msWhen } from '../told.ts';
import { AssumptionField } from './assumptionfield.tsx';
import css from './compare.module.css';
import { de, en } from './compare.texts.ts';
import { rough } from './euros.tsx';

/** The present value of what an assumption is about. */
function nowText(one: Assumption, t: typeof de, w: Words): string | null {
  const span = (text: string) => w.span(parseDuration(text) ?? 0);
  switch (one.kind) {
    case 'time':
      return span(one.likely);
    case 'restart':
    case 'buffer':
    case 'response':
      return span(one.span);
    case 'cost':
      return w.euro(one.likely);
    case 'hands':
      return t.hands(one.slots);
    case 'alternative':
      return null;
  }
}

/** Two results beside each other, and their difference in a sentence. */
function Both({ model, before, after }: { readonly model: Model; readonly before: Answer; readonly after: Answer }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const difference = compared(before.result, after.result);
  const euro = (money: Money) => (money === null ? t.endless : money === 'unknown' ? t.unknown : w.euro(rough(money)));
  const spread = ({ result: { cost }, sampled }: Answer) =>
    sampled && typeof cost.p10 === 'number' && typeof cost.p90 === 'number' ? w.euroRange(rough(cost.p10), rough(cost.p90)) : '…';
  const back = ({ result }: Answer) => {
    const all = Object.values(result.processes).map(({ upAt }) => msWhen(upAt));
    if (all.includes(undefined)) return t.unknown;
    const last = Math.max(0, ...all.map((ms) => ms ?? 0));
    return Number.isFinite(last) ? w.span(last) : t.never;
  };
  const both = before.sampled && after.sampled;
  return (
    <div className="stack" aria-live="polite">
      <p className={css['difference']}>{differenceText(difference, (id) => names.get(id) ?? id, language)}</p>
      <table className={css['both']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t.figure}</span>
            </th>
            <th scope="col">{t.today}</th>
            <th scope="col">{t.changed}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t.damage}</th>
            <td>{euro(difference.before)}</td>
            <td>{euro(difference.after)}</td>
          </tr>
          <tr>
            <th scope="row">{t.spread}</th>
            <td>{spread(before)}</td>
            <td>{spread(after)}</td>
          </tr>
          <tr>
            <th scope="row">{t.lastBack}</th>
            <td>{back(before)}</td>
            <td>{back(after)}</td>
          </tr>
          <tr>
            <th scope="row">{t.missed}</th>
            <td>{difference.missedBefore}</td>
            <td>{difference.missedAfter}</td>
          </tr>
        </tbody>
      </table>
      <p className="small muted">{both ? t.sameDice(w.number(10_000)) : t.likelyFirst}</p>
    </div>
  );
}

type CompareProps = {
  readonly model: Model;
  readonly inventory: InventoryView;
  readonly malicious: boolean;
  readonly answer: Answer;
  readonly changes: readonly Assumption[];
  /** The answer with the changes; undefined while there are none, or it is being computed. */
  readonly changed: Answer | undefined;
  /** What is wrong with the model as it would be. */
  readonly fault: string | undefined;
  readonly onChanges: (changes: readonly Assumption[]) => void;
};

type PickProps = {
  readonly label: string;
  readonly none: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onPick: (subject: string) => void;
};

/** What else may be changed. */
const Pick = memo(function Pick({ label, none, choices, onPick }: PickProps) {
  return <SelectField label={label} value="" onChange={onPick} choices={[{ value: '', label: none }, ...choices]} />;
});

/** Think a number otherwise, and see both results beside each other; then take it over, or not. */
export const Compare = memo(function Compare({ model, inventory, malicious, answer, changes, changed, fault, onChanges }: CompareProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const may = useMay('know.write');
  const toast = useToast();
  const takeBack = useTakeBack();
  const take = useAction(takeOverAssumptions);
  const names = useMemo(() => new Map([...model.nodes, ...model.teams].map(({ id, name }) => [id, name])), [model]);
  const textOf = useCallback((one: Assumption) => assumptionText(one, (id) => names.get(id) ?? id, language), [names, language]);
  // The result changes once more when the runs are in; what may be changed does not.
  const offered = useMemo(
    () => adjustable(inventory, answer.result, malicious, t.alternativeName),
    [inventory, answer.result, malicious, t],
  );
  const known = new Map(offered.map((one) => [subjectOf(one), one]));
  const chosen = new Set(changes.map(subjectOf));
  const put = (one: Assumption) => onChanges(changes.map((other) => (subjectOf(other) === subjectOf(one) ? one : other)));
  const takeOver = async () => {
    const { undoId } = await take.mutateAsync({ body: { changes: [...changes] } });
    onChanges([]);
    toast({ text: t.taken, undo: () => takeBack(undoId) });
  };
  const taken = [...chosen].sort().join('\n');
  // A model of hundreds of things offers as many choices: they are made anew only when other things are changed, not other numbers.
  const choices = useMemo(() => {
    const gone = new Set(taken.split('\n'));
    return offered
      .filter((one) => !gone.has(subjectOf(one)))
      .map((one) => ({ value: subjectOf(one), label: `${t.groups[one.kind]}: ${textOf(one)}` }));
  }, [offered, taken, t, textOf]);
  const latest = useRef({ changes, known, onChanges });
  useEffect(() => {
    latest.current = { changes, known, onChanges };
  });
  const pick = useCallback((subject: string) => {
    const one = latest.current.known.get(subject);
    if (one) latest.current.onChanges([...latest.current.changes, one]);
  }, []);
  return (
    <Card title={t.title}>
      <div className="stack">
        <p className="small muted">{t.help}</p>
        <div className="no-print">
          <Pick label={t.pick} none={t.pickNone} choices={choices} onPick={pick} />
        </div>
        {changes.length > 0 && (
          <ul className={css['changes']}>
            {changes.map((one) => {
              const before = known.get(subjectOf(one));
              const said = before ? nowText(before, t, w) : null;
              return (
                <li key={subjectOf(one)}>
                  <div>
                    <AssumptionField label={textOf(one)} value={one} onChange={put} />
                    {said !== null && <span className="small muted">{t.was(said)}</span>}
                  </div>
                  <Button
                    kind="plain"
                    small
                    aria-label={t.drop(textOf(one))}
                    onClick={() => onChanges(changes.filter((other) => subjectOf(other) !== subjectOf(one)))}
                  >
                    <span aria-hidden="true">×</span>
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
        {changes.length > 0 && fault !== undefined && <p role="alert">{t.invalid(fault)}</p>}
        {changes.length > 0 && changed && <Both model={model} before={answer} after={changed} />}
        {changes.length > 0 && (
          <div className="row no-print">
            {may && (
              <Button kind="main" busy={take.isPending} disabled={fault !== undefined} onClick={() => takeOver().catch(() => undefined)}>
                {t.take}
              </Button>
            )}
            <Button onClick={() => onChanges([])}>{t.discard}</Button>
          </div>
        )}
        <FaultNote error={take.error} problems={{ 'assumption-gone': t.gone }} />
      </div>
    </Card>
  );
});
