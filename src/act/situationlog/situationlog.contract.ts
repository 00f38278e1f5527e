import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { ContentKind, LogLine } from './entry.ts';

const params = z.object({ id: Id });

export const readLogLines = endpoint({
  method: 'GET',
  path: '/incidents/:id/log',
  scope: 'organisation',
  right: 'act.read',
  summary: 'Lines of the situation log after a number, in order.',
  params,
  query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(500) }),
  response: z.object({ lines: z.array(LogLine), count: z.number() }),
});

export const writeLogLine = endpoint({
  method: 'POST',
  path: '/incidents/:id/log',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Write a line. What happened earlier is entered with its own time and marked as entered late.',
  params,
  body: z.object({
    kind: ContentKind.exclude(['system']),
    text: z.string().trim().min(1).max(20_000),
    reason: z.string().trim().min(1).max(20_000).optional(),
    /** The hash of the line's entry that this one corrects. */
    corrects: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    occurredAt: z.number().int().optional(),
  }),
  response: LogLine,
  status: 201,
});

export const exportLogFile = endpoint({
  method: 'GET',
  path: '/incidents/:id/log/export',
  scope: 'organisation',
  right: 'act.read',
  summary: 'The whole log as JSON Lines, which anyone can check with `krisenfest verify` or by docs/log-format.md.',
  params,
  produces: 'application/jsonl; charset=utf-8',
});
