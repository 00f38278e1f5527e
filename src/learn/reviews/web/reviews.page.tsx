import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { listReviews } from '../reviews.contract.ts';
import { de, en } from '../reviews.texts.ts';

/** All after-action reviews, newest first. */
export default function ReviewsPage() {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const mayRaise = useMay('act.raise');
  const query = useQueryOf(listReviews, undefined, { topics: ['review'] });
  return (
    <Loaded query={query}>
      {({ reviews }) => (
        <Page title={t.list.title} headline={t.list.headline(reviews.length)}>
          <DataTable
            caption={t.list.title}
            rows={reviews}
            rowKey={(one) => one.id}
            columns={[
              {
                key: 'name',
                label: t.list.incident,
                by: (one) => one.title,
                cell: (one) => (
                  <>
                    <Link href={href(`learn/reviews/${one.id}`)}>{one.title}</Link>{' '}
                    {one.mode === 'exercise' && <Chip tone="petrol">{t.exercise}</Chip>}
                  </>
                ),
              },
              { key: 'when', label: t.when, by: (one) => one.endedAt, cell: (one) => w.moment(one.endedAt) },
              { key: 'took', label: t.took, by: (one) => one.endedAt - one.startedAt, cell: (one) => w.span(one.endedAt - one.startedAt) },
              {
                key: 'open',
                label: t.open,
                by: (one) => one.openPoints.length,
                cell: (one) => w.number(one.openPoints.length),
                align: 'end',
              },
            ]}
            empty={
              <Empty
                title={t.list.empty}
                action={mayRaise ? <LinkButton href={href('act/raise')}>{t.list.exercise}</LinkButton> : undefined}
              >
                {t.list.emptyHow}
              </Empty>
            }
          />
        </Page>
      )}
    </Loaded>
  );
}
