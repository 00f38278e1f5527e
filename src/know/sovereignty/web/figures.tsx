import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useWords } from '../../../web/words.ts';
import type { SovereigntyView } from '../sovereignty.contract.ts';
import { de, en } from '../sovereignty.texts.ts';
import { Law } from './law.tsx';
import css from './sovereignty.module.css';

type WithMetrics = { readonly metrics: SovereigntyView['metrics'] };

/** The figures, each with the formula that gives it. */
export function Figures({ metrics }: WithMetrics) {
  const t = useTexts({ de, en });
  const w = useWords();
  const [largest] = metrics.parents;
  const { hhi, floor, aboveFloor } = metrics;
  return (
    <Card title={t.figures}>
      <dl className={css['figures']}>
        <div>
          <dt>{t.withoutFallback}</dt>
          <dd>
            <strong>{t.ofAll(metrics.withoutFallback, metrics.count)}</strong>
            <span className="small muted">{t.withoutFallbackHelp}</span>
          </dd>
        </div>
        {largest && (
          <div>
            <dt>{t.largest(largest.name)}</dt>
            <dd>
              <strong>{w.percent(largest.share)}</strong>
              <span className="small muted">{t.shareHelp(metrics.weighted)}</span>
            </dd>
          </div>
        )}
        {hhi !== null && floor !== null && aboveFloor !== null && (
          <div>
            <dt>{t.hhi}</dt>
            <dd>
              <strong>{w.number(Math.round(hhi))}</strong>
              <span className="small muted">
                {t.hhiHelp} {t.aboveFloor(w.number(Math.round(floor)), w.number(Math.round(aboveFloor)))}
              </span>
            </dd>
          </div>
        )}
        <div>
          <dt>{t.unknownShare}</dt>
          <dd>
            <strong>{w.percent(metrics.unknown)}</strong>
            <span className="small muted">{t.unknownHelp}</span>
          </dd>
        </div>
        <div>
          <dt>{t.grade}</dt>
          <dd>
            <strong>{metrics.grade ?? t.noGrade}</strong>
            <span className="small muted">{t.gradeHelp}</span>
          </dd>
        </div>
      </dl>
    </Card>
  );
}

const Bar = ({ share }: { readonly share: number }) => (
  <span className={css['bar']} aria-hidden="true">
    <span style={{ inlineSize: `${Math.round(share * 100)}%` }} />
  </span>
);

/** Shares per ultimate parent and per law, the law once by the offerer and once with the infrastructure under it. */
export function Shares({ metrics }: WithMetrics) {
  const t = useTexts({ de, en });
  const w = useWords();
  const direct = new Map(metrics.direct.map(({ name, share }) => [name, share]));
  const indirect = new Map(metrics.indirect.map(({ name, share }) => [name, share]));
  const laws = [...new Set([...indirect.keys(), ...direct.keys()])];
  return (
    <div className={css['two']}>
      <Card title={t.parents}>
        <ul className={css['shares']}>
          {metrics.parents.slice(0, 10).map(({ name, share, services }) => (
            <li key={name}>
              <span>{name}</span>
              <span className="muted">{services}</span>
              <span>{w.percent(share)}</span>
              <Bar share={share} />
            </li>
          ))}
        </ul>
        <p className="small muted">{t.shareHelp(metrics.weighted)}</p>
      </Card>
      <Card title={t.laws}>
        <ul className={css['shares']}>
          <li className="small muted">
            <span />
            <span>{t.direct}</span>
            <span>{t.indirect}</span>
          </li>
          {laws.map((law) => (
            <li key={law}>
              <Law law={law} />
              <span>{w.percent(direct.get(law) ?? 0)}</span>
              <span>{w.percent(indirect.get(law) ?? 0)}</span>
              <Bar share={indirect.get(law) ?? 0} />
            </li>
          ))}
        </ul>
        <p className="small muted">{t.lawsHelp}</p>
      </Card>
    </div>
  );
}
