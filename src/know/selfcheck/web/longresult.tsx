import { Fragment } from 'react';
import { addMeasure, listMeasures } from '../../../learn/measures/measures.contract.ts';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import type { LongResult } from '../longcheck.contract.ts';
import { exportLongCheck, printLongCheck } from '../longcheck.contract.ts';
import { de, en } from '../longcheck.texts.ts';
import type { LongCatalogue } from '../longcheck.ts';
import css from './longcheck.module.css';

/** The name under which a requirement is known on the board of measures, so that it is noted once. */
const proposalOf = (requirement: string) => `self-check:${requirement}`;

/** What is not met, as measures, the most urgent first; each can be noted on the board. */
function Measures({ result, catalogue }: { readonly result: LongResult; readonly catalogue: LongCatalogue }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const toast = useToast();
  const href = useHref();
  const may = useMay('learn.write');
  const reads = useMay('learn.read');
  const board = useQueryOf(listMeasures, undefined, { topics: ['measure'], enabled: reads });
  const add = useAction(addMeasure, { onDone: () => toast({ text: t.noted }) });
  const noted = new Set(board.data?.measures.map(({ proposal }) => proposal));
  const open = result.score.open.flatMap((id) => catalogue.requirements.find((one) => one.id === id) ?? []);
  return (
    <Card
      title={t.measures}
      aside={
        reads && (
          <LinkButton small href={href('learn/measures')}>
            {t.board}
          </LinkButton>
        )
      }
    >
      {open.length === 0 ? (
        <p>{t.noMeasures}</p>
      ) : (
        <ol className={css['measures']}>
          {open.map((one) => (
            <li key={one.id}>
              {one.measure[language]} {one.top && <Chip tone="degraded">{t.top}</Chip>}{' '}
              <span className="small muted">{t.answers[result.answers[one.id] ?? 'unknown']}</span>{' '}
              {noted.has(proposalOf(one.id)) ? (
                <span className="small muted">· {t.onBoard}</span>
              ) : (
                may && (
                  <Button
                    small
                    kind="plain"
                    aria-label={`${t.toBoard}: ${one.measure[language]}`}
                    onClick={() =>
                      add.mutateAsync({
                        body: { title: one.measure[language], reason: t.reason(one.ask[language]), proposal: proposalOf(one.id) },
                      })
                    }
                  >
                    {t.toBoard}
                  </Button>
                )
              )}
            </li>
          ))}
        </ol>
      )}
      <FaultNote error={add.error} />
    </Card>
  );
}

/** The newest result by topic, what follows from it, and the ones before. */
export function LongResults({ results, catalogue }: { readonly results: readonly LongResult[]; readonly catalogue: LongCatalogue }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { org } = usePlace();
  const w = useWords();
  const [newest, previous] = results;
  if (!newest) return null;
  const files = ({ id }: LongResult) => (
    <>
      <LinkButton small href={urlOf(printLongCheck, { org: org.slug, params: { id }, query: { language } })} download>
        {t.pdf}
      </LinkButton>
      <LinkButton small href={urlOf(exportLongCheck, { org: org.slug, params: { id }, query: { language } })} download>
        {t.csv}
      </LinkButton>
    </>
  );
  const { score } = newest;
  return (
    <>
      <Card title={t.result(w.date(newest.finishedAt))} aside={<div className="row">{files(newest)}</div>}>
        <div className="stack">
          <p>
            <span className={css['figure']}>{t.points(score.points, score.max)}</span>{' '}
            <span className="small muted">
              {t.by(newest.by)}
              {previous && ` · ${t.change(score.points - previous.score.points)}`}
            </span>
          </p>
          <div className={css['topics']}>
            {score.topics.map((one) => {
              const name = catalogue.topics.find(({ id }) => id === one.id)?.name[language] ?? one.id;
              return (
                <Fragment key={one.id}>
                  <span>{name}</span>
                  <progress value={one.met} max={Math.max(1, one.of)} aria-label={name} />
                  <span className="small">{[t.topicMet(one.met, one.of), t.topicUnknown(one.unknown)].filter(Boolean).join(' · ')}</span>
                </Fragment>
              );
            })}
          </div>
          {score.unknown > 0 && <p className="small muted">{t.unknownCount(score.unknown)}</p>}
        </div>
      </Card>
      <Measures result={newest} catalogue={catalogue} />
      {results.length > 1 && (
        <Card title={t.history}>
          <ul>
            {results.slice(1).map((one) => (
              <li key={one.id}>
                <div className="row">
                  {w.date(one.finishedAt)} · {t.points(one.score.points, one.score.max)} · <span className="small muted">{one.by}</span>{' '}
                  {files(one)}
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
