import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { RestoreOutcome, RestoreSettings } from './restores.ts';

const base = { scope: 'organisation', params: z.object({ id: Id }) } as const;
const At = z.number().int();

export const RestoreTestView = z.object({
  /** Null: no restore test is set up for this check. */
  settings: RestoreSettings.nullable(),
  /** When it runs next; null while it runs, and when none is set up. */
  dueAt: At.nullable(),
  running: z.boolean(),
  /** The newest first, at most twelve. */
  runs: z.array(z.object({ at: At, outcome: RestoreOutcome })),
});
export type RestoreTestView = z.output<typeof RestoreTestView>;

export const readRestoreTest = endpoint({
  ...base,
  method: 'GET',
  path: '/checks/:id/restore-test',
  right: 'watch.read',
  summary: 'The restore test of a backup check with its last runs.',
  response: RestoreTestView,
});

export const putRestoreTest = endpoint({
  ...base,
  method: 'PUT',
  path: '/checks/:id/restore-test',
  right: 'watch.write',
  summary: 'Set up or change the restore test of a backup check.',
  body: RestoreSettings,
  status: 204,
});

export const removeRestoreTest = endpoint({
  ...base,
  method: 'DELETE',
  path: '/checks/:id/restore-test',
  right: 'watch.write',
  summary: 'Take the restore test away; its runs stay as long as the check.',
  status: 204,
});

export const runRestoreTest = endpoint({
  ...base,
  method: 'POST',
  path: '/checks/:id/restore-test/run',
  right: 'watch.write',
  summary: 'Restore a sample now, beside the schedule.',
  status: 204,
});
