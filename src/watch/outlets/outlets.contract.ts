import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';

const At = z.number().int() as unknown as z.ZodType<Instant, number>;
const org = { scope: 'organisation', group: 'outlets' } as const;

/** What a badge is about. */
export const BadgeOf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check'), id: Id }),
  z.object({ kind: z.literal('group'), name: z.string().trim().min(1).max(60) }),
]);
export type BadgeOf = z.output<typeof BadgeOf>;

const Badge = z.object({ id: Id, of: BadgeOf, label: z.string(), url: z.string(), madeAt: At, madeBy: z.string() });
export type Badge = z.output<typeof Badge>;

export const listOutlets = endpoint({
  ...org,
  method: 'GET',
  path: '/outlets',
  right: 'settings.read',
  summary: 'What of the checks may be seen from outside: metrics for Prometheus, and public badges.',
  response: z.object({ metrics: z.object({ madeAt: At, madeBy: z.string() }).nullable(), metricsUrl: z.string(), badges: z.array(Badge) }),
});

export const openMetrics = endpoint({
  ...org,
  method: 'POST',
  path: '/outlets/metrics',
  right: 'settings.write',
  summary: 'Give metrics out, or change the token that opens them. The token is shown once.',
  response: z.object({ token: z.string(), url: z.string() }),
  status: 201,
});

export const closeMetrics = endpoint({
  ...org,
  method: 'DELETE',
  path: '/outlets/metrics',
  right: 'settings.write',
  summary: 'Give metrics out no longer.',
  status: 204,
});

export const addBadge = endpoint({
  ...org,
  method: 'POST',
  path: '/outlets/badges',
  right: 'settings.write',
  summary: 'Make the state of a check or a group public as a badge.',
  body: z.object({ of: BadgeOf, label: z.string().trim().min(1, 'needs a name').max(60) }),
  response: Badge,
  status: 201,
});

export const removeBadge = endpoint({
  ...org,
  method: 'DELETE',
  path: '/outlets/badges/:id',
  right: 'settings.write',
  summary: 'Take a badge back: its address answers no more.',
  params: z.object({ id: Id }),
  status: 204,
});

export const scrapeMetrics = endpoint({
  method: 'GET',
  path: '/metrics',
  scope: 'page',
  group: 'outlets',
  right: 'open',
  summary:
    'Metrics for Prometheus, of the organisation whose token comes along (`Authorization: Bearer`). Off until somebody switches it on.',
  produces: 'text/plain; version=0.0.4; charset=utf-8',
  failuresPerMinute: 30,
});

export const showBadge = endpoint({
  method: 'GET',
  path: '/badge/:token',
  scope: 'page',
  group: 'outlets',
  right: 'open',
  summary: 'The badge of a check or a group as SVG, with the moment that it is about.',
  params: z.object({ token: z.string().max(100) }),
  query: z.object({ lang: z.enum(['de', 'en']).optional().catch(undefined) }),
  produces: 'image/svg+xml; charset=utf-8',
});
