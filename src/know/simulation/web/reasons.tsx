import { memo } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Movers } from '../../../web/parts/movers.tsx';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import type { Model } from '../../model/model.ts';
import { assumptionOn } from '../adjustable.ts';
import type { Answer } from '../answer.ts';
import type { Assumption } from '../assumption.ts';
import { bottleneckText } from '../bottleneck.texts.ts';
import { movingText } from '../influence.texts.ts';
import { missedBecause } from '../missed.ts';
import css from './compare.module.css';
import { de, en } from './compare.texts.ts';

type ReasonsProps = {
  readonly model: Model;
  readonly inventory: InventoryView;
  readonly answer: Answer;
  readonly onChange: (assumption: Assumption) => void;
};

/** Why targets are missed, in one sentence each; and the three numbers on which the result hangs, with where they come from. */
export const Reasons = memo(function Reasons({ model, inventory, answer, onChange }: ReasonsProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const because = missedBecause(answer.result, answer.bottlenecks ?? [], (one) => bottleneckText(model, one, language));
  return (
    <div className="columns">
      {because.length > 0 && (
        <Card title={t.hangsOn}>
          <ul className={css['reasons']}>
            {because.map(({ processes, sentence }) => (
              <li key={sentence}>
                <strong>{processes.map((id) => names.get(id) ?? id).join(', ')}</strong>
                <div>{sentence}</div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t.movers}>
        {!answer.sampled && <p className="muted">{t.moversWait}</p>}
        {answer.sampled?.influences.length === 0 && <p className="muted">{t.noMovers}</p>}
        {answer.sampled && (
          <Movers
            moving={answer.sampled.influences.map((influence) => {
              const said = movingText(influence, { kind: 'cost' }, (id) => names.get(id) ?? id, language);
              const assumption = assumptionOn(inventory, influence.input);
              return {
                ...said,
                action: assumption && (
                  <Button small aria-label={t.changeThis(said.what)} onClick={() => onChange(assumption)}>
                    {t.change}
                  </Button>
                ),
              };
            })}
          />
        )}
      </Card>
    </div>
  );
});
