import { Link } from 'wouter';
import { DAY } from '../../../kernel/instant.ts';
import { AUDIT_FOR } from '../../../trust/audit/audit.ts';
import { KEPT_BEFORE } from '../../../trust/holds/holds.ts';
import { DAYS_FOR, HOURS_FOR, MINUTES_FOR, RAW_FOR } from '../../../watch/checks/keeping.ts';
import { SIGNALS_FOR } from '../../../watch/signals/signal.ts';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { listIncidents } from '../incidents.contract.ts';
import { de, en } from '../keeping.texts.ts';

/** What is kept for how long, and which incidents keep more. */
export default function KeepingPage() {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const mayOpen = useMay('act.own');
  const query = useQueryOf(listIncidents, {}, { topics: ['incident'] });
  const span = (ms: number) => (ms > 2 * HOURS_FOR ? t.years(Math.floor(ms / (365 * DAY))) : t.days(ms / DAY));
  const rows = [
    { what: t.rows.raw, howLong: span(RAW_FOR), held: true },
    { what: t.rows.minutes, howLong: span(MINUTES_FOR), held: true },
    { what: t.rows.hours, howLong: span(HOURS_FOR), held: true },
    { what: t.rows.daily, howLong: span(DAYS_FOR), held: true },
    { what: t.rows.outages, howLong: t.withCheck, held: false },
    { what: t.rows.signals, howLong: span(SIGNALS_FOR), held: true },
    { what: t.rows.audit, howLong: span(AUDIT_FOR), held: true },
    { what: t.rows.incidents, howLong: t.always, held: false },
  ];
  return (
    <Loaded query={query}>
      {({ incidents }) => {
        const holding = incidents.filter(({ evidenceFrom }) => evidenceFrom !== null);
        return (
          <Page title={t.title} headline={t.headline(holding.length)} sub={t.sub}>
            <div className="stack">
              <DataTable
                caption={t.title}
                rows={rows}
                rowKey={({ what }) => what}
                columns={[
                  { key: 'what', label: t.what, cell: ({ what }) => what },
                  { key: 'howLong', label: t.howLong, cell: ({ howLong }) => howLong },
                  { key: 'held', label: t.held, cell: ({ held }) => (held ? t.heldYes : t.heldNo) },
                ]}
                empty={null}
              />
              <p>{t.rule(KEPT_BEFORE / DAY)}</p>
              {holding.length > 0 && (
                <Card title={t.holding}>
                  <ul>
                    {holding.map(({ id, title, evidenceFrom }) => (
                      <li key={id}>
                        {mayOpen ? <Link href={href(`act/incidents/${id}`)}>{title}</Link> : title}:{' '}
                        {t.since(w.dateTime(evidenceFrom ?? 0))}
                      </li>
                    ))}
                  </ul>
                </Card>
              )}
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
