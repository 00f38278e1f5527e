import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { type DarkPageAnswer, listDarkPages, putDarkPage, removeDarkPage } from '../darkpages.contract.ts';
import { de, en } from '../screens.texts.ts';
import { ApprovalButtons, ApprovalChip } from './approval.tsx';
import { FrameForm } from './frameform.tsx';
import { Templates } from './templates.tsx';
import { Weight } from './weight.tsx';

/** Removes a page after asking, and brings it back without its release. */
function RemovePage({ page }: { readonly page: DarkPageAnswer }) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const toast = useToast();
  const remove = useAction(removeDarkPage);
  const bringBack = useAction(putDarkPage);
  const { id, title, kind, scenario, text } = page;
  return (
    <ConfirmButton
      label={room.remove}
      kind="plain"
      small
      title={room.removeTitle(title)}
      confirm={room.remove}
      onConfirm={async () => {
        await remove.mutateAsync({ params: { id } });
        toast({ text: room.removed(title), undo: () => bringBack.mutateAsync({ params: { id }, body: { title, kind, scenario, text } }) });
      }}
    >
      <p>{t.removeText}</p>
    </ConfirmButton>
  );
}

function useHeadline(pages: readonly DarkPageAnswer[] | undefined): string {
  const t = useTexts({ de, en });
  if (pages === undefined) return t.title;
  if (pages.length === 0) return t.emptyHeadline;
  const neutral = pages.filter(({ kind }) => kind === 'outage');
  const released = neutral.find(({ approval }) => approval.state === 'valid');
  if (released) return t.ready(released.approval.by ?? '');
  if (neutral.some(({ approval }) => approval.state === 'void')) return t.voided;
  return neutral.length > 0 ? t.unreleased : t.noNeutral;
}

/** The pages of the emergency website, what stands on all of them, and which may go out by itself. */
export default function DarkPagesPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const mayWrite = useMay('prepare.write');
  const query = useQueryOf(listDarkPages, undefined, { topics: ['dark-page', 'organisation'] });
  const columns: readonly Column<DarkPageAnswer>[] = [
    {
      key: 'title',
      label: t.name,
      by: ({ title }) => title,
      cell: ({ id, title, kind }) => (
        <>
          <Link href={href(`prepare/emergency-site/${id}`)}>{title}</Link> <Chip>{t.kinds[kind]}</Chip>
        </>
      ),
    },
    { key: 'weight', label: t.weightLabel, cell: ({ weight }) => <Weight weight={weight} /> },
    {
      key: 'approval',
      label: t.approval,
      cell: (page) => (
        <div className="stack">
          <div>
            <ApprovalChip page={page} />
          </div>
          <div>
            <ApprovalButtons page={page} />
          </div>
        </div>
      ),
    },
  ];
  return (
    <Page title={t.title} headline={useHeadline(query.data?.pages)} sub={t.sub}>
      <Loaded query={query}>
        {({ pages, profile }) => (
          <>
            <DataTable
              caption={t.title}
              rows={pages}
              rowKey={({ id }) => id}
              columns={columns}
              empty={<Empty title={t.emptyTitle}>{t.emptyText}</Empty>}
              actions={(page) => (
                <>
                  <LinkButton small href={href(`prepare/emergency-site/${page.id}`)}>
                    {t.open}
                  </LinkButton>
                  {mayWrite && <RemovePage page={page} />}
                </>
              )}
            />
            {mayWrite && <Templates pages={pages} />}
            {mayWrite && <FrameForm profile={profile} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
