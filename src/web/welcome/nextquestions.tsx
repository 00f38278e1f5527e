import { useState } from 'react';
import { Link } from 'wouter';
import { readInventory } from '../../know/inventory/inventory.contract.ts';
import { de, en } from '../../know/selfcheck/nextquestions.texts.ts';
import { type NextQuestion, nextQuestions } from '../../know/selfcheck/nextquestions.ts';
import { readOwnership } from '../../know/selfcheck/selfcheck.contract.ts';
import { useTexts } from '../language.tsx';
import { Button } from '../parts/button.tsx';
import { Card } from '../parts/card.tsx';
import { StateMark } from '../parts/chip.tsx';
import { Loaded } from '../parts/fault.tsx';
import { useHref } from '../place.ts';
import { useQueryOf } from '../query.ts';
import { useNow, useWords } from '../words.ts';
import css from './nextquestions.module.css';

/** Where the question can be answered. */
const pathOf = ({ kind, about }: NextQuestion): string =>
  kind === 'empty'
    ? 'know/first-answer'
    : kind === 'owner'
      ? 'know/first-answer?step=ownership'
      : `know/inventory?node=${encodeURIComponent(about)}`;

/** What should be asked next, by effect; for any page whose reader may read what the firm depends on. */
export function NextQuestions({ first = 5 }: { readonly first?: number }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const href = useHref();
  const [all, setAll] = useState(false);
  const inventory = useQueryOf(readInventory, undefined, { topics: ['node'] });
  const ownership = useQueryOf(readOwnership, undefined, { topics: ['ownership'] });
  return (
    <Card title={t.title}>
      <Loaded query={inventory}>
        {(model) => (
          <Loaded query={ownership}>
            {({ answers }) => {
              const asked = nextQuestions(model, answers, now);
              if (asked.length === 0) return <p>{t.none}</p>;
              return (
                <div className="stack">
                  <p className="small muted">{t.about}</p>
                  <ol className={css['questions']}>
                    {(all ? asked : asked.slice(0, first)).map((one) => (
                      <li key={`${one.kind} ${one.about}`}>
                        <StateMark state="unknown" /> <Link href={href(pathOf(one))}>{t.ask(one)}</Link>{' '}
                        <span className="small muted">
                          {one.stake === null ? t.unknown : one.stake > 0 ? t.stake(w.euro(Number(one.stake.toPrecision(2)))) : ''}
                        </span>
                      </li>
                    ))}
                  </ol>
                  {!all && asked.length > first && (
                    <div>
                      <Button onClick={() => setAll(true)}>{t.more(asked.length - first)}</Button>
                    </div>
                  )}
                </div>
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </Card>
  );
}
