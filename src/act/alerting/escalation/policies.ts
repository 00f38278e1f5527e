import { z } from 'zod';
import { Id } from '../../../kernel/id.ts';
import { type Duration, duration, MINUTE } from '../../../kernel/instant.ts';

/** Whom a step alerts: a person, a role (its holder, or the deputy who is there), a group, whoever is on duty. */
export const Target = z.object({ kind: z.enum(['person', 'role', 'group', 'rota']), id: Id });
export type Target = z.infer<typeof Target>;

export const MOST_STEPS = 10;
export const MOST_REPEATS = 5;

/** An escalation policy (Eskalationsplan): who is alerted when, as long as not enough people have acknowledged. */
export const PolicyContents = z.object({
  name: z.string(),
  /** `afterMinutes` counts from the alarm and rises from step to step; the first may be 0. */
  steps: z.array(z.object({ afterMinutes: z.number().int().min(0).max(1440), targets: z.array(Target) })),
  /** How often the whole is gone through once more. */
  repeat: z.number().int().min(0).max(MOST_REPEATS),
  /** From the last step to the first of the next round. */
  repeatAfterMinutes: z.number().int().min(1).max(1440),
  /** So many people must acknowledge before the steps stop. */
  needed: z.number().int().min(1).max(20),
});
export type PolicyContents = z.infer<typeof PolicyContents>;

/** People who are alerted together: Standort Süd, Fahrer. */
export const GroupContents = z.object({ name: z.string(), members: z.array(Id) });
export type GroupContents = z.infer<typeof GroupContents>;

/** Somebody is away from a day to a day, both included, in the zone of the organisation. `standIn`: who takes the alerts meanwhile. */
export const AbsenceContents = z.object({
  contactId: Id,
  from: z.iso.date(),
  until: z.iso.date(),
  standIn: Id.nullable(),
});
export type AbsenceContents = z.infer<typeof AbsenceContents>;

/** The first place where the delays of the steps do not rise; undefined when they do. */
export const notRising = (steps: PolicyContents['steps']): number | undefined => {
  const at = steps.findIndex(({ afterMinutes }, i) => i > 0 && afterMinutes <= (steps[i - 1]?.afterMinutes ?? 0));
  return at === -1 ? undefined : at;
};

/** Every step of every round with its delay after the alarm. */
export function roundsOf({ steps, repeat, repeatAfterMinutes }: PolicyContents): { delay: Duration; targets: readonly Target[] }[] {
  const span = (steps.at(-1)?.afterMinutes ?? 0) + repeatAfterMinutes;
  return Array.from({ length: repeat + 1 }, (_, round) =>
    steps.map(({ afterMinutes, targets }) => ({ delay: duration((round * span + afterMinutes) * MINUTE), targets })),
  ).flat();
}
