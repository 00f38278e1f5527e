import { z } from 'zod';
import { Id } from '../../kernel/id.ts';

/** Evidence first, restore after the first question is answered, and what is said to whom. */
export const Phase = z.enum(['evidence', 'contain', 'continue', 'restore', 'inform']);
export type Phase = z.infer<typeof Phase>;

/** What has happened. One plan fits one of them. */
export const Scenario = z.enum(['ransomware', 'mail-outage', 'line-outage', 'website-outage', 'power-cut', 'server-outage', 'other']);
export type Scenario = z.infer<typeof Scenario>;

export const StepContents = z.object({
  id: z.string().min(1).max(64),
  title: z.string(),
  detail: z.string(),
  /** Who does it: a role of the crisis organisation. */
  roleId: Id.nullable(),
  /** Whom to ring for it. */
  contactId: Id.nullable(),
  /** Steps that must be done before. */
  after: z.array(z.string()),
  minutes: z.number().int().nullable(),
  phase: Phase,
});
export type StepContents = z.infer<typeof StepContents>;

/** A step as others read it. `locksUntilDefect`: it waits until the first question of the incident is answered with "Defekt". */
export const Step = StepContents.extend({ locksUntilDefect: z.boolean() });
export type Step = z.infer<typeof Step>;

export const PlanContents = z.object({
  title: z.string(),
  summary: z.string(),
  scenario: Scenario,
  /** Keys of the nodes (systems, processes, causes) whose failure the plan is for. */
  nodeIds: z.array(z.string()),
  steps: z.array(StepContents),
});
export type PlanContents = z.infer<typeof PlanContents>;

/** An emergency plan. */
export const Plan = PlanContents.extend({ id: Id, revision: z.number().int(), updatedAt: z.number(), steps: z.array(Step) });
export type Plan = z.infer<typeof Plan>;

/** Restoring too early destroys evidence and lets an attacker back in (product.md, "An attack is not an outage"). */
export const withLock = (step: StepContents): Step => ({ ...step, locksUntilDefect: step.phase === 'restore' });

/** The plan that fits what has failed: the one bound to most of it; of equals the one bound to least else, then by title. */
export function planFor<P extends Pick<Plan, 'id' | 'title' | 'nodeIds'>>(plans: readonly P[], nodeIds: readonly string[]): P | null {
  const hits = (plan: P) => plan.nodeIds.filter((id) => nodeIds.includes(id)).length;
  const [best] = plans
    .filter((plan) => hits(plan) > 0)
    .sort(
      (a, b) =>
        hits(b) - hits(a) || a.nodeIds.length - b.nodeIds.length || (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1),
    );
  return best ?? null;
}
