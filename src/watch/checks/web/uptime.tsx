import { type ReactNode, useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { usePlaceZone } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { checkUptime, type Outage, type UptimeDay, type UptimeMonth } from '../checks.contract.ts';
import { sayDetail } from '../detail.texts.ts';
import { de, en } from '../measured.texts.ts';
import css from './checks.module.css';
import { Pick } from './pick.tsx';

const DAYS = 90;

/** Never rounded up to 100 %: 99,996 is not all. */
const percent = (share: number, w: Words): string => `${w.number(share === 1 ? 100 : Math.min(99.99, share * 100), 2)} %`;

const lookOf = (uptime: number | null): string =>
  uptime === null ? 'unknown' : uptime === 1 ? 'ok' : uptime >= 0.99 ? 'degraded' : 'down';

function Days({ days }: { readonly days: readonly UptimeDay[] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const measured = days.filter(({ uptime }) => uptime !== null);
  const ups = measured.reduce((sum, day) => sum + day.ups, 0);
  const all = measured.reduce((sum, day) => sum + day.ups + day.downs, 0);
  // Noon, so that the day is the same in every zone of Europe.
  const date = (day: string) => w.date(Date.parse(`${day}T12:00:00Z`));
  const [first] = days;
  return (
    <div className="stack">
      <p>{all === 0 ? t.uptime.unknown : t.uptime.overall(percent(ups / all, w), measured.length)}</p>
      <ol className={css['days']}>
        {days.map(({ day, uptime }) => {
          const words = uptime === null ? t.uptime.dayUnknown(date(day)) : t.uptime.day(date(day), percent(uptime, w));
          return (
            <li key={day} data-look={lookOf(uptime)} title={words}>
              <span className="visually-hidden">{words}</span>
            </li>
          );
        })}
      </ol>
      <div className={css['ends']} aria-hidden="true">
        <span>{first && t.uptime.from(date(first.day))}</span>
        <span>{t.uptime.today}</span>
      </div>
    </div>
  );
}

type Longer = Omit<UptimeMonth, 'month'> & { readonly name: string };

/** Months or years as a table: there are too few for a picture. */
function Table({
  unit,
  all,
  label,
}: {
  readonly unit: 'month' | 'year';
  readonly all: readonly Longer[];
  readonly label: (name: string) => string;
}) {
  const t = useTexts({ de, en }).uptime;
  const w = useWords();
  const measured = all.filter(({ uptime }) => uptime !== null);
  const ups = measured.reduce((sum, one) => sum + one.ups, 0);
  const clear = measured.reduce((sum, one) => sum + one.ups + one.downs, 0);
  if (clear === 0) return <p>{t.unknown}</p>;
  return (
    <div className="stack">
      <p>{t.overallOf[unit](percent(ups / clear, w), measured.length)}</p>
      <div className={css['scroll']}>
        <table className={css['plain']}>
          <caption className="visually-hidden">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.heads[unit]}</th>
              <th scope="col">{t.heads.share}</th>
              <th scope="col">{t.heads.failed}</th>
              <th scope="col">{t.heads.mean}</th>
            </tr>
          </thead>
          <tbody>
            {all.toReversed().map(({ name, uptime, downs, msMean }) => (
              <tr key={name}>
                <th scope="row">{label(name)}</th>
                <td>{uptime === null ? t.unknownShare : percent(uptime, w)}</td>
                <td>{w.number(downs)}</td>
                <td>{msMean === null ? '–' : `${w.number(msMean)} ms`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Outages({ outages }: { readonly outages: readonly Outage[] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { language } = useLanguage();
  const zone = usePlaceZone();
  if (outages.length === 0) return <p className="muted">{t.outages.none}</p>;
  const how = ({ since, until, ended }: Outage) => {
    if (until === null) return t.outages.goesOn;
    const span = w.span(until - since);
    return ended === 'paused' || ended === 'changed' ? `${span} (${t.outages[ended]})` : span;
  };
  return (
    <div className={css['scroll']}>
      <table className={css['plain']}>
        <caption className="visually-hidden">{t.outages.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.outages.since}</th>
            <th scope="col">{t.outages.lasted}</th>
            <th scope="col">{t.outages.reason}</th>
          </tr>
        </thead>
        <tbody>
          {outages.map((outage) => (
            <tr key={outage.since}>
              <td>{w.dateTime(outage.since)}</td>
              <td>{how(outage)}</td>
              <td>{sayDetail(outage.detail, language, zone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Unit = 'day' | 'month' | 'year';
const units: readonly Unit[] = ['day', 'month', 'year'];

/** How reliable it was: by day, month and year, and every outage. */
export function Uptime({ id }: { readonly id: string }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const [unit, setUnit] = useState<Unit>('day');
  const query = useQueryOf(checkUptime, { params: { id }, query: { days: DAYS } }, { topics: ['check'], every: 60_000 });
  const monthName = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const shown = ({ days, months, years }: NonNullable<typeof query.data>): ReactNode => {
    switch (unit) {
      case 'day':
        return <Days days={days} />;
      case 'month':
        return (
          <Table
            unit="month"
            all={months.map(({ month, ...rest }) => ({ name: month, ...rest }))}
            label={(month) => monthName.format(Date.parse(`${month}-15T00:00:00Z`))}
          />
        );
      case 'year':
        return <Table unit="year" all={years.map(({ year, ...rest }) => ({ name: year, ...rest }))} label={(year) => year} />;
    }
  };
  return (
    <>
      <Card
        title={t.uptime.title}
        aside={
          <Pick
            label={t.uptime.by}
            value={unit}
            onChange={setUnit}
            choices={units.map((one) => ({ value: one, label: t.uptime.units[one] }))}
          />
        }
      >
        <div className="stack">
          <Loaded query={query}>{shown}</Loaded>
          <p className="muted small">{t.uptime.keptFor}</p>
        </div>
      </Card>
      <Card title={t.outages.title}>
        <Loaded query={query}>{({ outages }) => <Outages outages={outages} />}</Loaded>
      </Card>
    </>
  );
}
