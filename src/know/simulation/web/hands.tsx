import { memo, useCallback, useEffect, useRef } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { type Source, SourceBadge } from '../../../web/parts/source.tsx';
import { useWords } from '../../../web/words.ts';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import type { Model } from '../../model/model.ts';
import type { Answer } from '../answer.ts';
import { handsOf, timedJobs } from '../hands.ts';
import { msWhen } from '../told.ts';
import { de, en } from '../whatif.texts.ts';
import { type Clock, useMoment } from './clock.ts';
import css from './hands.module.css';
import { de as moreDe, en as moreEn } from './simulator.texts.ts';

export const BADGE: Readonly<Record<'guess' | 'contract' | 'tested', Source>> = {
  guess: 'assumed',
  contract: 'contract',
  tested: 'tested',
};

/** The field of a node from which the time of its restore came. */
const fieldOf = (model: Model, id: string, malicious: boolean): 'restore' | 'rebuild' | 'replace' => {
  const node = model.nodes.find((one) => one.id === id);
  if (malicious && node?.rebuild) return 'rebuild';
  return node?.restore ? 'restore' : 'replace';
};

/** Where the clock stands on the scale of the plan; moves without drawing anything anew. */
function Cursor({ clock, last }: { readonly clock: Clock; readonly last: number }) {
  const line = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const move = () => line.current?.style.setProperty('left', `${Math.min(1, clock.now / last) * 100}%`);
    move();
    return clock.hear(move);
  }, [clock, last]);
  return <span ref={line} className={css['cursor']} aria-hidden="true" />;
}

/** How many of the restores are done at the clock. */
function Done({ clock, ends }: { readonly clock: Clock; readonly ends: readonly number[] }) {
  const t = useTexts({ de: moreDe, en: moreEn });
  const done = useMoment(
    clock,
    useCallback((now: number) => ends.filter((end) => end <= now).length, [ends]),
  );
  return <span className="small muted">{t.doneOf(done, ends.length)}</span>;
}

type HandsProps = {
  readonly model: Model;
  readonly inventory: InventoryView;
  readonly answer: Answer;
  readonly malicious: boolean;
  readonly clock: Clock;
};

/** The recovery plan: each hand is a row, on one linear scale; and the process that comes back last, three times told. */
export const Hands = memo(function Hands({ model, inventory, answer, malicious, clock }: HandsProps) {
  const t = useTexts({ de, en });
  const more = useTexts({ de: moreDe, en: moreEn });
  const w = useWords();
  const { result, sampled } = answer;
  const names = new Map([...model.nodes, ...model.teams].map(({ id, name }) => [id, name]));
  const name = (id: string) => names.get(id) ?? id;
  const hands = handsOf(model, result);
  const jobs = timedJobs(result);
  const unknown = result.restores.length - jobs.length;
  const last = Math.max(1, ...jobs.map(({ to }) => to));
  const rowsOf = new Map([...Map.groupBy(hands, ({ team }) => team)].map(([team, rows]) => [team, rows.length]));
  const slowest = Object.entries(result.processes)
    .map(([id, { recovered }]) => ({ id, recovered, planned: msWhen(recovered.planned) ?? 0 }))
    .filter(({ planned }) => planned > 0 && Number.isFinite(planned))
    .sort((a, b) => b.planned - a.planned)[0];
  const said = (when: string | null) => {
    const ms = msWhen(when);
    return ms === undefined ? t.unknown : Number.isFinite(ms) ? w.span(ms) : t.never;
  };
  const ends = jobs.map(({ to }) => to);
  return (
    <Card title={t.hands} aside={jobs.length > 0 && <Done clock={clock} ends={ends} />}>
      <div className="stack">
        {hands.length === 0 ? (
          <p className="muted">{unknown > 0 ? more.restoresUnknown : t.noRestores}</p>
        ) : (
          <div className={css['plan']} aria-hidden="true">
            {hands.map(({ team, number, jobs: mine }) => (
              <div key={`${team} ${number}`} className={css['row']}>
                <span className={css['who']}>
                  {team === null ? t.nobody : (rowsOf.get(team) ?? 1) > 1 ? `${name(team)} ${number}` : name(team)}
                </span>
                <div className={css['track']}>
                  {mine.map(({ node, from, to }) => (
                    <i
                      key={node}
                      style={{ left: `${(from / last) * 100}%`, width: `${((to - from) / last) * 100}%` }}
                      title={t.restoreWord(name(node), w.span(from), w.span(to))}
                    >
                      <span>{name(node)}</span>
                    </i>
                  ))}
                  <Cursor clock={clock} last={last} />
                </div>
              </div>
            ))}
            <div className={css['row']}>
              <span />
              <div className={css['ends']}>
                <span>{more.now}</span>
                <span>{w.span(last)}</span>
              </div>
            </div>
          </div>
        )}
        {slowest && (
          <p className="small">
            {t.handsLine(
              name(slowest.id),
              said(slowest.recovered.infiniteHands),
              said(slowest.recovered.planned),
              sampled ? said(slowest.recovered.p80) : null,
            )}{' '}
            <span className="muted">{more.schedule[result.schedule]}</span>
          </p>
        )}
        {jobs.length > 0 && (
          <details className={css['table']}>
            <summary>{more.planTable}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{more.what}</th>
                  <th scope="col">{more.who}</th>
                  <th scope="col">{more.begins}</th>
                  <th scope="col">{more.ends}</th>
                  <th scope="col">{more.origin}</th>
                </tr>
              </thead>
              <tbody>
                {jobs.map(({ node, from, to, teams }) => {
                  const origin = inventory.nodes.find(({ key }) => key === node)?.origins[fieldOf(model, node, malicious)];
                  return (
                    <tr key={node}>
                      <th scope="row">{name(node)}</th>
                      <td>{teams.length === 0 ? t.nobody : teams.map(name).join(', ')}</td>
                      <td>{from === 0 ? more.now : w.span(from)}</td>
                      <td>{w.span(to)}</td>
                      <td>{origin ? <SourceBadge source={BADGE[origin.source]} at={origin.at} /> : <SourceBadge source="assumed" />}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </details>
        )}
        {unknown > 0 && hands.length > 0 && <p className="small muted">{more.someUnknown(unknown)}</p>}
      </div>
    </Card>
  );
});
