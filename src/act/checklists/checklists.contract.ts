import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Item, Operation } from './checklists.ts';

export const StandingItem = Item.extend({
  done: z.object({ by: z.string(), at: z.number() }).nullable(),
  takenBy: z.string().nullable(),
  locked: z.boolean(),
});

/** The list and what it is made of, so that a phone can go on with it by itself. */
export const Checklist = z.object({
  items: z.array(Item),
  operations: z.array(Operation),
  restoreLocked: z.boolean(),
  standing: z.array(StandingItem),
});
export type Checklist = z.infer<typeof Checklist>;

const params = z.object({ id: Id });

export const readChecklist = endpoint({
  method: 'GET',
  path: '/incidents/:id/checklist',
  scope: 'organisation',
  right: 'act.own',
  summary: 'The live checklist of an incident.',
  params,
  response: Checklist,
});

export const operateChecklist = endpoint({
  method: 'POST',
  path: '/incidents/:id/checklist/operations',
  scope: 'organisation',
  right: 'act.own',
  summary: 'Deliver operations, also late and more than once: each is kept exactly once. Gives the list as it stands after.',
  params,
  body: z.object({ operations: z.array(Operation).min(1).max(500) }),
  response: Checklist,
});
