import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { Progress } from '../../../web/parts/progress.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { exportSector, readSector, type SectorCauseView } from '../sector.contract.ts';
import { de, en } from '../sector.texts.ts';

/** For who operates many firms: what they hang on together, as counts. */
export default function SectorPage() {
  const t = useTexts({ de, en });
  const w = useWords();
  const { language } = useLanguage();
  const query = useQueryOf(readSector);
  if (!query.data)
    return (
      <Page title={t.title} headline={t.title}>
        {query.isError ? <FaultNote error={query.error} onRetry={() => query.refetch()} /> : <Progress>{t.computing}</Progress>}
      </Page>
    );
  const { firms, smallestGroup, causes } = query.data;
  const name = (one: SectorCauseView) => (one.kind === 'jurisdiction' ? t.law(one.name) : one.name);
  const count = (value: number | null) => (value === null ? <span className="muted">{t.few(smallestGroup)}</span> : w.number(value));
  const providers = causes.filter(({ kind }) => kind === 'provider');
  const first = providers.find(({ stopEver }) => stopEver !== 0) ?? providers[0] ?? causes[0];
  const headline =
    firms < smallestGroup
      ? t.tooFew
      : first
        ? t.headline(
            name(first),
            t.stop(first.stopEver),
            first.firms,
            first.costPerHour && first.costPerHour.likely > 0 ? t.cost(w.euro(first.costPerHour.likely)) : '',
          )
        : t.none;
  return (
    <Page title={t.title} headline={headline} sub={t.sub(firms, smallestGroup)}>
      <DataTable
        caption={t.title}
        rows={causes}
        rowKey={(one) => `${one.kind} ${one.name}`}
        exportHref={urlOf(exportSector, { query: { language } })}
        columns={[
          { key: 'cause', label: t.cause, by: name, cell: name },
          { key: 'what', label: t.what, by: ({ kind }) => t.kind[kind], cell: ({ kind }) => t.kind[kind] },
          { key: 'firms', label: t.firms, by: (one) => one.firms, cell: (one) => w.number(one.firms), align: 'end' },
          { key: 'h4', label: t.within4h, by: (one) => one.stopWithin4h, cell: (one) => count(one.stopWithin4h), align: 'end' },
          { key: 'day', label: t.withinDay, by: (one) => one.stopWithinDay, cell: (one) => count(one.stopWithinDay), align: 'end' },
          { key: 'ever', label: t.ever, by: (one) => one.stopEver, cell: (one) => count(one.stopEver), align: 'end' },
          {
            key: 'cost',
            label: t.perHour,
            by: (one) => one.costPerHour?.likely ?? null,
            cell: ({ costPerHour }) =>
              costPerHour ? (
                w.euroRange(costPerHour.low, costPerHour.high)
              ) : (
                <span className="muted" title={t.hiddenWhy}>
                  {t.hidden}
                </span>
              ),
            align: 'end',
          },
        ]}
        empty={<Empty title={firms < smallestGroup ? t.tooFew : t.none}>{t.tooFewHow(firms, smallestGroup)}</Empty>}
      />
    </Page>
  );
}
