import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { approveDarkPage, type DarkPageAnswer, withdrawDarkPageApproval } from '../darkpages.contract.ts';
import { de, en } from '../screens.texts.ts';

/** Whether the page may go out by itself: who released it and when, or that something was changed since. */
export function ApprovalChip({ page }: { readonly page: DarkPageAnswer }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { state, by = '', at } = page.approval;
  const when = at === undefined ? '' : w.dateTime(at);
  if (page.kind !== 'outage') return <span className="small muted">{t.onlyNeutral}</span>;
  if (state === 'none') return <span className="small muted">{t.notApproved}</span>;
  return (
    <>
      {state === 'valid' ? <Chip tone="ok">{t.released}</Chip> : <Chip tone="degraded">{t.void}</Chip>}{' '}
      <span className="small muted">{state === 'valid' ? t.approvedBy(by, when) : t.voidedSince(by, when)}</span>
    </>
  );
}

/** Releases the neutral page or takes that back; the owner only. */
export function ApprovalButtons({ page }: { readonly page: DarkPageAnswer }) {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const toast = useToast();
  const approve = useAction(approveDarkPage);
  const withdraw = useAction(withdrawDarkPageApproval, { onDone: () => toast({ text: t.withdrawn }) });
  if (page.kind !== 'outage') return null;
  if (org.role !== 'owner') return <p className="small muted">{t.ownerOnly}</p>;
  if (page.approval.state === 'valid')
    return (
      <>
        <Button small onClick={() => withdraw.mutate({ params: { id: page.id } })} busy={withdraw.isPending}>
          {t.withdraw}
        </Button>
        <FaultNote error={withdraw.error} />
      </>
    );
  return (
    <ConfirmButton
      label={t.approve}
      kind="main"
      small
      title={t.approveTitle}
      confirm={t.approve}
      problems={t.problems}
      onConfirm={async () => {
        await approve.mutateAsync({ params: { id: page.id } });
        toast({ text: t.approved });
      }}
    >
      <p>{t.approveText}</p>
    </ConfirmButton>
  );
}
