import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';

const At = z.number().int() as unknown as z.ZodType<Instant, number>;
/** `02:30`, on the clock of the organisation's zone. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 02:30');

/** When: once, or every week. `days` as in ISO 8601: 1 = Monday … 7 = Sunday; an end before the start lies on the next day. */
export const WindowTimes = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), from: At, until: At }).refine(({ from, until }) => from < until, {
    message: 'The window ends before it begins.',
    path: ['until'],
  }),
  z
    .object({ kind: z.literal('weekly'), days: z.array(z.number().int().min(1).max(7)).min(1).max(7), start: TimeOfDay, end: TimeOfDay })
    .refine(({ start, end }) => start !== end, { message: 'Start and end are the same.', path: ['end'] }),
]);
export type WindowTimes = z.infer<typeof WindowTimes>;

/** Time in which a check is looked at, but nobody is told. `checkIds` null = every check. */
export const MaintenanceWindow = z.object({
  id: Id,
  name: z.string(),
  times: WindowTimes,
  checkIds: z.array(Id).nullable(),
});
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;
