import { useState } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import type { PageProps } from '../../../web/pages.ts';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { AreaField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { listContacts } from '../../contacts/contacts.contract.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { listCrisisRoles } from '../../roles/roles.contract.ts';
import { SaveBar } from '../../web/savebar.tsx';
import { useDraft } from '../../web/usedraft.ts';
import { putPlan, readPlan } from '../plans.contract.ts';
import { de, en } from '../plans.texts.ts';
import { type Plan, Scenario, type StepContents } from '../plans.ts';
import { Bound } from './bound.tsx';
import { draftOf, emptyStep, type PlanDraft, withStep } from './draft.ts';
import { StepDialog } from './stepdialog.tsx';
import { StepList } from './steplist.tsx';
import { Timeline } from './timeline.tsx';

function About({ draft, onChange }: { readonly draft: PlanDraft; readonly onChange: (part: Partial<PlanDraft>) => void }) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  return (
    <Card title={t.about}>
      <div className="stack">
        <TextField label={t.name} value={draft.title} onChange={(title) => onChange({ title })} required />
        <SelectField
          label={t.scenario}
          value={draft.scenario}
          onChange={(scenario) => onChange({ scenario })}
          choices={Scenario.options.map((one) => ({ value: one, label: room.scenario[one] }))}
        />
        <AreaField label={t.summary} help={t.summaryHelp} rows={3} value={draft.summary} onChange={(summary) => onChange({ summary })} />
        <Bound nodeIds={draft.nodeIds} onChange={(nodeIds) => onChange({ nodeIds })} />
      </div>
    </Card>
  );
}

function Editor({ plan }: { readonly plan: Plan }) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const toast = useToast();
  const href = useHref();
  const mayWrite = useMay('prepare.write');
  const { draft, change, changed, base, reset, saved } = useDraft<Plan, PlanDraft>(plan, draftOf);
  const [editing, setEditing] = useState<StepContents | undefined>();
  const roles = useQueryOf(listCrisisRoles, undefined, { topics: ['crisis-role'] }).data?.roles ?? [];
  const contacts = useQueryOf(listContacts, { query: {} }, { topics: ['contact'] }).data?.contacts ?? [];
  const put = useAction(putPlan, {
    onDone: (next) => {
      saved(next);
      toast({ text: room.saved });
    },
  });
  const add = mayWrite && (
    <Button small onClick={() => setEditing(emptyStep())}>
      {t.addStep}
    </Button>
  );
  return (
    <Page
      title={plan.title}
      headline={draft.title || t.blankTitle}
      sub={mayWrite ? undefined : draft.summary}
      actions={
        <>
          <Link href={href('prepare/plans')}>{t.back}</Link>
          <Button onClick={() => window.print()}>{t.print}</Button>
        </>
      }
    >
      <Card title={t.steps} aside={add}>
        {draft.steps.length === 0 ? (
          <Empty title={t.noSteps}>{t.noStepsText}</Empty>
        ) : (
          <div className="stack">
            <StepList
              steps={draft.steps}
              roles={roles}
              contacts={contacts}
              mayWrite={mayWrite}
              onEdit={setEditing}
              onChange={(steps) => change({ steps })}
            />
            {draft.steps.some(({ phase }) => phase === 'restore') && <p className="small muted">{t.lockedWhy}</p>}
          </div>
        )}
      </Card>
      <Timeline steps={draft.steps} />
      {mayWrite && <About draft={draft} onChange={change} />}
      <StepDialog
        step={editing}
        steps={draft.steps}
        roles={roles}
        contacts={contacts}
        onClose={() => setEditing(undefined)}
        onDone={(step) => {
          change({ steps: withStep(draft.steps, step) });
          setEditing(undefined);
        }}
      />
      {changed && (
        <SaveBar
          label={t.savePlan}
          busy={put.isPending}
          error={put.error}
          onSave={() => put.mutate({ params: { id: plan.id }, body: { ...draft, steps: [...draft.steps], revision: base.revision } })}
          onReset={reset}
        />
      )}
    </Page>
  );
}

/** One emergency plan: its steps, when they can begin, and what it is for. */
export default function PlanPage({ params }: PageProps) {
  const query = useQueryOf(readPlan, { params: { id: params['id'] ?? '' } }, { topics: ['plan'] });
  return <Loaded query={query}>{(plan) => <Editor key={plan.id} plan={plan} />}</Loaded>;
}
