import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';

/** 1 MB: a thousand alerts in one message. */
export const LARGEST_MESSAGE = 1 << 20;

export const takeSignals = endpoint({
  method: 'POST',
  path: '/in/:source',
  scope: 'page',
  right: 'open',
  summary:
    'A message of a sender, in its own form, at most 1 MB. Proof: Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`), or `Authorization: Bearer` with the token, as the source is set up. A `webhook-id` counts once. Answered after it was written down.',
  params: z.object({ source: z.string().min(1).max(100) }),
  takesStream: true,
  failuresPerMinute: 120,
  response: z.object({ taken: z.number().int(), repeated: z.boolean() }),
});
