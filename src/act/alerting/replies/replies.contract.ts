import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Verdict } from './replies.ts';

/** Something that came in, as screens show it. Times in milliseconds UTC. */
export const ReplyView = z.object({
  id: z.string(),
  at: z.number().int(),
  way: z.enum(['sms', 'email']),
  sender: z.string(),
  name: z.string().nullable(),
  text: z.string(),
  verdict: Verdict,
  subject: z.string().nullable(),
  incidentId: z.string().nullable(),
  answer: z.string().nullable(),
});
export type ReplyView = z.infer<typeof ReplyView>;

export const listReplies = endpoint({
  method: 'GET',
  path: '/replies',
  scope: 'organisation',
  right: 'act.read',
  summary: 'What has come in by text message and mail, newest first, at most 500: from whom, what it did, and what was answered.',
  response: z.object({ replies: z.array(ReplyView) }),
});

export const exportReplies = endpoint({
  method: 'GET',
  path: '/replies.csv',
  scope: 'organisation',
  right: 'act.read',
  summary: 'What has come in, as CSV.',
  produces: 'text/csv; charset=utf-8',
});
