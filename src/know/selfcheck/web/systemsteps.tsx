import { type ReactNode, useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { Hands, Importance, StandIn } from '../answers.ts';
import type { Branch, BranchAsset } from '../branch.ts';
import { directlyNeeded, neededAssets } from '../chosen.ts';
import { de, en } from '../guide.texts.ts';
import { HOLDS, isOneOf, RESTORES } from '../spans.ts';
import css from './guide.module.css';
import { Options } from './options.tsx';
import type { Guide } from './useguide.ts';

export type StepProps = {
  readonly guide: Guide;
  readonly branch: Branch;
  readonly disabled: boolean;
  /** Ids of assets, the dearest failure first. */
  readonly order: readonly string[];
};

/** So many are asked for at first; the rest on a press. */
const FIRST = 6;

/** The assets in the order of what their failure costs; what costs nothing alone comes last. */
function ordered(assets: readonly BranchAsset[], order: readonly string[]): BranchAsset[] {
  const rank = (id: string) => {
    const at = order.indexOf(id);
    return at < 0 ? order.length : at;
  };
  return [...assets].sort((a, b) => rank(a.id) - rank(b.id));
}

/** The first few of a list, and the others when somebody wants them. */
export function Few<T>({
  items,
  children,
  first = FIRST,
}: {
  readonly items: readonly T[];
  readonly children: (item: T) => ReactNode;
  readonly first?: number;
}) {
  const t = useTexts({ de, en });
  const [all, setAll] = useState(false);
  return (
    <>
      {(all ? items : items.slice(0, first)).map(children)}
      {!all && items.length > first && <Button onClick={() => setAll(true)}>{t.more(items.length - first)}</Button>}
    </>
  );
}

/** Question 1: without what does it not work? */
export function SystemsStep({ guide, branch, disabled, order }: StepProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { importance } = guide.answers;
  // What the firm says it does not have stays to be seen, so that it can be taken back.
  const shown = ordered(
    branch.assets.filter(
      ({ id }) => Object.hasOwn(importance, id) || neededAssets(branch, { ...guide.answers, importance: {} }).some((one) => one.id === id),
    ),
    order,
  );
  const [still] = useState(() => new Map(shown.map(({ id }, n) => [id, n])));
  // The order stays while somebody answers, though each answer moves the costs.
  const steady = [...shown].sort((a, b) => (still.get(a.id) ?? 1e3) - (still.get(b.id) ?? 1e3));
  return (
    <Card title={t.systems}>
      <p className="muted">{t.systemsHelp}</p>
      <Few items={steady} first={8}>
        {({ id, name }) => (
          <Options
            key={id}
            legend={name[language]}
            value={importance[id]}
            onChange={(value) => guide.change({ importance: { ...importance, [id]: value } })}
            options={Importance.options.map((value) => ({ value, label: t.importance[value] }))}
            disabled={disabled}
          />
        )}
      </Few>
    </Card>
  );
}

/** Question 3: how long does it go without, and how? */
export function HoldingStep({ guide, branch, disabled, order }: StepProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { holds, how } = guide.answers;
  const direct = directlyNeeded(branch, guide.answers);
  const shown = ordered(
    neededAssets(branch, guide.answers).filter(({ id }) => direct.has(id)),
    order,
  );
  const [still] = useState(() => shown.map(({ id }) => id));
  return (
    <Card title={t.holding}>
      <p className="muted">{t.holdingHelp}</p>
      <Few items={ordered(shown, still)}>
        {({ id, name }) => (
          <div key={id} className={css['question']}>
            <Options
              legend={t.holdOf(name[language])}
              value={isOneOf(HOLDS, holds[id])}
              onChange={(value) => guide.change({ holds: { ...holds, [id]: value } })}
              options={HOLDS.map((value) => ({ value, label: t.hold[value] }))}
              disabled={disabled}
            />
            {holds[id] !== undefined && holds[id] !== 'PT0S' && holds[id] !== 'unknown' && (
              <TextField
                label={t.how(name[language])}
                placeholder={t.howExample}
                value={how[id] ?? ''}
                onChange={(text) => guide.change({ how: { ...how, [id]: text.slice(0, 300) } }, `how ${id}`)}
                disabled={disabled}
              />
            )}
          </div>
        )}
      </Few>
    </Card>
  );
}

/** Question 4: what can stand in, and how long does it take to bring it back, with which hands? */
export function StandInStep({ guide, branch, disabled, order }: StepProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { standIn, restore, hands } = guide.answers;
  const [still] = useState(() => ordered(neededAssets(branch, guide.answers), order).map(({ id }) => id));
  return (
    <Card title={t.standins}>
      <p className="muted">{t.standinsHelp}</p>
      <Options
        legend={t.handsQuestion}
        value={hands}
        onChange={(value) => guide.change({ hands: value })}
        options={Hands.options.map((value) => ({ value, label: t.hands[value] }))}
        disabled={disabled}
      />
      <Few items={ordered(neededAssets(branch, guide.answers), still)} first={5}>
        {({ id, name }) => (
          <div key={id} className={css['question']}>
            <Options
              legend={t.standInOf(name[language])}
              value={standIn[id]}
              onChange={(value) => guide.change({ standIn: { ...standIn, [id]: value } })}
              options={StandIn.options.map((value) => ({ value, label: t.standIn[value] }))}
              disabled={disabled}
            />
            <Options
              legend={t.restoreOf(name[language])}
              value={isOneOf(RESTORES, restore[id])}
              onChange={(value) => guide.change({ restore: { ...restore, [id]: value } })}
              options={RESTORES.map((value) => ({ value, label: t.restore[value] }))}
              disabled={disabled}
            />
          </div>
        )}
      </Few>
    </Card>
  );
}
