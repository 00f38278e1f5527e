import { parseDuration } from '../../../kernel/instant.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Movers } from '../../../web/parts/movers.tsx';
import { SourceBadge } from '../../../web/parts/source.tsx';
import { useWords } from '../../../web/words.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { movingText } from '../../simulation/influence.texts.ts';
import { sentencesOf } from '../firstanswer.texts.ts';
import type { Answer } from '../firstanswer.ts';
import { de, en } from '../guide.texts.ts';
import css from './guide.module.css';
import type { FirstAnswer } from './usefirstanswer.ts';

/** Two figures: more would promise what guesses do not keep. */
const rough = (amount: number): number => Number(amount.toPrecision(2));
const OTHERS = 3;

/** What fails worst, in sentences, with what follows after it; computed again after each answer. */
export function AnswerPanel({
  told,
  inventory,
  open,
}: {
  readonly told: FirstAnswer;
  readonly inventory: Inventory;
  readonly open: number;
}) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  const name = (key: string) => names.get(key) ?? key;
  if (inventory.nodes.length === 0)
    return (
      <Card title={t.answer}>
        <p className="muted">{t.answerWaits}</p>
      </Card>
    );
  if (told === undefined)
    return (
      <Card title={t.answer}>
        <p className="muted">{t.working}</p>
      </Card>
    );
  if ('fault' in told)
    return (
      <Card title={t.answer} tone="down">
        <p role="alert">{t.failed(told.fault)}</p>
      </Card>
    );
  const { spread } = told;
  // An answer of the model before may name what is gone meanwhile.
  const [worst, ...others] = told.answers.filter(({ node, process: hit }) => names.has(node) && names.has(hit));
  const cost = ({ cost: amount }: Answer) => (amount === null ? t.endless : w.euro(rough(amount)));
  return (
    <Card title={t.answer} aside={<SourceBadge source="assumed" />}>
      {worst === undefined ? (
        <p>{t.nothingHits}</p>
      ) : (
        <div className="stack" data-first-answer>
          <div aria-live="polite">
            {sentencesOf(worst, name, language).map((sentence, n) => (
              <p key={sentence} className={n === 0 ? css['sentence'] : undefined}>
                {sentence}
              </p>
            ))}
          </div>
          <p>
            <span className="small muted">{t.whole}</span>
            <br />
            <span className={css['figure']}>{cost(worst)}</span>{' '}
            {spread && typeof spread.cost.p10 === 'number' && typeof spread.cost.p90 === 'number' && (
              <span className="small muted">{t.range(w.euroRange(rough(spread.cost.p10), rough(spread.cost.p90)))}</span>
            )}
          </p>
          {worst.hit.length > 1 && <p className="small">{t.alsoHit(worst.hit.slice(1, 5).map(name))}</p>}
          {spread && spread.influences.length > 0 && (
            <details>
              <summary className="small">{t.movers}</summary>
              <Movers moving={spread.influences.map((one) => movingText(one, { kind: 'cost' }, name, language))} />
            </details>
          )}
          {others.length > 0 && (
            <div>
              <h3>{t.thenWorst}</h3>
              <ul className={css['list']}>
                {others.slice(0, OTHERS).map((one) => (
                  <li key={one.node} className="small">
                    {sentencesOf(one, name, language)[0]} <span className="muted">{cost(one)}</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      )}
      <div className={`small muted ${css['basis']}`}>
        <p>{t.response(w.span(parseDuration(inventory.response ?? 'PT0S') ?? 0))}</p>
        {open > 0 && <p>{t.openQuestions(open)}</p>}
        <p>{t.basis}</p>
      </div>
    </Card>
  );
}
