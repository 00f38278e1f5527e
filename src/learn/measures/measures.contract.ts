import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Fault } from '../../kernel/problem.ts';
import { Measure, MeasureContents } from './measures.ts';
import { ExpectedScenario } from './scenarios.ts';

const org = { scope: 'organisation' } as const;
const id = z.object({ id: Id });

export const listMeasures = endpoint({
  ...org,
  method: 'GET',
  path: '/measures',
  right: 'learn.read',
  summary: 'The board of measures, and the yearly scenarios they are weighed over.',
  response: z.object({
    measures: z.array(Measure),
    scenarios: z.array(ExpectedScenario),
    /** Nobody has changed the scenarios: they are the usual ones, made from the model. */
    usual: z.boolean(),
  }),
});
export const addMeasure = endpoint({
  ...org,
  method: 'POST',
  path: '/measures',
  right: 'learn.write',
  summary: 'Put a measure on the board; with `rejected` as one that nobody wants, so that its proposal does not come again.',
  body: MeasureContents.extend({ rejected: z.string().trim().max(1000).nullable().default(null) }),
  response: Measure,
  status: 201,
});
export const changeMeasure = endpoint({
  ...org,
  method: 'PUT',
  path: '/measures/:id',
  right: 'learn.write',
  summary: 'Change what a measure is, costs, and who does it until when.',
  params: id,
  body: MeasureContents,
  response: Measure,
});
export const removeMeasure = endpoint({
  ...org,
  method: 'DELETE',
  path: '/measures/:id',
  right: 'learn.write',
  summary: 'Take a measure off the board. What it changed in the inventory stays.',
  params: id,
  status: 204,
});
export const moveMeasure = endpoint({
  ...org,
  method: 'PUT',
  path: '/measures/:id/progress',
  right: 'learn.write',
  summary: 'Say where a measure stands: proposed, decided, in progress, or rejected with a reason.',
  params: id,
  body: z.discriminatedUnion('state', [
    z.object({ state: z.enum(['proposed', 'decided', 'in-progress']) }),
    z.object({ state: z.literal('rejected'), reason: z.string().trim().max(1000).default('') }),
  ]),
  response: Measure,
});
export const implementMeasure = endpoint({
  ...org,
  method: 'POST',
  path: '/measures/:id/implementation',
  right: 'know.write',
  summary: 'The measure is done: its change goes into the inventory, and can be taken back.',
  params: id,
  response: Measure,
});
export const takeBackMeasure = endpoint({
  ...org,
  method: 'DELETE',
  path: '/measures/:id/implementation',
  right: 'know.write',
  summary: 'Take the change of a measure out of the inventory again; refused when the inventory was changed since.',
  params: id,
  response: Measure,
});
export const tryMeasure = endpoint({
  ...org,
  method: 'POST',
  path: '/measures/:id/trial',
  right: 'learn.write',
  summary: 'The measure was tried for real: say when and what came of it.',
  params: id,
  body: z.object({ evidence: z.string().trim().min(3).max(1000) }),
  response: Measure,
});
export const putScenarios = endpoint({
  ...org,
  method: 'PUT',
  path: '/measures/scenarios',
  right: 'learn.write',
  summary: 'Set the yearly scenarios; an empty list brings the usual ones back.',
  body: z.object({ scenarios: z.array(ExpectedScenario).max(200) }),
  status: 204,
});
export const exportMeasureFile = endpoint({
  ...org,
  method: 'GET',
  path: '/measures/file',
  right: 'learn.read',
  summary: 'Open measures and scenarios as a file for `krisenfest measures`.',
  produces: 'application/json',
});
export const MeasureImport = z.object({
  saved: z.boolean(),
  faults: z.array(Fault),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  scenarios: z.number().int(),
});
export type MeasureImport = z.infer<typeof MeasureImport>;
export const importMeasureFile = endpoint({
  ...org,
  method: 'POST',
  path: '/measures/import',
  right: 'learn.write',
  summary:
    'Read a measures file, all or nothing: known ids are changed, others added, its scenarios taken over. preview=true saves nothing.',
  query: z.object({
    preview: z
      .enum(['true', 'false'])
      .default('false')
      .transform((text) => text === 'true'),
  }),
  takesBytes: true,
  response: MeasureImport,
});
export const exportMeasureSheet = endpoint({
  ...org,
  method: 'GET',
  path: '/measures/sheet',
  right: 'learn.read',
  summary: 'All measures as CSV.',
  query: z.object({ language: z.enum(['de', 'en']).default('de') }),
  produces: 'text/csv; charset=utf-8',
});
export const exportMeasureCalendar = endpoint({
  ...org,
  method: 'GET',
  path: '/measures/calendar',
  right: 'learn.read',
  summary: 'Due dates of open measures as iCalendar.',
  produces: 'text/calendar; charset=utf-8',
});
