import type { CSSProperties } from 'react';
import { Link } from 'wouter';
import { parseDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { StateMark } from '../../../web/parts/chip.tsx';
import { useHref } from '../../../web/place.ts';
import { useWords, type Words } from '../../../web/words.ts';
import type { Model, ModelNode } from '../../model/model.ts';
import type { ProcessResult, SimulationResult, When } from '../simulate.ts';
import css from './lanes.module.css';
import { positionOf, TICKS, timeAt } from './scale.ts';
import { de, en } from './whatif.texts.ts';

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
  readonly from: number;
  readonly back: number;
  readonly whole: number;
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

/** The state of a process at a moment, as far as its times say it. */
const stateAt = ({ result, from, back, whole }: Row, clock: number): 'ok' | 'down' | 'degraded' | 'unknown' => {
  if (result.state === 'unknown') return 'unknown';
  if (clock < from || clock >= whole) return 'ok';
  return clock >= back || result.state === 'degraded' ? 'degraded' : 'down';
};

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

function Lane({ row, clock, names }: { readonly row: Row; readonly clock: number; readonly names: ReadonlyMap<string, string> }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const { node, result, because, from, back, whole } = row;
  const state = stateAt(row, clock);
  const unknown = result.state === 'unknown';
  const word = { ok: t.runs, down: t.stands, degraded: t.limited, unknown: t.unknown }[state];
  const chain = because.slice(1).map((id) => names.get(id) ?? id);
  return (
    <li className={css['row']}>
      <div className={css['name']}>
        <strong>{node.name}</strong>
        {unknown ? (
          <div className="small muted">
            {t.unknownWhy}. <Link href={`${href('know/inventory')}?node=${encodeURIComponent(node.id)}`}>{t.answer}</Link>
          </div>
        ) : (
          chain.length > 0 && <div className="small muted">{t.because(chain)}</div>
        )}
      </div>
      <div className={css['strip']}>
        <div className={`${css['lane']} ${unknown ? css['hatched'] : ''}`}>
          {!unknown && (
            <>
              <i className={result.state === 'degraded' ? css['degraded'] : css['down']} style={span(from, back)} />
              {whole > back && <i className={css['degraded']} style={span(back, whole)} />}
            </>
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
  readonly result: SimulationResult;
  /** Milliseconds since the outage at which the states are told. */
  readonly clock: number;
  readonly onClock: (ms: number) => void;
};

const STEPS = 400;

/** One lane for each process: when it stops, until when, its targets, and how it stands at the clock. */
export function Lanes({ model, result, clock, onClock }: LanesProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const rows = model.nodes.flatMap((node): Row[] => {
    const one = result.processes[node.id];
    if (!one) return [];
    const from = one.downFrom === null ? Number.POSITIVE_INFINITY : (msWhen(one.downFrom) ?? 0);
    return [
      {
        node,
        result: one,
        because: result.nodes[node.id]?.because ?? [],
        from,
        back: msWhen(one.recovered.planned) ?? Number.POSITIVE_INFINITY,
        whole: msWhen(one.upAt) ?? Number.POSITIVE_INFINITY,
      },
    ];
  });
  const hit = rows.filter(({ result: one }) => one.state !== 'up').sort((a, b) => a.from - b.from);
  const spared = rows.filter(({ result: one }) => one.state === 'up').map(({ node }) => node.name);
  const said = clock === 0 ? t.now : w.span(clock);
  return (
    <div className={css['lanes']}>
      <ul>
        {hit.map((row) => (
          <Lane key={row.node.id} row={row} clock={clock} names={names} />
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
              value={Math.round(positionOf(clock) * STEPS)}
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
          <div className={css['result']} />
        </div>
      )}
      {spared.length > 0 && <p className="small muted">{t.notHit(spared)}</p>}
    </div>
  );
}
