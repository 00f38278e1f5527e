import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useAction } from '../../../web/query.ts';
import { answerNature, chooseLevel, type IncidentView } from '../incidents.contract.ts';
import { de as wordsDe, en as wordsEn } from '../incidents.texts.ts';
import { Level, Nature } from '../incidents.ts';
import { de, en } from '../room.texts.ts';
import css from './room.module.css';

/** A word as it begins a button. */
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The first question, and the level. Both can be answered anew. */
export function Question({ incident, may }: { readonly incident: IncidentView; readonly may: boolean }) {
  const { room: t } = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const answer = useAction(answerNature);
  const choose = useAction(chooseLevel);
  const params = { id: incident.id };
  return (
    <Card title={t.question}>
      <div className="stack">
        {incident.progress.state !== 'stood-down' && <p className="muted">{t.questionHelp}</p>}
        <fieldset className={css['choices']} aria-label={t.question}>
          {Nature.options.map((nature) => (
            <Button
              key={nature}
              kind={incident.nature === nature ? 'main' : 'quiet'}
              aria-pressed={incident.nature === nature}
              disabled={!may}
              onClick={() => answer.mutateAsync({ params, body: { nature } })}
            >
              {capital(words.nature[nature])}
            </Button>
          ))}
        </fieldset>
        <h3>{t.level}</h3>
        <fieldset className={css['choices']} aria-label={t.level}>
          {Level.options.map((level) => (
            <Button
              key={level}
              small
              kind={incident.level === level ? 'main' : 'quiet'}
              aria-pressed={incident.level === level}
              disabled={!may}
              onClick={() => choose.mutateAsync({ params, body: { level } })}
            >
              {capital(words.level[level])}
            </Button>
          ))}
        </fieldset>
        <FaultNote error={answer.error ?? choose.error} />
      </div>
    </Card>
  );
}
