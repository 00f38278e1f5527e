import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { useFaults } from '../../checks/web/usefaults.ts';
import { putRestoreTest } from '../restores.contract.ts';
import { de, en } from '../restores.texts.ts';
import { RestoreSettings } from '../restores.ts';

type RestoreDialogProps = {
  readonly id: string;
  readonly settings: RestoreSettings | null;
  /** Folders inside the backup can be chosen. */
  readonly hasPaths: boolean;
  /** The check has a resource whose recovery time can be learnt. */
  readonly hasNode: boolean;
  readonly onClose: () => void;
};

/** While it is edited a number may be missing. */
type Draft = Omit<RestoreSettings, 'maxMegabytes' | 'maxMinutes'> & {
  readonly maxMegabytes: number | null;
  readonly maxMinutes: number | null;
};

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }));

/** Sets a restore test up, or changes it. */
export function RestoreDialog({ id, settings, hasPaths, hasNode, onClose }: RestoreDialogProps) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [draft, setDraft] = useState<Draft>(() => settings ?? RestoreSettings.parse({}));
  const [paths, setPaths] = useState(draft.paths.join('\n'));
  const put = useAction(putRestoreTest, {
    onDone: () => {
      toast({ text: t.form.saved });
      onClose();
    },
  });
  const error = useFaults(put.error);
  const edit = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const lines = paths
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    <Dialog open onClose={onClose} title={t.title}>
      <Form
        onSubmit={() =>
          put.mutate({
            params: { id },
            body: { ...draft, maxMegabytes: draft.maxMegabytes ?? 0, maxMinutes: draft.maxMinutes ?? 0, paths: lines },
          })
        }
        submit={t.form.save}
        busy={put.isPending}
        error={error}
      >
        <SelectField
          label={t.form.every}
          value={String(draft.everyDays)}
          onChange={(days) => edit({ everyDays: RestoreSettings.shape.everyDays.parse(Number(days)) })}
          choices={(['7', '30', '90'] as const).map((value) => ({ value, label: t.form.spans[value] }))}
        />
        <SelectField label={t.form.hour} value={String(draft.hour)} onChange={(hour) => edit({ hour: Number(hour) })} choices={HOURS} />
        {hasNode && (
          <NumberField
            label={t.form.rest}
            help={t.form.restHelp}
            value={draft.restMinutes}
            error={faultAt(error, '/restMinutes')}
            onChange={(restMinutes) => edit({ restMinutes })}
          />
        )}
        {hasPaths && (
          <AreaField
            label={t.form.paths}
            help={t.form.pathsHelp}
            rows={2}
            value={paths}
            error={faultAt(error, '/paths')}
            onChange={setPaths}
          />
        )}
        {hasPaths && (
          <SelectField
            label={t.form.check}
            help={t.form.checkHelp}
            value={draft.whole ? 'yes' : 'no'}
            onChange={(choice) => edit({ whole: choice === 'yes' })}
            choices={(['yes', 'no'] as const).map((value) => ({ value, label: t.form.checks[value] }))}
          />
        )}
        <NumberField
          label={t.form.maxMegabytes}
          help={t.form.maxMegabytesHelp}
          value={draft.maxMegabytes}
          error={faultAt(error, '/maxMegabytes')}
          onChange={(maxMegabytes) => edit({ maxMegabytes })}
          required
        />
        <TextField
          label={t.form.scratch}
          help={t.form.scratchHelp}
          value={draft.scratch}
          required
          error={faultAt(error, '/scratch')}
          onChange={(scratch) => edit({ scratch })}
        />
        <NumberField
          label={t.form.maxMinutes}
          value={draft.maxMinutes}
          error={faultAt(error, '/maxMinutes')}
          onChange={(maxMinutes) => edit({ maxMinutes })}
          required
        />
      </Form>
    </Dialog>
  );
}
