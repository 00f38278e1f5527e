import { newKey } from '../../../web/call.ts';
import type { Plan, StepContents } from '../plans.ts';

/** A plan while it is edited; saved as a whole. */
export type PlanDraft = Pick<Plan, 'title' | 'summary' | 'scenario' | 'nodeIds'> & { readonly steps: readonly StepContents[] };

const stepOf = ({ id, title, detail, roleId, contactId, after, minutes, phase }: StepContents): StepContents => ({
  id,
  title,
  detail,
  roleId,
  contactId,
  after,
  minutes,
  phase,
});

export const draftOf = ({ title, summary, scenario, nodeIds, steps }: Plan): PlanDraft => ({
  title,
  summary,
  scenario,
  nodeIds,
  steps: steps.map(stepOf),
});

export const emptyStep = (): StepContents => ({
  id: newKey(),
  title: '',
  detail: '',
  roleId: null,
  contactId: null,
  after: [],
  minutes: null,
  phase: 'contain',
});

/** The steps with this one changed, or added at the end. */
export const withStep = (steps: readonly StepContents[], step: StepContents): StepContents[] =>
  steps.some(({ id }) => id === step.id) ? steps.map((one) => (one.id === step.id ? step : one)) : [...steps, step];

/** The steps without this one; nobody waits for it any more. */
export const withoutStep = (steps: readonly StepContents[], id: string): StepContents[] =>
  steps.filter((step) => step.id !== id).map((step) => ({ ...step, after: step.after.filter((other) => other !== id) }));

/** The two steps change places in the plan as it is written. */
export function swapped(steps: readonly StepContents[], a: StepContents, b: StepContents): StepContents[] {
  return steps.map((step) => (step.id === a.id ? b : step.id === b.id ? a : step));
}
