import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { AreaField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { SOURCES } from '../../model/model.ts';
import { de, en } from '../exit.texts.ts';
import { categoryOf, EXIT_CATEGORIES, type ExitPlanContents } from '../exit.ts';
import { type ExitView, resetExit, saveExit, undoExit } from '../sovereignty.contract.ts';

/** The plan to leave a service; saving it puts the days to switch into the model. */
export function PlanForm({ exit }: { readonly exit: ExitView }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const toast = useToast();
  const mayWrite = useMay('know.write');
  const [plan, setPlan] = useState(exit.plan);
  const set = (part: Partial<ExitPlanContents>) => setPlan((before) => ({ ...before, ...part }));
  const undo = useAction(undoExit, { onDone: () => toast({ text: t.undone }) });
  const reset = useAction(resetExit);
  const key = { params: { key: exit.key } };
  const takeBack = () => undo.mutateAsync(key).catch(() => undefined);
  const save = useAction(saveExit, {
    onDone: ({ undoId }) => toast({ text: undoId === null ? t.saved : t.savedModel, undo: takeBack }),
  });
  const fields = (
    <>
      <SelectField
        label={t.category}
        value={plan.category}
        onChange={(category) => set({ category })}
        choices={EXIT_CATEGORIES.map((value) => ({ value, label: categoryOf(value).label[language] }))}
        disabled={!mayWrite}
      />
      <NumberField
        label={t.switchDays}
        help={t.switchDaysHelp}
        value={plan.switchDays}
        onChange={(switchDays) => set({ switchDays })}
        disabled={!mayWrite}
      />
      <NumberField label={t.effortDays} value={plan.effortDays} onChange={(effortDays) => set({ effortDays })} disabled={!mayWrite} />
      <SelectField
        label={t.source}
        value={plan.source}
        onChange={(source) => set({ source })}
        choices={SOURCES.map((value) => ({ value, label: t.sources[value] }))}
        disabled={!mayWrite}
      />
      <AreaField
        label={t.exportPath}
        help={t.exportPathHelp}
        rows={3}
        value={plan.exportPath}
        onChange={(exportPath) => set({ exportPath })}
        disabled={!mayWrite}
      />
      <TextField label={t.openStandard} value={plan.openStandard} onChange={(openStandard) => set({ openStandard })} disabled={!mayWrite} />
      <AreaField
        label={t.alternatives}
        help={t.alternativesHelp}
        rows={2}
        value={plan.alternatives}
        onChange={(alternatives) => set({ alternatives })}
        disabled={!mayWrite}
      />
      <NumberField
        label={t.users}
        value={plan.users}
        onChange={(users) => set({ users: users === null ? null : Math.round(users) })}
        disabled={!mayWrite}
      />
      <NumberField label={t.monthlyCost} value={plan.monthlyCost} onChange={(monthlyCost) => set({ monthlyCost })} disabled={!mayWrite} />
      <NumberField
        label={t.noticeDays}
        help={t.noticeHelp}
        value={plan.noticeDays}
        onChange={(days) => set({ noticeDays: days === null ? null : Math.round(days) })}
        disabled={!mayWrite}
      />
      <TextField
        label={t.contractEnd}
        type="date"
        value={plan.contractEnd ?? ''}
        onChange={(day) => set({ contractEnd: day === '' ? null : day })}
        disabled={!mayWrite}
      />
      <TextField
        label={t.location}
        help={t.locationHelp}
        value={plan.location}
        onChange={(location) => set({ location })}
        disabled={!mayWrite}
      />
      <AreaField label={t.note} rows={2} value={plan.note} onChange={(note) => set({ note })} disabled={!mayWrite} />
    </>
  );
  if (!mayWrite) return <div className="stack">{fields}</div>;
  const goBack = async () => {
    await reset.mutateAsync(key);
    toast({ text: t.resetDone, undo: takeBack });
  };
  const form = (
    <Form
      submit={t.save}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutateAsync({ params: { key: exit.key }, body: plan }).catch(() => undefined)}
    >
      {fields}
    </Form>
  );
  return (
    <div className="stack">
      {form}
      <div className="row">
        {exit.undoable && (
          <Button small onClick={takeBack}>
            {t.undoLast}
          </Button>
        )}
        {exit.saved !== null && (
          <Button kind="plain" small onClick={() => goBack().catch(() => undefined)}>
            {t.reset}
          </Button>
        )}
      </div>
      <FaultNote error={undo.error ?? reset.error} />
    </div>
  );
}
