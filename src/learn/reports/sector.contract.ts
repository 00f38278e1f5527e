import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';

const Range = z.object({ low: z.number(), likely: z.number(), high: z.number() });

/** A cause that several firms share. Counts below the smallest group, and sums that one firm makes up, are null: not shown. */
export const SectorCauseView = z.object({
  kind: z.enum(['provider', 'jurisdiction']),
  name: z.string(),
  firms: z.number().int(),
  stopWithin4h: z.number().int().nullable(),
  stopWithinDay: z.number().int().nullable(),
  stopEver: z.number().int().nullable(),
  costPerHour: Range.nullable(),
});
export type SectorCauseView = z.infer<typeof SectorCauseView>;

export const readSector = endpoint({
  method: 'GET',
  path: '/sector',
  scope: 'installation',
  right: 'self',
  summary:
    'For IT providers: which shared causes stop how many of the organisations they operate, and what that costs per hour. Counts and rounded sums of at least three organisations only.',
  response: z.object({ firms: z.number().int(), smallestGroup: z.number().int(), causes: z.array(SectorCauseView) }),
  perMinute: 30,
});

export const exportSector = endpoint({
  method: 'GET',
  path: '/sector/sheet',
  scope: 'installation',
  right: 'self',
  summary: 'The same as CSV.',
  query: z.object({ language: z.enum(['de', 'en']).default('de') }),
  produces: 'text/csv; charset=utf-8',
  perMinute: 30,
});
