import { Link, useLocation } from 'wouter';
import { MINUTE } from '../../../kernel/instant.ts';
import { urlOf } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { lengthOf } from '../order.ts';
import { addPlan, exportPlans, listPlans, putPlan, removePlan } from '../plans.contract.ts';
import { de, en } from '../plans.texts.ts';
import { type Plan, Scenario } from '../plans.ts';
import { Bound } from './bound.tsx';
import { Templates } from './templates.tsx';

/** Removes a plan after asking, and brings it back when that was wrong. */
function RemovePlan({ plan }: { readonly plan: Plan }) {
  const room = useTexts({ de: roomDe, en: roomEn });
  const toast = useToast();
  const remove = useAction(removePlan);
  const bringBack = useAction(putPlan);
  const { id, revision: _r, updatedAt: _u, ...contents } = plan;
  return (
    <ConfirmButton
      label={room.remove}
      kind="plain"
      small
      title={room.removeTitle(plan.title)}
      confirm={room.remove}
      onConfirm={async () => {
        await remove.mutateAsync({ params: { id } });
        toast({ text: room.removed(plan.title), undo: () => bringBack.mutateAsync({ params: { id }, body: contents }) });
      }}
    >
      <p>{room.canUndo}</p>
    </ConfirmButton>
  );
}

function useColumns(): readonly Column<Plan>[] {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const w = useWords();
  const href = useHref();
  return [
    {
      key: 'title',
      label: t.plan,
      by: ({ title }) => title,
      cell: ({ id, title }) => <Link href={href(`prepare/plans/${id}`)}>{title}</Link>,
    },
    { key: 'scenario', label: t.scenario, by: ({ scenario }) => room.scenario[scenario], cell: ({ scenario }) => room.scenario[scenario] },
    { key: 'steps', label: t.steps, by: ({ steps }) => steps.length, cell: ({ steps }) => steps.length },
    {
      key: 'duration',
      label: t.duration,
      cell: ({ steps }) => {
        const length = lengthOf(steps);
        if (!length.ok || steps.length === 0) return '–';
        const span = w.span(length.value.minutes * MINUTE);
        return length.value.atLeast ? t.atLeast(span) : span;
      },
    },
    {
      key: 'bound',
      label: t.bound,
      cell: ({ nodeIds }) => (nodeIds.length > 0 ? <Bound nodeIds={nodeIds} /> : <span className="muted">{t.boundNone}</span>),
    },
  ];
}

/** The emergency plans, and templates for what has none yet. */
export default function PlansPage() {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const { org } = usePlace();
  const href = useHref();
  const [, go] = useLocation();
  const mayWrite = useMay('prepare.write');
  const query = useQueryOf(listPlans, undefined, { topics: ['plan'] });
  const columns = useColumns();
  const blank = useAction(addPlan, { onDone: (plan) => go(href(`prepare/plans/${plan.id}`)) });
  const plans = query.data?.plans;
  const unplanned = Scenario.exclude(['other']).options.filter((one) => !plans?.some(({ scenario }) => scenario === one));
  const headline =
    plans === undefined
      ? t.title
      : plans.length === 0
        ? t.emptyHeadline
        : [
            t.headline(plans.length),
            ...(unplanned.length > 0 ? [t.unplanned(unplanned.slice(0, 2).map((one) => room.scenario[one]))] : []),
          ].join(' ');
  return (
    <Page
      title={t.title}
      headline={headline}
      sub={t.sub}
      actions={
        mayWrite && <Button onClick={() => blank.mutateAsync({ body: { title: t.blankTitle, scenario: 'other' } })}>{t.blank}</Button>
      }
    >
      <Loaded query={query}>
        {({ plans: all }) => (
          <>
            <DataTable
              caption={t.title}
              rows={all}
              rowKey={({ id }) => id}
              columns={columns}
              exportHref={urlOf(exportPlans, { org: org.slug })}
              empty={<Empty title={t.emptyTitle}>{t.emptyText}</Empty>}
              actions={(plan) => (
                <>
                  <LinkButton small href={href(`prepare/plans/${plan.id}`)}>
                    {t.open}
                  </LinkButton>
                  {mayWrite && <RemovePlan plan={plan} />}
                </>
              )}
            />
            {mayWrite && <Templates plans={all} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
