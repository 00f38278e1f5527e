import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { IncidentView } from '../incidents/incidents.contract.ts';

const At = z.number().int().nullable();

/** What the failures of now mean for one process. Times in milliseconds UTC, money in euro per hour. */
export const AffectedProcess = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['down', 'degraded', 'unknown', 'up']),
  capacityNow: z.number(),
  downFrom: At,
  recovered: At,
  mtpdAt: At,
  rtoHolds: z.boolean().nullable(),
  costPerHour: z.object({ low: z.number(), likely: z.number(), high: z.number() }),
  because: z.array(z.string()),
});
export type AffectedProcess = z.infer<typeof AffectedProcess>;

export const readSituation = endpoint({
  method: 'GET',
  path: '/situation',
  scope: 'organisation',
  right: 'situation.read',
  summary: 'The situation (Lage): current incidents and what they mean for the business, now.',
  response: z.object({
    incidents: z.array(IncidentView),
    processes: z.array(AffectedProcess),
    /** What is down now, by name, with since when. */
    failing: z.array(z.object({ nodeId: z.string(), name: z.string(), from: z.number().int() })),
    /** Nothing is known about the firm yet. */
    empty: z.boolean(),
  }),
});
