import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { StateChip } from '../../../web/parts/chip.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { CheckField, TextField } from '../../../web/parts/field.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useNow, useWords } from '../../../web/words.ts';
import { de, en } from '../ownership.texts.ts';
import { Holder, newestOf, Owned, type OwnershipAnswer, ownershipState } from '../ownership.ts';
import { answerOwnership, readOwnership } from '../selfcheck.contract.ts';
import css from './guide.module.css';
import { Options } from './options.tsx';

const MARK = { fine: 'ok', weak: 'degraded', unknown: 'unknown' } as const;

type QuestionProps = {
  readonly question: Owned;
  readonly answer: OwnershipAnswer | undefined;
  readonly earlier: readonly OwnershipAnswer[];
};

function Question({ question, answer, earlier }: QuestionProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const toast = useToast();
  const may = useMay('ownership.write');
  const { ask, why, short } = t.questions[question];
  const [who, setWho] = useState(answer?.who ?? '');
  const [seen, setSeen] = useState(answer?.seen ?? false);
  const save = useAction(answerOwnership);
  const args = (holder: Holder) => ({ params: { question }, body: { holder, who, seen, note: '' } });
  const state = ownershipState(answer, now);
  return (
    <div className={`${css['item']} ${css['flush']}`}>
      <Options
        legend={
          <>
            {ask} <StateChip state={MARK[state]} word={t.state[state]} />
          </>
        }
        help={why}
        value={answer?.holder}
        onChange={(holder) => save.mutate(args(holder))}
        options={Holder.options.map((value) => ({ value, label: t.holder[value] }))}
        disabled={!may}
      />
      {may && answer && answer.holder !== 'unknown' && answer.holder !== 'nobody' && (
        <div className={`row ${css['indented']}`}>
          <TextField label={t.who(short)} value={who} onChange={setWho} />
          <CheckField label={t.seen(short)} value={seen} onChange={setSeen} />
          {(who !== answer.who || seen !== answer.seen) && (
            <Button onClick={() => save.mutateAsync(args(answer.holder)).then(() => toast({ text: t.saved }))}>{t.save(short)}</Button>
          )}
        </div>
      )}
      {answer && (
        <p className="small muted">
          {!may && answer.who !== '' && `${answer.who} · `}
          {t.by(answer.by, w.ago(answer.at))}
        </p>
      )}
      {earlier.length > 0 && (
        <details className="small muted">
          <summary>{t.before(earlier.length)}</summary>
          <ul>
            {earlier.map((one) => (
              <li key={one.at}>
                {t.holder[one.holder]}
                {one.who && ` (${one.who})`} · {t.by(one.by, w.date(one.at))}
              </li>
            ))}
          </ul>
        </details>
      )}
      <FaultNote error={save.error} />
    </div>
  );
}

/** The five questions of ownership. Everybody who may read sees all answers ever given; only the owner answers. */
export function Ownership() {
  const t = useTexts({ de, en });
  const may = useMay('ownership.write');
  const query = useQueryOf(readOwnership, undefined, { topics: ['ownership'] });
  return (
    <Card title={t.title}>
      <p className="muted">{may ? t.intro : t.ownerOnly}</p>
      <Loaded query={query}>
        {({ answers }) => {
          const newest = newestOf(answers);
          return Owned.options.map((question) => (
            <Question
              key={question}
              question={question}
              answer={newest[question]}
              earlier={answers.filter((one) => one.question === question && one !== newest[question])}
            />
          ));
        }}
      </Loaded>
    </Card>
  );
}
