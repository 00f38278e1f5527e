import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Bilingual, Language } from '../../kernel/languages.ts';
import { DeliveryState, Reason } from './alerting.ts';

const At = z.number().int();
const Settings = z.record(z.string(), z.unknown());

/** A kind of channel that can be set up; `schema` is the JSON schema of its settings, from which the form is drawn. */
export const ChannelKind = z.object({
  kind: z.string(),
  /** Can be added; else it only works where it is set up. */
  offered: z.boolean(),
  label: Bilingual,
  hint: Bilingual,
  withoutInternet: z.object({ answer: z.enum(['yes', 'no', 'depends']), sentence: Bilingual }),
  withoutCloud: z.object({ answer: z.enum(['yes', 'no', 'depends']), sentence: Bilingual }),
  shares: z.object({ answer: z.enum(['own-mail', 'own-login', 'nothing']), sentence: Bilingual }),
  /** What is looked at without sending, and what is not. */
  watched: Bilingual,
  reaches: z.string(),
  schema: z.record(z.string(), z.unknown()),
});
export type ChannelKind = z.infer<typeof ChannelKind>;

/** A channel that is set up. Secrets never come out; `secretsSet` names those that are there. */
export const ChannelView = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  settings: Settings,
  secretsSet: z.array(z.string()),
  trouble: z.object({ since: At, reason: Reason }).nullable(),
  lookedAt: At.nullable(),
});
export type ChannelView = z.infer<typeof ChannelView>;

const Id = z.object({ id: z.uuid() });
const Name = z.string().trim().min(1).max(100);

export const listChannelKinds = endpoint({
  method: 'GET',
  path: '/channel-kinds',
  scope: 'organisation',
  right: 'settings.read',
  summary: 'The kinds of alert channels, with the schema of their settings.',
  response: z.object({ kinds: z.array(ChannelKind) }),
});

export const listChannels = endpoint({
  method: 'GET',
  path: '/channels',
  scope: 'organisation',
  right: 'settings.read',
  summary: 'The alert channels in the order in which they are tried, without their secrets.',
  response: z.object({ channels: z.array(ChannelView) }),
});

export const addChannel = endpoint({
  method: 'POST',
  path: '/channels',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Set up an alert channel.',
  body: z.object({ kind: z.string().max(40), name: Name, settings: Settings }),
  response: ChannelView,
  status: 201,
});

export const changeChannel = endpoint({
  method: 'PUT',
  path: '/channels/:id',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Change an alert channel. Secrets that are left out stay as they are, unless they would be sent somewhere else than before.',
  params: Id,
  body: z.object({ name: Name, settings: Settings }),
  response: ChannelView,
});

export const removeChannel = endpoint({
  method: 'DELETE',
  path: '/channels/:id',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Remove an alert channel with its secrets.',
  params: Id,
  status: 204,
});

export const testChannel = endpoint({
  method: 'POST',
  path: '/channels/:id/tests',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Send a test message to an address by this very channel.',
  params: Id,
  body: z.object({ address: z.string().trim().min(3).max(500), language: Language }),
  response: z.object({ alertId: z.uuid() }),
  status: 202,
});

/** How a test went so far. */
export const TestView = z.object({
  alertId: z.uuid(),
  at: At,
  name: z.string(),
  channel: z.string(),
  address: z.string(),
  state: DeliveryState,
  attempts: z.number().int(),
  reason: Reason.nullable(),
  handedOverAt: At.nullable(),
  acknowledgedAt: At.nullable(),
});
export type TestView = z.infer<typeof TestView>;

export const readTest = endpoint({
  method: 'GET',
  path: '/alert-tests/:id',
  scope: 'organisation',
  right: 'settings.read',
  summary: 'How a test went: handed over, acknowledged, or why not.',
  params: Id,
  response: z.object({ messages: z.array(TestView) }),
});

export const testContacts = endpoint({
  method: 'POST',
  path: '/alert-tests',
  scope: 'organisation',
  right: 'act.lead',
  summary: 'Send a test alert to contacts on all their channels: to those named, or to all.',
  body: z.object({ contactIds: z.array(z.uuid()).max(1000).optional() }),
  response: z.object({ alertId: z.uuid(), messages: z.number().int() }),
  status: 202,
});

/** What is known about one way to one contact. Only an acknowledgement proves that it works. */
export const WayView = z.object({
  channel: z.string(),
  address: z.string(),
  /** A channel of this kind is set up. */
  channelThere: z.boolean(),
  acknowledgedAt: At.nullable(),
  last: z.object({ at: At, state: DeliveryState, reason: Reason.nullable() }).nullable(),
});
export type WayView = z.infer<typeof WayView>;

export const readAlertReadiness = endpoint({
  method: 'GET',
  path: '/alert-readiness',
  scope: 'organisation',
  right: 'act.read',
  summary: 'Per contact and way: the last acknowledged message and how the last one went; and how far the links in messages lead.',
  response: z.object({
    contacts: z.array(
      z.object({
        contactId: z.string(),
        name: z.string(),
        ways: z.array(WayView),
        phones: z.array(z.string()),
        /** Why this contact cannot be relied on; null when an acknowledgement of the last half year proves it. */
        unready: z.enum(['no-way', 'impossible', 'never', 'stale', 'absent']).nullable(),
      }),
    ),
    /** `anywhere`: a public address is configured. `house`: links work in the house only. `machine`: only on the server itself. */
    links: z.enum(['anywhere', 'house', 'machine']),
    base: z.string(),
  }),
});

export const exportAlertReadiness = endpoint({
  method: 'GET',
  path: '/alert-readiness.csv',
  scope: 'organisation',
  right: 'act.read',
  summary: 'Who can be reached, as CSV: one line per contact and way.',
  produces: 'text/csv; charset=utf-8',
});
