import { DAY, HOUR } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useNow, useWords } from '../../../web/words.ts';
import type { AffectedProcess } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';
import css from './situation.module.css';

const LONGEST = 14 * DAY;

/** The processes that are hit, one lane each, from now on: down in rust, limited in amber, with the mark of what can be borne. */
export function Forecast({ processes }: { readonly processes: readonly AffectedProcess[] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const moments = processes.flatMap(({ steps, mtpdAt }) => [...steps.map(({ at }) => at), ...(mtpdAt === null ? [] : [mtpdAt])]);
  const end = now + Math.min(LONGEST, Math.max(4 * HOUR, (Math.max(...moments) - now) * 1.1));
  const left = (at: number) => Math.min(1, Math.max(0, (at - now) / (end - now))) * 100;
  const wordOf = (capacity: number) => (capacity >= 1 ? t.runs : capacity <= 0 ? t.state.down : t.state.degraded);
  return (
    <Card title={t.forecast}>
      <p className="small muted">{t.forecastHelp}</p>
      <ul className={css['list']}>
        {processes.map(({ id, name, steps, mtpdAt, recovered }) => (
          <li key={id} className={css['laneRow']}>
            <span>{name}</span>
            <div className={css['lane']}>
              <span className="visually-hidden">
                {steps.map(({ at, capacity }) => t.from(at <= now ? t.forecastNow : w.moment(at), wordOf(capacity))).join(', ')}
              </span>
              {steps.map(({ at, capacity }, n) => {
                const until = steps[n + 1]?.at ?? end;
                return capacity < 1 && until > now ? (
                  <i
                    key={at}
                    className={capacity <= 0 ? css['down'] : css['degraded']}
                    style={{ left: `${left(at)}%`, width: `${left(until) - left(at)}%` }}
                  />
                ) : null;
              })}
              {mtpdAt !== null && mtpdAt > now && mtpdAt < end && (
                <span className={css['mark']} style={{ left: `${left(mtpdAt)}%` }}>
                  <span className={left(mtpdAt) > 80 ? css['leanEnd'] : undefined}>{t.mta}</span>
                </span>
              )}
            </div>
            <span className="small muted">{recovered === null ? t.backUnknown : w.moment(recovered)}</span>
          </li>
        ))}
        <li className={css['laneRow']} aria-hidden="true">
          <span />
          <span className={`small muted ${css['ends']}`}>
            <span>{t.forecastNow}</span>
            <span>{w.inSpan(end - now)}</span>
          </span>
          <span />
        </li>
      </ul>
    </Card>
  );
}
