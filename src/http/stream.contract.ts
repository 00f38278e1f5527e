import { endpoint } from '../kernel/contract.ts';

/** Server-sent events: `event: changed`, `data: {"topics":["check","incident"]}`. After a reconnect, ask for everything again. */
export const stream = endpoint({
  method: 'GET',
  path: '/stream',
  scope: 'organisation',
  right: 'situation.read',
  summary: 'Stream of what changes: one event "changed" with the topics, after each commit.',
  produces: 'text/event-stream',
});
