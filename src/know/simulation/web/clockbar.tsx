import { memo, useCallback, useEffect, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { useWords } from '../../../web/words.ts';
import type { Answer } from '../answer.ts';
import { spreadAt } from '../answer.ts';
import { END, positionOf, STEPS, stepOf, TICKS, timeOf } from '../scale.ts';
import { type Clock, useMoment } from './clock.ts';
import css from './clockbar.module.css';
import { rough } from './euros.tsx';
import { de, en } from './simulator.texts.ts';

/** So many moments of the clock a second while it plays: the four weeks pass in about twenty seconds. */
const EVERY_MS = 90;

/** Lets the clock run by itself; stops at the end. */
function usePlaying(clock: Clock): [boolean, () => void] {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => {
      clock.set(timeOf(stepOf(clock.now) + 1));
      if (clock.now >= END) setPlaying(false);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [playing, clock]);
  const toggle = () => {
    if (!playing && clock.now >= END) clock.set(0);
    setPlaying(!playing);
  };
  return [playing, toggle];
}

/** The euros spent until the clock, likely and in 8 of 10 runs. */
function Counter({ clock, answer }: { readonly clock: Clock; readonly answer: Answer }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const step = useMoment(
    clock,
    useCallback((now: number) => stepOf(now), []),
  );
  const likely = answer.spent[step];
  const spread = answer.sampled ? spreadAt(answer.sampled.spreads, timeOf(step)) : undefined;
  return (
    <div className={css['counter']}>
      <span className="small muted">{t.soFar}</span>
      <strong data-spent={likely === undefined ? 'unknown' : Math.round(likely)}>
        {likely === undefined ? t.notKnown : w.euro(rough(likely))}
      </strong>
      <span className="small muted">
        {likely === undefined ? '' : spread ? t.between(w.euroRange(rough(spread.low), rough(spread.high))) : t.counting}
      </span>
    </div>
  );
}

/** The clock from the outage to four weeks after: dragged, played, or moved by keys; it stays in sight. */
export const ClockBar = memo(function ClockBar({ clock, answer }: { readonly clock: Clock; readonly answer: Answer }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const [playing, play] = usePlaying(clock);
  const step = useMoment(
    clock,
    useCallback((now: number) => stepOf(now), []),
  );
  const ms = timeOf(step);
  const said = ms === 0 ? t.now : w.span(ms);
  return (
    <div className={css['bar']}>
      <div className={css['when']}>
        <Button small onClick={play} aria-pressed={playing} aria-label={playing ? t.pause : t.play}>
          <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span>
        </Button>
        <label htmlFor="what-if-clock">
          <span className="small muted">{t.clock}</span>
          <output className={css['said']}>{said}</output>
        </label>
      </div>
      <div className={css['track']}>
        <input
          id="what-if-clock"
          type="range"
          className={css['slider']}
          min={0}
          max={STEPS}
          value={step}
          aria-valuetext={said}
          onChange={(event) => clock.set(timeOf(Number(event.target.value)))}
        />
        <div className={css['ticks']} aria-hidden="true">
          {TICKS.map(({ ms: at, narrow }) => (
            <span key={at} style={{ left: `${positionOf(at) * 100}%` }} className={narrow ? undefined : css['wide']}>
              {at === 0 ? t.now : w.span(at)}
            </span>
          ))}
        </div>
      </div>
      <Counter clock={clock} answer={answer} />
    </div>
  );
});
