import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { CheckInput, Removed } from './checks.contract.ts';

const { group, tags, intervalMs } = CheckInput.shape;

/** What is done with several checks at once. Durations in ms. */
export const Deed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('interval'), intervalMs: intervalMs.unwrap() }),
  z.object({ kind: z.literal('group'), group: group.unwrap() }),
  z.object({ kind: z.literal('tags'), add: tags, drop: tags }),
  /** A maintenance window from now on. */
  z.object({
    kind: z.literal('maintenance'),
    name: z.string().trim().min(1).max(120),
    forMs: z
      .int()
      .min(60_000)
      .max(30 * 86_400_000),
  }),
  z.object({ kind: z.literal('remove') }),
  /** Brings back what was deleted less than a day ago. */
  z.object({ kind: z.literal('bring-back') }),
]);
export type Deed = z.output<typeof Deed>;

export const changeMany = endpoint({
  method: 'POST',
  path: '/checks/many',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Do one thing with several checks, in one go: all of it or nothing. Gives the ids that were changed.',
  body: z.object({ ids: z.array(Id).min(1, 'choose at least one check').max(2000), deed: Deed }),
  response: z.object({ changed: z.array(Id) }),
});

export const listRemoved = endpoint({
  method: 'GET',
  path: '/checks/removed',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Checks that were deleted less than a day ago and can be brought back.',
  response: z.object({ removed: z.array(Removed) }),
});
