import { type CSSProperties, memo, useCallback, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { StateMark } from '../../../web/parts/chip.tsx';
import { useHref } from '../../../web/place.ts';
import { useWords, type Words } from '../../../web/words.ts';
import type { Model, ModelNode } from '../../model/model.ts';
import type { Likely } from '../answer.ts';
import { END, positionOf } from '../scale.ts';
import type { ProcessResult } from '../simulate.ts';
import { msWhen } from '../told.ts';
import { type Step, stepAt } from '../trace.ts';
import { de, en } from '../whatif.texts.ts';
import { type Clock, useMoment } from './clock.ts';
import css from './lanes.module.css';

const percent = (ms: number): string => `${positionOf(ms) * 100}%`;
const span = (from: number, to: number): CSSProperties => ({ left: percent(from), width: `${(positionOf(to) - positionOf(from)) * 100}%` });

type Row = {
  readonly node: ModelNode;
  readonly result: ProcessResult;
  readonly because: readonly string[];
  readonly steps: readonly Step[];
  readonly from: number;
  /** undefined = not known. */
  readonly back: number | undefined;
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

const MARKS = { up: 'ok', down: 'down', degraded: 'degraded', unknown: 'unknown' } as const;
const GROUNDS = { down: css['down'], degraded: css['degraded'], unknown: css['hatched'] } as const;

function verdicts({ node, result, back }: Row, t: typeof de, w: Words): { readonly said: string; readonly good: boolean }[] {
  const said: { said: string; good: boolean }[] = [];
  const add = (text: string, good = false) => said.push({ said: text, good });
  if (result.rto === 'fails')
    add(node.rto !== null && back !== undefined && Number.isFinite(back) ? t.rtoMissed(w.span(back - node.rto)) : t.rtoMissedForGood);
  if (result.rto === 'tight') add(t.rtoTight);
  if (result.rto === 'holds') add(t.rtoHolds, true);
  if (result.rto === 'unknown') add(t.rtoUnknown);
  if (result.mtpd === 'fails') add(t.mtpdBroken);
  if (result.mtpd === 'tight') add(t.mtpdTight);
  if (result.rpo !== null && result.rpo !== 'holds') add(t.rpo[result.rpo]);
  return said;
}

/** How the process stands at the clock: the only part of a lane that is drawn again while somebody drags. */
function StateNow({ clock, steps }: { readonly clock: Clock; readonly steps: readonly Step[] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const at = useMoment(
    clock,
    useCallback((now: number) => steps.indexOf(stepAt(steps, now)), [steps]),
  );
  const { state, capacity } = steps[at] ?? { state: 'up', capacity: 1 };
  const word = { up: t.runs, down: t.stands, degraded: t.limited(w.percent(capacity)), unknown: t.unknown }[state];
  return (
    <div className={css['state']}>
      <StateMark state={MARKS[state]} /> {word}
    </div>
  );
}

/** The line at the clock. It is moved by hand: a variable of the style would have the whole page styled anew at each step. */
function Cursor({ clock }: { readonly clock: Clock }) {
  const line = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const move = () => line.current?.style.setProperty('left', percent(clock.now));
    move();
    return clock.hear(move);
  }, [clock]);
  return <span ref={line} className={css['clock']} aria-hidden="true" />;
}

type LaneProps = {
  readonly row: Row;
  readonly clock: Clock;
  readonly names: ReadonlyMap<string, string>;
  readonly malicious: boolean;
};

function Lane({ row, clock, names, malicious }: LaneProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const { node, result, because, steps, back } = row;
  const unknown = result.state === 'unknown';
  const unasked = unknown && !(malicious && node.asked);
  const chain = because.slice(1).map((id) => names.get(id) ?? id);
  return (
    <li className={css['row']}>
      <div className={css['name']}>
        <strong>{node.name}</strong>
        {unknown ? (
          <div className="small muted">
            {unasked ? `${t.unknownWhy}. ` : `${t.unknownTimes}. `}
            <Link href={`${href('know/inventory')}?node=${encodeURIComponent(node.id)}`}>{t.answer}</Link>
          </div>
        ) : (
          chain.length > 0 && <div className="small muted">{t.because(chain)}</div>
        )}
      </div>
      <div className={css['strip']}>
        <div className={css['lane']}>
          {steps.map(({ at, state }, n) =>
            state === 'up' || at >= END ? null : <i key={at} className={GROUNDS[state]} style={span(at, steps[n + 1]?.at ?? END)} />,
          )}
          {node.rto !== null && <Mark ms={node.rto} word={t.rto} below={false} />}
          {node.mtpd !== null && <Mark ms={node.mtpd} word={t.mtpd} below />}
          <Cursor clock={clock} />
        </div>
      </div>
      <div className={css['result']}>
        <StateNow clock={clock} steps={steps} />
        {!unknown && (
          <div className="small">
            {back === undefined ? t.backNotKnown : back === 0 ? t.staysLimited : Number.isFinite(back) ? t.back(w.span(back)) : t.never}
            {verdicts(row, t, w).map(({ said, good }) => (
              <div key={said} className={good ? css['fine'] : css['bad']}>
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
  readonly course: Likely;
  /** An attack: times are not known before somebody says them. */
  readonly malicious: boolean;
  readonly clock: Clock;
};

/** One lane for each process: when it stops, until when, its targets, and how it stands at the clock. */
export const Lanes = memo(function Lanes({ model, course, malicious, clock }: LanesProps) {
  const t = useTexts({ de, en });
  const { result, trace } = course;
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const rows = model.nodes.flatMap((node): Row[] => {
    const one = result.processes[node.id];
    if (!one) return [];
    // What is not known stands last.
    const from = msWhen(one.downFrom) ?? Number.POSITIVE_INFINITY;
    const back = msWhen(one.recovered.planned);
    return [{ node, result: one, because: result.nodes[node.id]?.because ?? [], from, back, steps: trace.get(node.id) ?? [] }];
  });
  const hit = rows.filter(({ result: one }) => one.state !== 'up').sort((a, b) => a.from - b.from);
  const spared = rows.filter(({ result: one }) => one.state === 'up').map(({ node }) => node.name);
  return (
    <div className={css['lanes']}>
      <ul>
        {hit.map((row) => (
          <Lane key={row.node.id} row={row} clock={clock} names={names} malicious={malicious} />
        ))}
      </ul>
      {hit.length === 0 && <p>{t.nobodyHit}</p>}
      {spared.length > 0 && <p className="small muted">{t.notHit(spared)}</p>}
    </div>
  );
});
