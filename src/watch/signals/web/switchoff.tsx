import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { nodeChoices, useInventory } from '../../checks/web/nodes.ts';
import { de, en } from '../screens.texts.ts';
import { type SignalView, switchOff, switchOn } from '../signals.contract.ts';
import css from './signals.module.css';

const ALL = '*';

function Fields({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts({ de, en }).off;
  const toast = useToast();
  const { inventory } = useInventory();
  const [which, setWhich] = useState('');
  const [reason, setReason] = useState('');
  const [span, setSpan] = useState<number | null>(null);
  const off = useAction(switchOff, {
    onDone: () => {
      toast({ text: t.done });
      onDone();
    },
  });
  const choices = [{ value: ALL, label: t.all }, ...nodeChoices(inventory, '').filter(({ value }) => value !== '-')];
  const save = () => {
    const until = span === null ? null : Date.now() + span;
    return off.mutate({ body: { nodeId: which === ALL ? null : which, reason, until } });
  };
  return (
    <Form onSubmit={save} submit={t.save} busy={off.isPending} error={off.error}>
      <p className="muted">{t.help}</p>
      <SelectField label={t.which} value={which} onChange={setWhich} choices={choices} error={faultAt(off.error, '/nodeId')} required />
      <TextField label={t.reason} help={t.reasonHelp} value={reason} onChange={setReason} error={faultAt(off.error, '/reason')} required />
      <DurationField label={t.until} value={span} onChange={setSpan} error={faultAt(off.error, '/until')} />
      <p className="small muted">{t.untilHelp}</p>
    </Form>
  );
}

/** Says that we have switched something off ourselves, or everything. */
export function SwitchOffButton() {
  const t = useTexts({ de, en }).off;
  const [open, setOpen] = useState(false);
  if (!useMay('watch.write')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.button}</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.title}>
        <Fields onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

/** What we have switched off, with the way back. */
export function SwitchedOff({ signals }: { readonly signals: readonly SignalView[] }) {
  const t = useTexts({ de, en }).off;
  const w = useWords();
  const mayWrite = useMay('watch.write');
  const on = useAction(switchOn);
  return (
    <Card title={t.card} tone="degraded">
      <ul className={css['plainList']}>
        {signals.map((one) => {
          const name = one.nodeId === null ? t.all : (one.asset ?? one.title);
          return (
            <li key={one.id} className={css['offRow']}>
              <div>
                <strong>{one.title}</strong>
                <div className={css['second']}>{t.since(w.moment(one.since))}</div>
              </div>
              {mayWrite && (
                <ConfirmButton
                  small
                  kind="quiet"
                  label={t.on}
                  title={t.onTitle(name)}
                  confirm={t.on}
                  onConfirm={() => on.mutateAsync({ params: { id: one.id } })}
                >
                  <p>{t.onText}</p>
                </ConfirmButton>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
