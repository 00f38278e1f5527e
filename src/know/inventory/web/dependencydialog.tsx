import { useState } from 'react';
import { formatDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { Picks } from '../../../web/parts/picks.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { addDependency, changeDependency, type InventoryView } from '../inventory.contract.ts';
import type { InventoryDependency } from '../inventory.ts';
import { msOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';

type DependencyFormProps = {
  readonly dependency: InventoryDependency | undefined;
  readonly inventory: InventoryView;
  readonly onClose: () => void;
};

function DependencyForm({ dependency, inventory, onClose }: DependencyFormProps) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [of, setOf] = useState(dependency?.of ?? '');
  const [on, setOn] = useState<readonly string[]>(dependency?.on ?? []);
  const [atLeast, setAtLeast] = useState(dependency?.atLeast ?? 1);
  const [purpose, setPurpose] = useState(dependency?.for ?? 'both');
  const [buffer, setBuffer] = useState<number | null>(msOf(dependency?.buffer));
  const [loss, setLoss] = useState<number | null>(Math.round((dependency?.loss ?? 1) * 1000) / 10);
  const [note, setNote] = useState(dependency?.note ?? '');
  const done = () => {
    toast({ text: t.saved });
    onClose();
  };
  const add = useAction(addDependency, { onDone: done });
  const change = useAction(changeDependency, { onDone: done });
  const { error, isPending } = dependency ? change : add;
  const several = on.length > 1;
  const submit = () => {
    const body = {
      of,
      on: [...on],
      any: several,
      atLeast: several ? Math.min(atLeast, on.length) : 1,
      for: purpose,
      buffer: buffer === null ? null : formatDuration(buffer),
      loss: Math.min(100, Math.max(0, loss ?? 100)) / 100,
      note,
    };
    if (dependency) change.mutate({ params: { id: dependency.id }, body });
    else add.mutate({ body });
  };
  const items = inventory.nodes.map(({ key, name, kind }) => ({ key, name, hint: t.kind[kind] }));
  return (
    <Form
      onSubmit={submit}
      submit={t.save}
      busy={isPending}
      error={error}
      problems={t.problems}
      aside={
        <Button kind="plain" onClick={onClose}>
          {t.cancel}
        </Button>
      }
    >
      <SelectField
        label={t.of}
        value={of}
        onChange={setOf}
        required
        choices={items.map(({ key, name, hint }) => ({ value: key, label: `${name} (${hint})` }))}
      />
      <Picks label={t.on} help={t.onHelp} items={items.filter(({ key }) => key !== of)} value={on} onChange={setOn} search={t.chooseNeed} />
      {several && (
        <SelectField
          label={t.atLeast}
          value={String(Math.min(atLeast, on.length))}
          onChange={(text) => setAtLeast(Number(text))}
          choices={on.map((_, n) => ({ value: String(n + 1), label: t.atLeastOf(n + 1, on.length) }))}
        />
      )}
      <DurationField label={t.buffer} help={t.bufferHelp} value={buffer} onChange={setBuffer} />
      <NumberField label={t.loss} help={t.lossHelp} value={loss} onChange={setLoss} />
      <SelectField
        label={t.purposeLabel}
        value={purpose}
        onChange={setPurpose}
        choices={(['both', 'run', 'recovery'] as const).map((value) => ({ value, label: t.purposes[value] }))}
      />
      <TextField label={t.note} value={note} onChange={setNote} />
    </Form>
  );
}

type DependencyDialogProps = DependencyFormProps & { readonly open: boolean };

/** Who needs what, how long it goes without, and what is lost. */
export function DependencyDialog({ open, onClose, ...rest }: DependencyDialogProps) {
  const t = useTexts({ de, en });
  return (
    <Dialog open={open} onClose={onClose} title={t.tabs.dependencies} wide>
      <DependencyForm onClose={onClose} {...rest} />
    </Dialog>
  );
}
