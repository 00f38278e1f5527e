import { z } from 'zod';

const Text = z.string().max(2000);
const count = z.number().int().nonnegative();
/** Milliseconds since 1970. */
const At = z.number().int();

/** What became of a mail that was sent to see whether it arrives. Durations in ms. */
export const MailDetail = z.discriminatedUnion('code', [
  z.object({ code: z.literal('mail-arrived'), tookMs: count }),
  /** It came, but could not be taken out of the mailbox again. */
  z.object({ code: z.literal('mail-left'), tookMs: count, says: Text }),
  z.object({ code: z.literal('mail-late'), tookMs: count, mostMs: count }),
  z.object({ code: z.literal('mail-lost'), sentAt: At, mostMs: count }),
  z.object({ code: z.literal('mail-refused'), step: z.enum(['login', 'sender', 'recipient', 'message']), says: Text }),
  z.object({ code: z.literal('mail-no-login') }),
  z.object({ code: z.literal('mailbox-refused'), step: z.enum(['login', 'folder']), says: Text }),
  z.object({
    code: z.literal('mail-server'),
    side: z.enum(['smtp', 'imap']),
    host: Text,
    problem: z.enum([
      'refused',
      'unreachable',
      'closed',
      'name-not-found',
      'starttls-missing',
      'bad-answer',
      'tls-failed',
      'server-refuses',
    ]),
  }),
  // Nothing can be said yet.
  z.object({ code: z.literal('mail-under-way'), sentAt: At }),
]);
export type MailDetail = z.infer<typeof MailDetail>;

const CODES: ReadonlySet<string> = new Set(MailDetail.options.map(({ shape }) => shape.code.value));
export const isMailDetail = (detail: { readonly code: string }): detail is MailDetail => CODES.has(detail.code);
