import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';
import { Bilingual } from '../../../kernel/languages.ts';

const At = z.number().int();

export const ConcernView = z.object({
  id: Id,
  title: Bilingual,
  detail: Bilingual,
  openedAt: At,
  clearedAt: At.nullable(),
  signals: z.number().int(),
  course: z.enum(['page', 'wait', 'covered']),
  woke: z.boolean(),
  /** When it goes out; null once it has, or never does. */
  dueAt: At.nullable(),
  pagedAt: At.nullable(),
  calledFalseBy: z.string().nullable(),
  because: Bilingual,
});
export type ConcernView = z.infer<typeof ConcernView>;

export const readPaging = endpoint({
  method: 'GET',
  path: '/pages',
  scope: 'organisation',
  right: 'act.read',
  summary: 'What people were told of in the last 30 days besides incidents, why they were woken or not, and what to loosen.',
  response: z.object({
    concerns: z.array(ConcernView),
    woken: z.number().int(),
    proposals: z.array(z.object({ cause: z.string(), title: Bilingual, times: z.number().int(), people: z.array(z.string()) })),
  }),
});

export const callFalse = endpoint({
  method: 'POST',
  path: '/pages/:id/false-alarm',
  scope: 'organisation',
  right: 'act.own',
  summary: 'Say that nobody would have had to be woken for this.',
  params: z.object({ id: Id }),
  status: 204,
});
