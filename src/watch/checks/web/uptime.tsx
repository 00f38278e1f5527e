import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { usePlaceZone } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { checkUptime, type Outage, type UptimeDay } from '../checks.contract.ts';
import { sayDetail } from '../detail.texts.ts';
import { de, en } from '../measured.texts.ts';
import css from './checks.module.css';

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

/** How reliable it was: day by day, and every outage. */
export function Uptime({ id }: { readonly id: string }) {
  const t = useTexts({ de, en });
  const query = useQueryOf(checkUptime, { params: { id }, query: { days: DAYS } }, { topics: ['check'], every: 60_000 });
  return (
    <>
      <Card title={t.uptime.title}>
        <Loaded query={query}>{({ days }) => <Days days={days} />}</Loaded>
      </Card>
      <Card title={t.outages.title}>
        <Loaded query={query}>{({ outages }) => <Outages outages={outages} />}</Loaded>
      </Card>
    </>
  );
}
