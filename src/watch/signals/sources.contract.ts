import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { DAY, MINUTE } from '../../kernel/instant.ts';
import { Critical, RefusalCode, SourceKind } from './source.ts';

const At = z.number().int();
const org = { scope: 'organisation' } as const;
const one = { params: z.object({ id: Id }) } as const;
const Span = z
  .number()
  .int()
  .min(MINUTE)
  .max(366 * DAY);

const Name = z.string().trim().min(1).max(100);
const Settings = z.object({
  name: Name,
  /** What a critical message means: an outage of its asset, a suspicion or a loss of data to ask about, or a line in the list. */
  critical: Critical,
  /** Ends a signal that is not repeated for so long, in ms; null = only its sender or a person ends it. */
  clearAfterMs: Span.nullable(),
  /** It is to be heard at least so often, in ms; null = its silence says nothing. */
  expectMs: Span.nullable(),
});

/** A sender as screens show it; its secret is in no answer but the one that made it. */
export const SourceView = Settings.extend({
  id: Id,
  kind: SourceKind,
  proof: z.enum(['signed', 'token']),
  /** Where it sends to. */
  url: z.string(),
  heardAt: At.nullable(),
  silent: z.boolean(),
  messages: z.number().int(),
  refusal: z.object({ at: At, code: RefusalCode }).nullable(),
  open: z.number().int(),
  createdAt: At,
  createdBy: z.string(),
});
export type SourceView = z.infer<typeof SourceView>;

export const RuleView = z.object({ pattern: z.string(), nodeId: z.string(), asset: z.string().nullable(), by: z.string(), at: At });
export type RuleView = z.infer<typeof RuleView>;

export const listSources = endpoint({
  ...org,
  method: 'GET',
  path: '/signal-sources',
  right: 'watch.read',
  summary: 'Who sends signals, when they were last heard, and what they call our assets.',
  response: z.object({ sources: z.array(SourceView), rules: z.array(RuleView) }),
});

const Made = z.object({ id: Id, url: z.string(), secret: z.string() });

export const addSource = endpoint({
  ...org,
  method: 'POST',
  path: '/signal-sources',
  right: 'watch.write',
  summary: 'Make a sender. Its secret is in this answer only.',
  body: Settings.extend({ kind: SourceKind, proof: z.enum(['signed', 'token']) }).partial({
    critical: true,
    clearAfterMs: true,
    expectMs: true,
    proof: true,
  }),
  response: Made,
  status: 201,
});

export const changeSource = endpoint({
  ...org,
  ...one,
  method: 'PUT',
  path: '/signal-sources/:id',
  right: 'watch.write',
  summary: 'Change name, meaning, and what is expected of a sender.',
  body: Settings,
  status: 204,
});

export const renewSecret = endpoint({
  ...org,
  ...one,
  method: 'POST',
  path: '/signal-sources/:id/secret',
  right: 'watch.write',
  summary: 'A new secret for a sender, in this answer only. The one before is good for another 24 hours.',
  response: Made,
});

export const removeSource = endpoint({
  ...org,
  ...one,
  method: 'DELETE',
  path: '/signal-sources/:id',
  right: 'watch.write',
  summary: 'Take nothing from a sender any more; what it opened is over. It can be brought back for 30 days.',
  status: 204,
});

export const bringSourceBack = endpoint({
  ...org,
  ...one,
  method: 'POST',
  path: '/signal-sources/:id/return',
  right: 'watch.write',
  summary: 'Bring a removed sender back, with the same secret.',
  status: 204,
});

export const removeRule = endpoint({
  ...org,
  method: 'DELETE',
  path: '/signal-rules/:pattern',
  right: 'watch.write',
  summary: 'Forget what a name means; signals keep the asset they have.',
  params: z.object({ pattern: z.string().min(1).max(300) }),
  status: 204,
});

export const addRule = endpoint({
  ...org,
  method: 'POST',
  path: '/signal-rules',
  right: 'watch.write',
  summary: 'Say which asset a name of a sender means; `*` stands for anything. Open signals without an asset follow.',
  body: z.object({ pattern: z.string().trim().min(1).max(300), nodeId: z.string().max(200) }),
  response: z.object({ moved: z.number().int() }),
});
