import { z } from 'zod';
import { Phase } from '../../prepare/plans/plans.ts';

/** Somebody of the crisis team as she was when the incident opened: whom to ring, without looking anything up. */
export const FrozenContact = z.object({
  id: z.string(),
  name: z.string(),
  language: z.enum(['de', 'en']),
  addresses: z.array(z.object({ kind: z.string(), value: z.string() })),
});
export type FrozenContact = z.infer<typeof FrozenContact>;

/** A role of the crisis organisation with who holds it and who stands in, in order. */
export const FrozenRole = z.object({
  id: z.string(),
  name: z.string(),
  duty: z.string(),
  inCrisisTeam: z.boolean(),
  contacts: z.array(FrozenContact),
});
export type FrozenRole = z.infer<typeof FrozenRole>;

export const FrozenStep = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  roleId: z.string().nullable(),
  after: z.array(z.string()),
  minutes: z.number().nullable(),
  phase: Phase,
  /** Whom to ring for it. */
  contact: FrozenContact.nullable(),
});
export type FrozenStep = z.infer<typeof FrozenStep>;

/** Plan, roles and contacts at the moment of opening. `planId` null: no plan fitted; the roles are frozen all the same. */
export const FrozenPlan = z.object({
  version: z.literal(1),
  planId: z.string().nullable(),
  title: z.string(),
  steps: z.array(FrozenStep),
  roles: z.array(FrozenRole),
});
export type FrozenPlan = z.infer<typeof FrozenPlan>;
