import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useWords } from '../../../web/words.ts';
import type { Model } from '../../model/model.ts';
import type { SimulationResult } from '../simulate.ts';
import css from './lanes.module.css';
import { msWhen } from './lanes.tsx';
import { de, en } from './whatif.texts.ts';

type RestoresProps = { readonly model: Model; readonly result: SimulationResult; readonly sampled: boolean };

/** Who restores what when, on one linear scale; and the process that comes back last, three times told. */
export function Restores({ model, result, sampled }: RestoresProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const names = new Map([...model.nodes, ...model.teams].map(({ id, name }) => [id, name]));
  const timed = result.restores.flatMap(({ node, start, end, teams }) => {
    const [from, to] = [msWhen(start), msWhen(end)];
    return from !== undefined && to !== undefined && Number.isFinite(to) ? [{ node, from, to, teams }] : [];
  });
  const last = Math.max(1, ...timed.map(({ to }) => to));
  const rows = [
    ...Map.groupBy(
      timed.flatMap((one) => (one.teams.length === 0 ? [{ ...one, team: '' }] : one.teams.map((team) => ({ ...one, team })))),
      ({ team }) => team,
    ),
  ];
  const slowest = Object.entries(result.processes)
    .map(([id, { recovered }]) => ({ id, recovered, planned: msWhen(recovered.planned) ?? 0 }))
    .filter(({ planned }) => planned > 0 && Number.isFinite(planned))
    .sort((a, b) => b.planned - a.planned)[0];
  const said = (when: string | null) => {
    const ms = msWhen(when);
    return ms === undefined ? t.notKnown : Number.isFinite(ms) ? w.span(ms) : t.never;
  };
  return (
    <Card title={t.hands}>
      <div className="stack">
        {rows.length === 0 ? (
          <p className="muted">{t.noRestores}</p>
        ) : (
          <div className={css['bars']}>
            {rows.map(([team, jobs]) => (
              <div key={team} style={{ display: 'contents' }}>
                <span>{team === '' ? t.nobody : (names.get(team) ?? team)}</span>
                <div className={css['track']}>
                  {jobs.map(({ node, from, to }) => (
                    <i
                      key={node}
                      style={{ left: `${(from / last) * 100}%`, width: `${((to - from) / last) * 100}%` }}
                      title={t.restoreWord(names.get(node) ?? node, w.span(from), w.span(to))}
                    />
                  ))}
                </div>
              </div>
            ))}
          </div>
        )}
        {timed.length > 0 && (
          <ul className="small">
            {timed.slice(0, 12).map(({ node, from, to }) => (
              <li key={node}>{t.restoreWord(names.get(node) ?? node, w.span(from), w.span(to))}</li>
            ))}
          </ul>
        )}
        {slowest && (
          <p className="small">
            {t.handsLine(
              names.get(slowest.id) ?? slowest.id,
              said(slowest.recovered.infiniteHands),
              said(slowest.recovered.planned),
              sampled ? said(slowest.recovered.p80) : null,
            )}
          </p>
        )}
      </div>
    </Card>
  );
}
