import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { REACHES } from '../reach.ts';
import { correctProvider, type ProviderView, undoCorrection } from '../sovereignty.contract.ts';
import { de, en } from '../sovereignty.texts.ts';

/** What the list of choices can say of a reach that stands for a country of its own (`FR`, `JP`). */
const chosenOf = (reach: string): (typeof REACHES)[number] | '' => REACHES.find((one) => one === reach) ?? '';

function Fields({ provider, onDone }: { readonly provider: ProviderView; readonly onDone: () => void }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [legalEntity, setLegalEntity] = useState(provider.legalEntity);
  const [ultimateParent, setUltimateParent] = useState(provider.ultimateParent);
  const [reach, setReach] = useState(chosenOf(provider.reach));
  const [note, setNote] = useState('');
  const undo = useAction(undoCorrection);
  const correct = useAction(correctProvider, {
    onDone: ({ id }) => {
      toast({ text: t.saved, undo: () => undo.mutateAsync({ params: { id } }) });
      onDone();
    },
  });
  return (
    <Form
      submit={t.save}
      busy={correct.isPending}
      error={correct.error}
      onSubmit={() => {
        if (reach !== '') correct.mutate({ params: { key: provider.key }, body: { legalEntity, ultimateParent, reach, note } });
      }}
    >
      <p className="small muted">{t.correctHelp}</p>
      <TextField label={t.legalEntity} value={legalEntity} onChange={setLegalEntity} />
      <TextField label={t.ultimateParent} value={ultimateParent} onChange={setUltimateParent} />
      <SelectField
        label={t.reach}
        value={reach}
        onChange={setReach}
        choices={REACHES.map((value) => ({ value, label: t.reaches[value] }))}
        required
      />
      <AreaField label={t.note} help={t.noteHelp} rows={2} value={note} onChange={setNote} required />
    </Form>
  );
}

/** A way to say that the catalogue is wrong, and to take that back. */
export function Correct({ provider }: { readonly provider: ProviderView }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const undo = useAction(undoCorrection, { onDone: () => toast({ text: t.takenBack }) });
  const { origin } = provider;
  return (
    <>
      {origin.kind === 'correction' && (
        <Button small kind="plain" onClick={() => undo.mutateAsync({ params: { id: origin.id } })}>
          {t.takeBack}
        </Button>
      )}
      <Button small onClick={() => setOpen(true)}>
        {t.correct}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.correctTitle(provider.name)}>
        {open && <Fields provider={provider} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}
