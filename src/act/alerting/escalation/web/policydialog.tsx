import { useState } from 'react';
import { faultAt } from '../../../../web/call.ts';
import { useTexts } from '../../../../web/language.tsx';
import { Button } from '../../../../web/parts/button.tsx';
import { Dialog } from '../../../../web/parts/dialog.tsx';
import { SelectField, TextField } from '../../../../web/parts/field.tsx';
import { Form } from '../../../../web/parts/form.tsx';
import { NumberField } from '../../../../web/parts/numberfield.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { useFaults } from '../../../../web/parts/usefaults.ts';
import { useAction } from '../../../../web/query.ts';
import * as german from '../../faults.texts.ts';
import { addPolicy, type Policy, putPolicy } from '../escalation.contract.ts';
import { de, en } from '../escalation.texts.ts';
import { MOST_REPEATS, MOST_STEPS, type PolicyContents, type Target } from '../policies.ts';
import css from './escalation.module.css';

/** Everything a step can alert, with its name: `Rolle: Leitung`. */
export type Choices = readonly { readonly target: Target; readonly label: string }[];

const keyOf = ({ kind, id }: Target): string => `${kind}:${id}`;

type Step = { readonly afterMinutes: number | null; readonly targets: readonly Target[] };

type StepFieldProps = {
  readonly n: number;
  readonly step: Step;
  readonly choices: Choices;
  readonly error: unknown;
  readonly onChange: (step: Step) => void;
  readonly onRemove: (() => void) | undefined;
};

function StepField({ n, step, choices, error, onChange, onRemove }: StepFieldProps) {
  const t = useTexts({ de, en });
  const p = t.policies;
  const chosen = new Set(step.targets.map(keyOf));
  const labelOf = (target: Target) => choices.find((one) => keyOf(one.target) === keyOf(target))?.label ?? t.gone;
  const free = choices.filter(({ target }) => !chosen.has(keyOf(target)));
  return (
    <fieldset className={css['step']}>
      <legend>{p.step(n)}</legend>
      <NumberField
        label={p.after}
        value={step.afterMinutes}
        onChange={(afterMinutes) => onChange({ ...step, afterMinutes })}
        error={faultAt(error, `/steps/${n - 1}/afterMinutes`) ?? faultAt(error, `/contents/steps/${n - 1}/afterMinutes`)}
        required
      />
      <SelectField
        label={p.who}
        value="none"
        choices={[{ value: 'none', label: p.addWho }, ...free.map(({ target, label }) => ({ value: keyOf(target), label }))]}
        error={faultAt(error, `/steps/${n - 1}/targets`) ?? faultAt(error, `/contents/steps/${n - 1}/targets`)}
        onChange={(key) => {
          const found = choices.find(({ target }) => keyOf(target) === key);
          if (found) onChange({ ...step, targets: [...step.targets, found.target] });
        }}
      />
      <ul className={css['list']}>
        {step.targets.map((target) => (
          <li key={keyOf(target)}>
            <span>{labelOf(target)}</span>
            <Button
              kind="plain"
              small
              aria-label={p.removeWho(labelOf(target))}
              onClick={() => onChange({ ...step, targets: step.targets.filter((one) => one !== target) })}
            >
              <span aria-hidden="true">×</span>
            </Button>
          </li>
        ))}
      </ul>
      {onRemove && (
        <div className="row">
          <Button kind="plain" small onClick={onRemove}>
            {p.removeStep}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

const NEXT_AFTER = 10;

type PolicyDialogProps = { readonly policy: Policy | undefined; readonly choices: Choices; readonly onClose: () => void };

/** An escalation policy: its steps, how often they are repeated, how many must acknowledge. */
export function PolicyDialog({ policy, choices, onClose }: PolicyDialogProps) {
  const t = useTexts({ de, en });
  const p = t.policies;
  const toast = useToast();
  const [name, setName] = useState(policy?.name ?? '');
  const [steps, setSteps] = useState<readonly Step[]>(policy?.steps ?? [{ afterMinutes: 0, targets: [] }]);
  const [repeat, setRepeat] = useState<number | null>(policy?.repeat ?? 1);
  const [repeatAfterMinutes, setRepeatAfter] = useState<number | null>(policy?.repeatAfterMinutes ?? NEXT_AFTER);
  const [needed, setNeeded] = useState<number | null>(policy?.needed ?? 1);
  const done = () => {
    toast({ text: t.saved });
    onClose();
  };
  const add = useAction(addPolicy, { onDone: done });
  const put = useAction(putPolicy, { onDone: done });
  const { error: refusal, isPending } = policy ? put : add;
  const error = useFaults(refusal, german);
  const save = () => {
    const contents: PolicyContents = {
      name,
      steps: steps.map(({ afterMinutes, targets }) => ({ afterMinutes: afterMinutes ?? 0, targets: [...targets] })),
      repeat: repeat ?? 0,
      repeatAfterMinutes: repeatAfterMinutes ?? NEXT_AFTER,
      needed: needed ?? 1,
    };
    if (policy) put.mutate({ params: { id: policy.id }, body: { contents, revision: policy.revision } });
    else add.mutate({ body: contents });
  };
  const fault = (field: string) => faultAt(error, `/${field}`) ?? faultAt(error, `/contents/${field}`);
  const last = steps.at(-1)?.afterMinutes ?? 0;
  return (
    <Dialog open onClose={onClose} wide title={policy?.name ?? p.addTitle}>
      <Form
        onSubmit={save}
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
        <TextField label={t.name} value={name} onChange={setName} error={fault('name')} required />
        {steps.map((step, at) => (
          <StepField
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their number
            key={at}
            n={at + 1}
            step={step}
            choices={choices}
            error={error}
            onChange={(next) => setSteps(steps.map((one, i) => (i === at ? next : one)))}
            onRemove={steps.length > 1 ? () => setSteps(steps.filter((_, i) => i !== at)) : undefined}
          />
        ))}
        {steps.length < MOST_STEPS && (
          <div className="row">
            <Button small onClick={() => setSteps([...steps, { afterMinutes: last + NEXT_AFTER, targets: [] }])}>
              {p.addStep}
            </Button>
          </div>
        )}
        <div className={css['pair']}>
          <SelectField
            label={p.repeat}
            help={p.repeatHelp}
            value={String(repeat ?? 0)}
            choices={Array.from({ length: MOST_REPEATS + 1 }, (_, n) => ({ value: String(n), label: String(n) }))}
            onChange={(value) => setRepeat(Number(value))}
          />
          {repeat !== null && repeat > 0 && (
            <NumberField
              label={p.repeatAfter}
              value={repeatAfterMinutes}
              onChange={setRepeatAfter}
              error={fault('repeatAfterMinutes')}
              required
            />
          )}
        </div>
        <NumberField label={p.needed} help={p.neededHelp} value={needed} onChange={setNeeded} error={fault('needed')} required />
      </Form>
    </Dialog>
  );
}
