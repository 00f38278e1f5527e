import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Reason } from '../alerting.ts';
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

const Settings = z.record(z.string(), z.unknown());

/** The mailbox of answers as it is set up; the password never comes out. */
export const MailboxView = z.object({
  settings: Settings,
  secretsSet: z.array(z.string()),
  lookedAt: z.number().int().nullable(),
  trouble: z.object({ since: z.number().int(), reason: Reason }).nullable(),
});
export type MailboxView = z.infer<typeof MailboxView>;

export const readReplyMailbox = endpoint({
  method: 'GET',
  path: '/reply-mailbox',
  scope: 'organisation',
  right: 'settings.read',
  summary: 'The mailbox that answers to alert mails come to, with the schema of its settings; null where none is set up.',
  response: z.object({ mailbox: MailboxView.nullable(), schema: z.record(z.string(), z.unknown()) }),
});

export const putReplyMailbox = endpoint({
  method: 'PUT',
  path: '/reply-mailbox',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Set up or change the mailbox of answers. A password left out stays, unless it would be sent somewhere else than before.',
  body: z.object({ settings: Settings }),
  status: 204,
});

export const removeReplyMailbox = endpoint({
  method: 'DELETE',
  path: '/reply-mailbox',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Read no more answers by mail; the password is deleted.',
  status: 204,
});
