import { lazy, Suspense, useMemo, useState } from 'react';
import { instant } from '../../../kernel/instant.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Loading } from '../../../web/parts/loading.tsx';
import { usePlaceZone } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useNow, useWords } from '../../../web/words.ts';
import { checkSeries, type SeriesPoint } from '../checks.contract.ts';
import { de, en } from '../measured.texts.ts';
import css from './chart.module.css';
import page from './checks.module.css';
import { Pick } from './pick.tsx';

const Plot = lazy(() => import('./plot.tsx'));

const HOUR = 3_600_000;
const spans = { h1: HOUR, d1: 24 * HOUR, d7: 168 * HOUR, d30: 720 * HOUR, y1: 8760 * HOUR } as const;
type Range = keyof typeof spans;
const ranges: readonly Range[] = ['h1', 'd1', 'd7', 'd30', 'y1'];

/** The points in one sentence. */
function Summary({ points }: { readonly points: readonly SeriesPoint[] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const ups = points.reduce((sum, one) => sum + one.ups, 0);
  const downs = points.reduce((sum, one) => sum + one.downs, 0);
  const total = points.reduce((sum, one) => sum + one.ups * (one.msMean ?? 0), 0);
  const least = Math.min(...points.map(({ msMin }) => msMin ?? Number.POSITIVE_INFINITY));
  const most = Math.max(...points.map(({ msMax }) => msMax ?? 0));
  return <p>{ups === 0 ? t.chart.noSuccess(downs) : t.chart.description(w.number(total / ups), w.number(least), w.number(most), downs)}</p>;
}

function Table({ points, stepMs }: { readonly points: readonly SeriesPoint[]; readonly stepMs: number }) {
  const t = useTexts({ de, en });
  const w = useWords();
  return (
    <div className={page['scroll']}>
      <table className={page['plain']}>
        <caption className="visually-hidden">{t.chart.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.chart.at}</th>
            <th scope="col">{t.chart.mean}</th>
            <th scope="col">{t.chart.spread}</th>
            <th scope="col">{t.chart.failed}</th>
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map(({ at, msMean, msMin, msMax, downs }) => (
            <tr key={at}>
              <td>{stepMs < 24 * HOUR ? w.dateTime(at) : w.date(at)}</td>
              <td>{msMean === null ? '–' : w.number(msMean)}</td>
              <td>{msMin === null || msMax === null ? '–' : `${w.number(msMin)} – ${w.number(msMax)}`}</td>
              <td>{downs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Response times over time: a sentence, a line, and the same as a table. */
export function Chart({ id }: { readonly id: string }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const [range, setRange] = useState<Range>('d1');
  const [asTable, setAsTable] = useState(false);
  // To the half minute, so that the question stays the same while nothing new can have come.
  const to = instant(Math.ceil(useNow() / 30_000) * 30_000);
  const from = instant(to - spans[range]);
  const query = useQueryOf(checkSeries, { params: { id }, query: { from, to } }, { topics: ['check', 'observation'], keep: true });
  const labels = useMemo(() => ({ at: t.chart.at, mean: t.chart.mean, low: 'min', high: 'max' }), [t]);
  return (
    <Card
      title={t.chart.title}
      aside={
        <Pick
          label={t.chart.range}
          value={range}
          onChange={setRange}
          choices={ranges.map((one) => ({ value: one, label: t.chart.ranges[one] }))}
        />
      }
    >
      <Loaded query={query}>
        {({ points, stepMs }) =>
          points.length === 0 ? (
            <p className="muted">{t.chart.nothing}</p>
          ) : (
            <div className="stack">
              <Summary points={points} />
              <Suspense fallback={<Loading />}>
                <Plot
                  points={points}
                  stepMs={stepMs}
                  from={from}
                  to={to}
                  zone={zone}
                  locale={language === 'de' ? 'de-DE' : 'en-GB'}
                  labels={labels}
                />
              </Suspense>
              {points.some(({ downs, unclears }) => downs + unclears > 0) && (
                <p className={css['key']}>
                  <span>
                    <i className={css['down']} />
                    {t.chart.legendDown}
                  </span>
                  {points.some(({ unclears }) => unclears > 0) && (
                    <span>
                      <i className={css['unclear']} />
                      {t.chart.legendUnclear}
                    </span>
                  )}
                </p>
              )}
              <details className={page['advanced']} onToggle={(event) => setAsTable(event.currentTarget.open)}>
                <summary>{t.chart.asTable}</summary>
                <div>{asTable && <Table points={points} stepMs={stepMs} />}</div>
              </details>
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}
