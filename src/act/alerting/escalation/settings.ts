import { z } from 'zod';
import { Id } from '../../../kernel/id.ts';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * When people work; outside of it the wake rule decides. `days`: 1 Monday to 7 Sunday, as ISO 8601 counts them. An `end` at or before
 * `start` lies on the next day.
 */
export const WorkingHours = z.object({ days: z.array(z.number().int().min(1).max(7)), start: Clock, end: Clock });
export type WorkingHours = z.infer<typeof WorkingHours>;

/** What the firm has decided about its alerting. */
export const AlertingSettings = z.object({
  version: z.literal(1).default(1),
  /** The escalation policy of incidents; null: the crisis team, then its deputies. */
  policyId: Id.nullable().default(null),
  hours: WorkingHours.default({ days: [1, 2, 3, 4, 5], start: '07:00', end: '18:00' }),
  /** At night somebody is woken when waiting until morning costs more than this, in euro. */
  wakeAbove: z.number().int().min(0).max(10_000_000).default(1000),
  /** Channels on the company's own mail or login that may carry facts and links also in an attack. */
  openInAttack: z.array(Id).default([]),
});
export type AlertingSettings = z.infer<typeof AlertingSettings>;
