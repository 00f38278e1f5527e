import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import type { Contact } from '../../contacts/contacts.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import type { CrisisRole } from '../../roles/roles.ts';
import { inOrder } from '../order.ts';
import { de, en } from '../plans.texts.ts';
import { Phase, type StepContents } from '../plans.ts';
import { withStep } from './draft.ts';
import css from './plans.module.css';

const NOBODY = 'nobody';

type StepFormProps = {
  readonly step: StepContents;
  readonly steps: readonly StepContents[];
  readonly roles: readonly CrisisRole[];
  readonly contacts: readonly Contact[];
  readonly onDone: (step: StepContents) => void;
  readonly onClose: () => void;
};

function StepForm({ step: given, steps, roles, contacts, onDone, onClose }: StepFormProps) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const [step, setStep] = useState(given);
  const [error, setError] = useState<unknown>();
  const change = (part: Partial<StepContents>) => setStep((was) => ({ ...was, ...part }));
  const others = steps.filter(({ id }) => id !== step.id);
  const submit = () => {
    const ordered = inOrder(withStep(steps, step));
    if (!ordered.ok) return setError(new Error(t.orderFault(ordered.error)));
    onDone({ ...step, title: step.title.trim(), minutes: step.minutes === null ? null : Math.max(0, Math.round(step.minutes)) });
  };
  return (
    <Form
      onSubmit={submit}
      submit={t.apply}
      aside={
        <Button kind="plain" onClick={onClose}>
          {room.cancel}
        </Button>
      }
    >
      <TextField label={t.stepTitle} value={step.title} onChange={(title) => change({ title })} required />
      <AreaField label={t.stepDetail} help={t.stepDetailHelp} rows={4} value={step.detail} onChange={(detail) => change({ detail })} />
      <SelectField
        label={t.phase}
        help={step.phase === 'restore' ? t.lockedWhy : undefined}
        value={step.phase}
        onChange={(phase) => change({ phase })}
        choices={Phase.options.map((phase) => ({ value: phase, label: room.phase[phase] }))}
      />
      <SelectField
        label={t.role}
        value={step.roleId ?? NOBODY}
        onChange={(id) => change({ roleId: id === NOBODY ? null : id })}
        choices={[{ value: NOBODY, label: room.nobody }, ...roles.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <SelectField
        label={t.contact}
        value={step.contactId ?? NOBODY}
        onChange={(id) => change({ contactId: id === NOBODY ? null : id })}
        choices={[{ value: NOBODY, label: t.nobodyToCall }, ...contacts.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NumberField label={t.minutes} help={t.minutesHelp} value={step.minutes} onChange={(minutes) => change({ minutes })} />
      <fieldset className={css['after']}>
        <legend>{t.after}</legend>
        <p className="small muted">{others.length === 0 ? t.afterNone : t.afterHelp}</p>
        {others.length > 0 && (
          <div>
            {others.map(({ id, title }) => (
              <CheckField
                key={id}
                label={title}
                value={step.after.includes(id)}
                onChange={(on) => change({ after: on ? [...step.after, id] : step.after.filter((one) => one !== id) })}
              />
            ))}
          </div>
        )}
      </fieldset>
      <FaultNote error={error} />
    </Form>
  );
}

/** Changes one step of a plan that is being edited; refuses circles at once. `step` undefined: closed. */
export function StepDialog({ step, ...rest }: Omit<StepFormProps, 'step'> & { readonly step: StepContents | undefined }) {
  const t = useTexts({ de, en });
  const known = rest.steps.some(({ id }) => id === step?.id);
  return (
    <Dialog open={step !== undefined} onClose={rest.onClose} title={known ? t.editStep : t.newStep} wide>
      {step && <StepForm key={step.id} step={step} {...rest} />}
    </Dialog>
  );
}
