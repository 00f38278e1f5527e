import { useState } from 'react';
import { newKey, urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import type { PageProps } from '../../../web/pages.ts';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { changeLessons, printReview, readReview } from '../reviews.contract.ts';
import { de, en } from '../reviews.texts.ts';
import type { Review, TargetCheck } from '../reviews.ts';
import css from './review.module.css';

const tones = { holds: 'ok', fails: 'down', open: 'unknown', 'no-target': 'plain' } as const satisfies Record<
  TargetCheck['verdict'],
  string
>;

/** What people write down to change, with who and whether it is done. */
function Lessons({ review }: { readonly review: Review }) {
  const t = useTexts({ de, en });
  const may = useMay('learn.write');
  const [text, setText] = useState('');
  const [owner, setOwner] = useState('');
  const save = useAction(changeLessons);
  const put = (lessons: Review['lessons']) => save.mutateAsync({ params: { id: review.id }, body: { lessons } });
  return (
    <Card title={t.lessons}>
      {review.lessons.length === 0 && <p className="muted">{t.noLessons}</p>}
      <ul className={css['list']}>
        {review.lessons.map((lesson) => (
          <li key={lesson.id} className={css['row']}>
            <div>
              {lesson.text}
              <div className="muted">{lesson.owner}</div>
            </div>
            {may ? (
              <Button small onClick={() => put(review.lessons.map((one) => (one.id === lesson.id ? { ...one, done: !one.done } : one)))}>
                {lesson.done ? t.reopen : t.done}
              </Button>
            ) : (
              lesson.done && <Chip tone="ok">{t.done}</Chip>
            )}
          </li>
        ))}
      </ul>
      {may && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() === '') return;
            void put([...review.lessons, { id: newKey(), text: text.trim(), owner: owner.trim(), dueAt: null, done: false }]).then(() =>
              setText(''),
            );
          }}
        >
          <TextField label={t.addLesson} value={text} onChange={setText} required />
          <TextField label={t.owner} value={owner} onChange={setOwner} />
          <Button type="submit" small>
            {t.add}
          </Button>
          <FaultNote error={save.error} />
        </form>
      )}
    </Card>
  );
}

/** The after-action report of one incident: times achieved, targets, open points, lessons, course of events. */
export default function ReviewPage({ params }: PageProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const { org } = usePlace();
  const id = params['id'] ?? '';
  const query = useQueryOf(readReview, { params: { id } }, { topics: ['review'] });
  return (
    <Loaded query={query}>
      {(review) => (
        <Page
          title={review.title}
          headline={review.title}
          sub={`${review.mode === 'exercise' ? `${t.exercise} · ` : ''}${w.dateTime(review.startedAt)} – ${w.dateTime(review.endedAt)}`}
          actions={
            <LinkButton kind="main" href={urlOf(printReview, { org: org.slug, params: { id }, query: { language } })} download>
              {t.print}
            </LinkButton>
          }
        >
          <div className={css['columns']}>
            <Card title={t.times}>
              <ul className={css['list']}>
                {review.milestones.map((one) => (
                  <li key={one.milestone} className={css['row']}>
                    <span>{t.milestone[one.milestone]}</span>
                    <span>
                      {one.at === null ? <span className="muted">{t.never}</span> : `${w.time(one.at, true)} · ${w.span(one.afterMs ?? 0)}`}
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
            <Card title={t.open}>
              {review.openPoints.length === 0 && <p>{t.nothingOpen}</p>}
              <ul className={css['points']}>
                {review.openPoints.map((point) => (
                  <li key={`${point.code} ${point.subject}`}>{t.openPoint[point.code](point.subject)}</li>
                ))}
              </ul>
            </Card>
            {review.targets.length > 0 && (
              <Card title={t.targets}>
                <ul className={css['list']}>
                  {review.targets.map((one) => (
                    <li key={one.process} className={css['row']}>
                      <div>
                        {one.name}
                        <div className="muted">
                          {one.downMs === null ? t.unknown : w.span(one.downMs)} / {one.rtoMs === null ? '–' : w.span(one.rtoMs)}
                        </div>
                      </div>
                      <Chip tone={tones[one.verdict]}>{t.verdict[one.verdict]}</Chip>
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            {review.recoveries.length > 0 && (
              <Card title={t.recoveries}>
                <ul className={css['list']}>
                  {review.recoveries.map((one) => (
                    <li key={`${one.nodeId} ${one.from}`} className={css['row']}>
                      <span>{one.name}</span>
                      <span>{one.tookMs === null ? t.never : w.span(one.tookMs)}</span>
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            <Lessons review={review} />
            <Card title={t.timeline}>
              <ol className={css['list']}>
                {review.timeline.map((moment) => (
                  <li key={moment.number} className={css['row']}>
                    <span>
                      <time className={css['time']}>{w.time(moment.at, true)}</time> {moment.text}
                    </span>
                    <span className="muted">{moment.late ? t.late : ''}</span>
                  </li>
                ))}
              </ol>
            </Card>
          </div>
        </Page>
      )}
    </Loaded>
  );
}
