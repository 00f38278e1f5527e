import { useState } from 'react';
import type { AnswerOf } from '../../../kernel/contract.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { answerLongCheck, finishLongCheck, readLongCheck } from '../longcheck.contract.ts';
import { de, en } from '../longcheck.texts.ts';
import { LongAnswer, type LongAnswers } from '../longcheck.ts';
import css from './longcheck.module.css';
import { LongResults } from './longresult.tsx';
import { Options } from './options.tsx';

function LongCheck({ catalogue, draft, results }: AnswerOf<typeof readLongCheck>) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const toast = useToast();
  const disabled = !useMay('know.write');
  // What was pressed just now, until the server's answer is on the screen.
  const [pressed, setPressed] = useState<LongAnswers>({});
  const answer = useAction(answerLongCheck);
  const finish = useAction(finishLongCheck, {
    onDone: () => {
      toast({ text: t.finished });
      window.scrollTo({ top: 0 });
    },
  });
  const answers: LongAnswers = { ...draft, ...pressed };
  const { requirements, topics, topSetVerified, version } = catalogue;
  const said = requirements.filter(({ id }) => Object.hasOwn(answers, id)).length;
  const [newest] = results;
  return (
    <Page
      title={t.title}
      headline={newest ? t.headlineDone(newest.score.points, newest.score.max) : t.headlineOpen(said, requirements.length)}
      sub={newest ? t.headlineOpen(said, requirements.length) : t.rule}
    >
      <div className={css['legal']}>
        <p>{t.notOfficial}</p>
        {!topSetVerified && <p className="small muted">{t.topUnverified(version)}</p>}
      </div>
      <LongResults results={results} catalogue={catalogue} />
      {topics.map((topic) => (
        <Card key={topic.id} title={topic.name[language]}>
          {requirements
            .filter((one) => one.topic === topic.id)
            .map((one) => (
              <Options
                key={one.id}
                legend={
                  <>
                    {one.ask[language]} {one.top && <Chip>{t.top}</Chip>}
                  </>
                }
                value={answers[one.id]}
                options={LongAnswer.options.map((value) => ({ value, label: t.answers[value] }))}
                onChange={(value) => {
                  setPressed({ ...pressed, [one.id]: value });
                  answer.mutate({ params: { requirement: one.id }, body: { answer: value } });
                }}
                disabled={disabled}
              />
            ))}
        </Card>
      ))}
      {!disabled && (
        <Card>
          <div className="stack">
            <p className="small muted">
              {t.rule} {t.finishHelp}
            </p>
            <div className="row">
              <Button kind="main" busy={finish.isPending || answer.isPending} onClick={() => finish.mutateAsync({})}>
                {t.finish}
              </Button>
              <span className="muted">{t.headlineOpen(said, requirements.length)}</span>
            </div>
            <FaultNote error={finish.error ?? answer.error} problems={t.problems} />
          </div>
        </Card>
      )}
    </Page>
  );
}

/** The longer self-check with its results. It is not the official CyberRisikoCheck, and says so. */
export default function LongCheckPage() {
  const query = useQueryOf(readLongCheck, undefined, { topics: ['long-check'] });
  return <Loaded query={query}>{(view) => <LongCheck {...view} />}</Loaded>;
}
