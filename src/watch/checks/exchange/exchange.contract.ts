import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';
import { CheckInput } from '../checks.contract.ts';

/** krisenfest's own file of checks. The ids say which is which inside the file, and which are meant where it comes from. */
export const CheckFile = z.object({
  format: z.literal('krisenfest-checks@1'),
  checks: z.array(CheckInput.safeExtend({ id: Id, paused: z.boolean() })).max(2000),
});
export type CheckFile = z.output<typeof CheckFile>;

export const exportCheckFile = endpoint({
  method: 'GET',
  path: '/checks/file',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'All checks with their settings as JSON; reading it in again changes nothing.',
  produces: 'application/json; charset=utf-8',
});

const Place = z.object({ kind: z.enum(['line', 'entry']), number: z.int() });
const Remark = z.object({
  code: z.enum(['kind', 'faulty', 'variable', 'setting', 'condition', 'address', 'paused', 'other', 'resource']),
  what: z.string(),
});

/** What would become of one entry of the file. `there`: a check like it is there already. `left`: it cannot be taken over. */
const Row = z.object({
  place: Place,
  name: z.string(),
  target: z.string().nullable(),
  becomes: z.enum(['added', 'changed', 'there', 'left']),
  remarks: z.array(Remark),
});

export const ImportLook = z.object({
  format: z.enum(['uptime-kuma', 'gatus', 'csv', 'krisenfest']),
  /** The file says who is told, and that is not taken over. */
  alerts: z.boolean(),
  rows: z.array(Row),
});
export type ImportLook = z.output<typeof ImportLook>;

export const importChecks = endpoint({
  method: 'POST',
  path: '/checks/import',
  scope: 'organisation',
  right: 'watch.write',
  summary:
    'Read checks from a backup of Uptime Kuma (JSON), a configuration of Gatus (YAML), a table (CSV) or krisenfest’s own file, in one transaction. What is there already stays; preview=true saves nothing.',
  query: z.object({
    preview: z
      .enum(['true', 'false'])
      .default('false')
      .transform((text) => text === 'true'),
  }),
  takesBytes: true,
  response: ImportLook,
});
