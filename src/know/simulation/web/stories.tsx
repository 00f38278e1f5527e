import { Link } from 'wouter';
import { parseDuration } from '../../../kernel/instant.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { useHref } from '../../../web/place.ts';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import { NO_QUESTION, type Question } from '../question.ts';
import { matched, type ReadyScenario } from '../readyscenario.ts';
import css from './simulator.module.css';
import { de, en } from './simulator.texts.ts';

/** The question that a ready scenario asks of this inventory. */
export const questionFrom = (inventory: InventoryView, scenario: ReadyScenario): Question => ({
  ...NO_QUESTION,
  fail: matched(inventory, scenario).keys,
  forMs: scenario.usual === null ? null : (parseDuration(scenario.usual) ?? null),
  malicious: scenario.malicious,
  scenario: scenario.key,
});

type StoriesProps = {
  readonly inventory: InventoryView;
  readonly scenarios: readonly ReadyScenario[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAsk: (question: Question) => void;
};

/** All ready scenarios, each with what it hits in this model. */
export function Stories({ inventory, scenarios, open, onClose, onAsk }: StoriesProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  return (
    <Dialog open={open} onClose={onClose} title={t.stories} wide>
      <p className="muted">{t.storiesHelp}</p>
      <ul className={css['stories']}>
        {/* Reckoned only where it is seen: each scenario is laid over the whole model. */}
        {(open ? scenarios : []).map((scenario) => {
          const count = matched(inventory, scenario).keys.length;
          return (
            <li key={scenario.key}>
              <div>
                <strong>{scenario.name[language]}</strong> {scenario.malicious && <Chip>{t.attack}</Chip>}
                <div className="small muted">{scenario.trigger[language]}</div>
                <div className="small muted">{t.storyHits(count)}</div>
              </div>
              <Button
                small
                aria-label={`${t.ask}: ${scenario.name[language]}`}
                onClick={() => {
                  onAsk(questionFrom(inventory, scenario));
                  onClose();
                }}
              >
                {t.ask}
              </Button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

/** What the scenario is about, and what of it the model does not know. */
export function Story({ inventory, scenario }: { readonly inventory: InventoryView; readonly scenario: ReadyScenario }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const href = useHref();
  const { missing } = matched(inventory, scenario);
  return (
    <div className={css['story']}>
      <p>{scenario.trigger[language]}</p>
      {missing.map((sentence) => (
        <p key={sentence.de} className={css['missing']}>
          {sentence[language]} <Link href={href('know/inventory?tab=resources')}>{t.enterNow}</Link>
        </p>
      ))}
    </div>
  );
}
