import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useHref } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { listIncidents } from '../incidents.contract.ts';
import { de, en } from '../room.texts.ts';

/** All incidents, newest first. */
export default function IncidentsPage() {
  const { list: t, raise } = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const query = useQueryOf(listIncidents, {}, { topics: ['incident'] });
  return (
    <Loaded query={query}>
      {({ incidents }) => (
        <Page title={t.title} headline={t.headline(incidents.filter((one) => one.progress.state === 'open').length)}>
          <DataTable
            caption={t.title}
            rows={incidents}
            rowKey={(one) => one.id}
            columns={[
              {
                key: 'name',
                label: t.name,
                by: (one) => one.title,
                cell: (one) => (
                  <>
                    <Link href={href(`act/incidents/${one.id}`)}>{one.title}</Link>{' '}
                    {one.mode === 'exercise' && <Chip tone="petrol">{t.exercise}</Chip>}
                  </>
                ),
              },
              { key: 'state', label: t.state, by: (one) => t.progress[one.progress.state], cell: (one) => t.progress[one.progress.state] },
              { key: 'when', label: t.when, by: (one) => one.progress.at, cell: (one) => w.moment(one.progress.at) },
            ]}
            empty={
              <Empty title={t.empty} action={<LinkButton href={href('act/raise')}>{raise.drill}</LinkButton>}>
                {t.emptyHow}
              </Empty>
            }
          />
        </Page>
      )}
    </Loaded>
  );
}
