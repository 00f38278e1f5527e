import type { Id } from '../../kernel/id.ts';
import type { ContentKind, Contents, Facts } from './entry.ts';

/** A line to be written. `occurredAt` in milliseconds; now when left out. */
export type Note = { readonly kind: ContentKind; readonly payload: Contents; readonly occurredAt?: number };

/** A line that krisenfest writes by itself: the sentence for people, the event and its facts for machines. */
export const systemNote = (event: string, text: string, facts: Facts = {}): Note => ({
  kind: 'system',
  payload: { author: { id: null, name: 'krisenfest' }, text, event, facts },
});

/** A decision that a person made through the interface. */
export const decisionNote = (
  event: string,
  text: string,
  by: { readonly id: Id | null; readonly name: string },
  reason?: string,
): Note => ({
  kind: 'decision',
  payload: { author: { id: by.id, name: by.name || '?' }, text, event, ...(reason === undefined ? {} : { reason }) },
});
