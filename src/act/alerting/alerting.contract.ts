import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Bilingual, Language } from '../../kernel/languages.ts';
import { AlertState, Progress, Reason } from './alerting.ts';
import { AlertMode, RecipientAddress } from './request.ts';

const At = z.number().int();
const AlertId = z.uuid();

/** One message as screens show it. Times in milliseconds UTC. */
export const DeliveryView = z.object({
  id: z.string(),
  channel: z.string(),
  address: z.string(),
  state: Progress,
  attempts: z.number().int(),
  createdAt: At,
  /** When it is tried (again); null when nothing is left to do. */
  dueAt: At.nullable(),
  /** Why the last attempt did not go. */
  reason: Reason.nullable(),
  handedOverAt: At.nullable(),
  /** When the person's own device had it, and when it stood before her eyes; null without evidence. */
  deliveredAt: At.nullable(),
  seenAt: At.nullable(),
  acknowledgedAt: At.nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const RecipientView = z.object({
  contactId: z.string(),
  name: z.string(),
  language: Language,
  addresses: z.array(RecipientAddress),
  acknowledged: z.object({ at: At, channel: z.string(), by: z.string() }).nullable(),
  deliveries: z.array(DeliveryView),
});
export type RecipientView = z.infer<typeof RecipientView>;

export const StepView = z.object({
  step: z.number().int(),
  state: z.enum(['waiting', 'fired', 'skipped', 'cancelled']),
  plannedAt: At,
  settledAt: At.nullable(),
  recipients: z.array(RecipientView),
});
export type StepView = z.infer<typeof StepView>;

export const AlertView = z.object({
  id: AlertId,
  mode: AlertMode,
  state: AlertState,
  acceptedAt: At,
  subject: Bilingual,
  text: Bilingual,
  steps: z.array(StepView),
});
export type AlertView = z.infer<typeof AlertView>;

export const alertsOfIncident = endpoint({
  method: 'GET',
  path: '/incidents/:id/alerts',
  scope: 'organisation',
  right: 'act.read',
  summary:
    'The alerts of an incident: who was reached how, newest alert first. "handed-over" means taken by the next system; "delivered" and "seen" are said with evidence only.',
  params: z.object({ id: z.uuid() }),
  response: z.object({ alerts: z.array(AlertView) }),
});

export const sendAgain = endpoint({
  method: 'POST',
  path: '/alerts/:id/repetitions',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Send the alert again to people of the steps so far who have not acknowledged: to those named, or to all.',
  params: z.object({ id: AlertId }),
  body: z.object({ contactIds: z.array(z.string().max(200)).max(1000).optional() }),
  response: z.object({ messages: z.number().int() }),
});

export const acknowledgeByPhone = endpoint({
  method: 'POST',
  path: '/alerts/:id/acknowledgements',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Note that somebody has acknowledged on the telephone. It counts like her own acknowledgement.',
  params: z.object({ id: AlertId }),
  body: z.object({ contactId: z.string().max(200) }),
  response: z.object({ acknowledged: z.boolean() }),
});

export const acknowledgeMine = endpoint({
  method: 'POST',
  path: '/alerts/:id/own-acknowledgement',
  scope: 'organisation',
  right: 'act.own',
  summary: "Acknowledge an alert of one's own: the caller is the recipient who has the e-mail address of her account.",
  params: z.object({ id: AlertId }),
  response: z.object({ acknowledged: z.boolean() }),
});

const Token = z.object({ token: z.string().min(1).max(100) });
const PAGE = 'text/html; charset=utf-8';

export const showLink = endpoint({
  method: 'GET',
  path: '/a/:token',
  group: 'alerts',
  scope: 'page',
  right: 'open',
  summary: 'The page of a link in an alert. It only shows: mail filters open links.',
  params: Token,
  produces: PAGE,
});

const ScreenToken = z.object({ token: z.string().regex(/^[\w-]{32,64}$/) });

export const showScreen = endpoint({
  method: 'GET',
  path: '/w/:token',
  group: 'alerts',
  scope: 'page',
  right: 'open',
  summary: 'The page of a screen in the house: alerts, large and with sound. Nothing can be done on it.',
  params: ScreenToken,
  produces: PAGE,
});

export const streamScreen = endpoint({
  method: 'GET',
  path: '/w/:token/stream',
  group: 'alerts',
  scope: 'page',
  right: 'open',
  summary: 'What a screen in the house shows, as server-sent events: `event: state` with the alerts, whenever they change.',
  params: ScreenToken,
  produces: 'text/event-stream',
});

export const tellEvidence = endpoint({
  method: 'POST',
  path: '/a/:token/:evidence',
  group: 'alerts',
  scope: 'page',
  right: 'open',
  summary: "Evidence of the person's own device: it has the message (`delivered`), or its page stands in the foreground (`seen`).",
  params: Token.extend({ evidence: z.enum(['delivered', 'seen']) }),
});

export const pressLink = endpoint({
  method: 'POST',
  path: '/a/:token',
  group: 'alerts',
  scope: 'page',
  right: 'open',
  summary: 'The button on the page of an alert: acknowledges it.',
  params: Token,
  produces: PAGE,
});
