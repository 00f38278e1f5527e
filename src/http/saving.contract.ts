import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

/** `memory`: commits are held until the disk takes them, and lost if the process ends before. `nowhere`: they are refused. */
export const NotSavingView = z.object({
  why: z.enum(['full', 'read-only', 'damaged']),
  held: z.enum(['memory', 'nowhere']),
  since: z.number().int(),
});
export type NotSavingView = z.infer<typeof NotSavingView>;

export const readSaving = endpoint({
  method: 'GET',
  path: '/saving',
  scope: 'installation',
  right: 'self',
  summary: 'Whether what is entered reaches the disk; null while it does.',
  response: z.object({ notSaving: NotSavingView.nullable() }),
});
