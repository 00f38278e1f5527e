import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { documents, type Kept } from '../documents.store.ts';
import { type Plan, PlanContents, type StepContents, withLock } from './plans.ts';

const locked = (plan: PlanContents & Kept): Plan => ({ ...plan, steps: plan.steps.map(withLock) });

/** The emergency plans of the organisation. */
export const plans = (tx: Tx) => {
  const kept = documents(tx, { table: 'plan', schema: PlanContents, topic: 'plan', word: 'This plan' });
  const put = async (id: Id, contents: PlanContents, revision?: number): Promise<Plan> => locked(await kept.put(id, contents, revision));

  /** Changes the steps of every plan that `change` touches. */
  const changeSteps = async (touches: (step: StepContents) => boolean, change: (step: StepContents) => StepContents): Promise<void> => {
    for (const { id, ...plan } of await kept.list())
      if (plan.steps.some(touches)) await kept.put(id, { ...plan, steps: plan.steps.map((step) => (touches(step) ? change(step) : step)) });
  };

  return {
    /** By title. */
    async list(): Promise<Plan[]> {
      return (await kept.list()).map(locked).sort((a, b) => a.title.localeCompare(b.title, 'de'));
    },
    async find(id: Id): Promise<Plan | undefined> {
      const plan = await kept.find(id);
      return plan && locked(plan);
    },
    async get(id: Id): Promise<Plan> {
      return locked(await kept.get(id));
    },
    put,
    async add(contents: PlanContents): Promise<Plan> {
      return put(tx.newId(), contents);
    },
    remove: kept.remove,
    /** A contact is gone: steps that rang it stand without. */
    forgetContact: (contact: Id) =>
      changeSteps(
        (step) => step.contactId === contact,
        (step) => ({ ...step, contactId: null }),
      ),
    /** A role is gone: its steps stand with nobody. */
    forgetRole: (role: Id) =>
      changeSteps(
        (step) => step.roleId === role,
        (step) => ({ ...step, roleId: null }),
      ),
  };
};
