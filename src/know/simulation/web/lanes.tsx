import type { CSSProperties } from 'react';
import { Link } from 'wouter';
import { parseDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { StateMark } from '../../../web/parts/chip.tsx';
import { useHref } from '../../../web/place.ts';
import { useWords, type Words } from '../../../web/words.ts';
import type { Model, ModelNode } from '../../model/model.ts';
import type { ProcessResult, When } from '../simulate.ts';
import { capacityAt, type Step } from './curves.ts';
import css from './lanes.module.css';
import { END, positionOf, STEPS, TICKS, timeAt } from './scale.ts';
import { de, en } from './whatif.texts.ts';
import type { Computed } from './whatif.worker.ts';

/** Milliseconds of a time; Infinity = never, undefined = not known. */
export const msWhen = (when: When): number | undefined => {
  if (when === null) return Number.POSITIVE_INFINITY;
  return when === 'unknown' ? undefined : (parseDuration(when) ?? undefined);
};

const percent = (ms: number): string => `${positionOf(ms) * 100}%`;
const span = (from: number, to: number): CSSProperties => ({ left: percent(from), width: `${(positionOf(to) - positionOf(from)) * 100}%` });

type Row = {
  readonly node: ModelNode;
  readonly result: ProcessResult;
  readonly because: readonly string[];
  readonly steps: readonly Step[];
  readonly from: number;
  readonly back: number;
};

/** A label at a mark, kept inside the lane: at the edges it leans inwards. */
function Mark({ ms, word, below }: { readonly ms: number; readonly word: string; readonly below: boolean }) {
  const at = positionOf(ms);
  const lean = at < 0.08 ? css['atStart'] : at > 0.92 ? css['atEnd'] : css['atMiddle'];
  return (
    <span className={`${css['mark']} ${below ? css['below'] : css['above']}`} style={{ left: percent(ms) }}>
      <span className={`${css['label']} ${lean ?? ''}`}>{word}</span>
    </span>
  );
}

/** How a process stands at a moment. */
function stateAt({ result, steps }: Row, clock: number): 'ok' | 'down' | 'degraded' | 'unknown' {
  if (result.state === 'unknown') return 'unknown';
  const capacity = capacityAt(steps, clock);
  return capacity <= 0 ? 'down' : capacity < 1 ? 'degraded' : 'ok';
}

function verdicts({ node, result, back }: Row, t: typeof de, w: Words): string[] {
  const said: string[] = [];
  if (result.rto === 'fails')
    said.push(node.rto !== null && Number.isFinite(back) ? t.rtoMissed(w.span(back - node.rto)) : t.rtoMissedForGood);
  if (result.rto === 'tight') said.push(t.rtoTight);
  if (result.rto === 'holds') said.push(t.rtoHolds);
  if (result.mtpd === 'fails') said.push(t.mtpdBroken);
  if (result.rpo !== null && result.rpo !== 'holds') said.push(t.rpo[result.rpo]);
  return said;
}

type LaneProps = {
  readonly row: Row;
  readonly clock: number;
  readonly names: ReadonlyMap<string, string>;
  readonly malicious: boolean;
};

function Lane({ row, clock, names, malicious }: LaneProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const { node, result, because, steps, back } = row;
  const state = stateAt(row, clock);
  const unknown = result.state === 'unknown';
  const word = { ok: t.runs, down: t.stands, degraded: t.limited(w.percent(capacityAt(steps, clock))), unknown: t.unknown }[state];
  const chain = because.slice(1).map((id) => names.get(id) ?? id);
  return (
    <li className={css['row']}>
      <div className={css['name']}>
        <strong>{node.name}</strong>
        {unknown ? (
          <div className="small muted">
            {malicious && node.asked ? `${t.unknownTimes}. ` : `${t.unknownWhy}. `}
            <Link href={`${href('know/inventory')}?node=${encodeURIComponent(node.id)}`}>{t.answer}</Link>
          </div>
        ) : (
          chain.length > 0 && <div className="small muted">{t.because(chain)}</div>
        )}
      </div>
      <div className={css['strip']}>
        <div className={`${css['lane']} ${unknown ? css['hatched'] : ''}`}>
          {!unknown &&
            steps.map(({ at, capacity }, n) =>
              capacity < 1 ? (
                <i key={at} className={capacity <= 0 ? css['down'] : css['degraded']} style={span(at, steps[n + 1]?.at ?? END)} />
              ) : null,
            )}
          {node.rto !== null && <Mark ms={node.rto} word={t.rto} below={false} />}
          {node.mtpd !== null && <Mark ms={node.mtpd} word={t.mtpd} below />}
          <span className={css['clock']} style={{ left: percent(clock) }} aria-hidden="true" />
        </div>
      </div>
      <div className={css['result']}>
        <div className={css['state']}>
          <StateMark state={state} /> {word}
        </div>
        {!unknown && (
          <div className="small">
            {Number.isFinite(back) ? t.back(w.span(back)) : t.never}
            {verdicts(row, t, w).map((said) => (
              <div key={said} className={said === t.rtoHolds ? css['fine'] : css['bad']}>
                {said}
              </div>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

type LanesProps = {
  readonly model: Model;
  readonly course: Computed;
  /** An attack: times are not known before somebody says them. */
  readonly malicious: boolean;
  /** Milliseconds since the outage at which the states are told. */
  readonly clock: number;
  readonly onClock: (ms: number) => void;
};

/** One lane for each process: when it stops, until when, its targets, and how it stands at the clock. */
export function Lanes({ model, course, malicious, clock, onClock }: LanesProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { result, curves, spent } = course;
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const rows = model.nodes.flatMap((node): Row[] => {
    const one = result.processes[node.id];
    if (!one) return [];
    // What is not known stands last.
    const from = msWhen(one.downFrom) ?? Number.POSITIVE_INFINITY;
    return [
      {
        node,
        result: one,
        because: result.nodes[node.id]?.because ?? [],
        from,
        back: msWhen(one.recovered.planned) ?? Number.POSITIVE_INFINITY,
        steps: curves.get(node.id) ?? [],
      },
    ];
  });
  const hit = rows.filter(({ result: one }) => one.state !== 'up').sort((a, b) => a.from - b.from);
  const spared = rows.filter(({ result: one }) => one.state === 'up').map(({ node }) => node.name);
  const step = Math.round(positionOf(clock) * STEPS);
  const said = clock === 0 ? t.now : w.span(clock);
  return (
    <div className={css['lanes']}>
      <ul>
        {hit.map((row) => (
          <Lane key={row.node.id} row={row} clock={clock} names={names} malicious={malicious} />
        ))}
      </ul>
      {hit.length === 0 && <p>{t.nobodyHit}</p>}
      {hit.length > 0 && (
        <div className={css['row']}>
          <label className={css['name']} htmlFor="what-if-clock">
            {t.clock}
            <output className={css['said']}>{said}</output>
          </label>
          <div className={css['strip']}>
            <input
              id="what-if-clock"
              type="range"
              className={css['slider']}
              min={0}
              max={STEPS}
              value={step}
              aria-valuetext={said}
              onChange={(event) => onClock(timeAt(Number(event.target.value) / STEPS))}
            />
            <div className={css['ticks']} aria-hidden="true">
              {TICKS.map(({ ms, narrow }) => (
                <span key={ms} style={{ left: percent(ms) }} className={narrow ? undefined : css['wide']}>
                  {ms === 0 ? t.now : w.span(ms)}
                </span>
              ))}
            </div>
          </div>
          <div className={css['result']}>
            {typeof result.cost.likely === 'number' && t.spent(w.euro(Number((spent[step] ?? 0).toPrecision(3))))}
          </div>
        </div>
      )}
      {spared.length > 0 && <p className="small muted">{t.notHit(spared)}</p>}
    </div>
  );
}
