import { DAY } from '../../../kernel/instant.ts';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { SourceBadge } from '../../../web/parts/source.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useHref, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { de, en } from '../exit.texts.ts';
import { type ExitView, exitCalendar, exportExits, listExits } from '../sovereignty.contract.ts';
import { Law } from './law.tsx';

const VERDICT = { holds: 'ok', fails: 'down', unknown: 'unknown' } as const;
const READINESS = { untested: 'unknown', failed: 'down', stale: 'unknown', partly: 'degraded', tested: 'ok' } as const;
const SOURCE = { guess: 'assumed', contract: 'contract', tested: 'tested' } as const;

function List({ exits }: { readonly exits: readonly ExitView[] }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const { org } = usePlace();
  const { language } = useLanguage();
  return (
    <Card title={t.list}>
      <DataTable
        caption={t.list}
        rows={exits}
        rowKey={({ key }) => key}
        empty={null}
        exportHref={urlOf(exportExits, { org: org.slug, query: { language } })}
        columns={[
          {
            key: 'name',
            label: t.service,
            by: ({ name }) => name,
            cell: ({ name, reach }) => (
              <>
                {name}
                <div className="small muted">
                  <Law law={reach} />
                </div>
              </>
            ),
          },
          {
            key: 'days',
            label: t.switchDays,
            by: ({ plan }) => plan.switchDays,
            cell: ({ plan, saved }) =>
              plan.switchDays === null ? (
                <span className="muted">{t.verdict.unknown}</span>
              ) : (
                <>
                  {w.span(plan.switchDays * DAY)} <SourceBadge source={SOURCE[plan.source]} at={saved?.at ?? null} />
                </>
              ),
          },
          {
            key: 'verdict',
            label: t.inTime,
            by: ({ verdict }) => verdict,
            cell: ({ verdict, tightest }) => (
              <>
                <Chip tone={VERDICT[verdict]}>{t.verdict[verdict]}</Chip>
                {tightest && <div className="small muted">{t.against(tightest.name, w.span(tightest.mtpdMs))}</div>}
              </>
            ),
          },
          {
            key: 'test',
            label: t.test,
            by: ({ readiness }) => readiness,
            cell: ({ readiness }) => <Chip tone={READINESS[readiness]}>{t.readiness[readiness]}</Chip>,
          },
          {
            key: 'move',
            label: t.move,
            by: ({ moveOn }) => moveOn,
            cell: ({ moveOn }) => (moveOn === null ? <span className="muted">{t.stays}</span> : w.date(Date.parse(moveOn))),
          },
        ]}
        actions={({ key }) => (
          <LinkButton small href={href(`know/exit/${encodeURIComponent(key)}`)}>
            {t.open}
          </LinkButton>
        )}
      />
    </Card>
  );
}

/** How the company would leave each service, and how ready it is. */
export default function ExitsPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const { org } = usePlace();
  const { language } = useLanguage();
  const query = useQueryOf(listExits, undefined, { topics: ['node', 'sovereignty'] });
  return (
    <Loaded query={query}>
      {({ exits }) =>
        exits.length === 0 ? (
          <Page title={t.title} headline={t.emptyTitle}>
            <Empty
              title={t.emptyText}
              action={
                <LinkButton kind="main" href={href('know/scan')}>
                  {t.toScan}
                </LinkButton>
              }
            />
          </Page>
        ) : (
          <Page
            title={t.title}
            headline={t.headline(
              exits.filter(({ verdict }) => verdict === 'fails').length,
              exits.length,
              exits.filter(({ readiness }) => readiness === 'tested').length,
            )}
            sub={t.sub}
            actions={
              <LinkButton kind="main" href={urlOf(exitCalendar, { org: org.slug, query: { language } })} download>
                {t.calendar}
              </LinkButton>
            }
          >
            <List exits={exits} />
            <p className="small muted">{t.calendarHelp}</p>
          </Page>
        )
      }
    </Loaded>
  );
}
