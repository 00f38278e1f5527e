import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { ComponentKey } from './statuspage.ts';
import type { PublicWords } from './words.ts';

const At = z.number().transform((ms): Instant => instant(ms));

/** What a message says about where things stand. `resolved` ends the disruption. */
export const Phase = z.enum(['investigating', 'identified', 'watching', 'resolved']);
export type Phase = z.infer<typeof Phase>;

/** As it was said: what goes out by the emergency website was checked there, by its own measure. */
const Said = z.object({ de: z.string(), en: z.string().nullable() });

/** What was said to the public, and when. Who wrote it stays in the house. */
export const PublicMessage = z.object({ id: Id, at: At, phase: Phase, text: Said, by: z.string() });
export type PublicMessage = z.infer<typeof PublicMessage>;

/** A disruption as the public is told of it. It is written for outsiders, and holds nothing of the incident behind it but its id. */
export const PublicIncident = z.object({
  version: z.literal(1),
  id: Id,
  title: Said,
  /** Keys of the components that it is about; empty = not said. */
  components: z.array(ComponentKey).max(30),
  from: At,
  until: At.nullable(),
  /** The emergency website brings its messages along. */
  source: z.enum(['person', 'emergency']),
  incidentId: Id.nullable(),
  messages: z.array(PublicMessage),
  removed: z.object({ at: At, by: z.string() }).nullable(),
});
export type PublicIncident = z.infer<typeof PublicIncident>;

type Begin = Pick<PublicIncident, 'id' | 'title' | 'components' | 'from' | 'source' | 'incidentId'>;

export const begun = (begin: Begin): PublicIncident => ({ version: 1, ...begin, until: null, messages: [], removed: null });

const MOST_MESSAGES = 100;

export type SayRefusal = 'ended' | 'removed' | 'too-many' | 'unknown-message';

/** Another message; `resolved` ends it at this moment. What has ended stays ended: a new disruption is a new one. */
export function said(incident: PublicIncident, message: PublicMessage): Result<PublicIncident, SayRefusal> {
  if (incident.removed !== null) return err('removed');
  if (incident.until !== null) return err('ended');
  if (incident.messages.length >= MOST_MESSAGES) return err('too-many');
  const until = message.phase === 'resolved' ? message.at : null;
  return ok({ ...incident, until, messages: [...incident.messages, message] });
}

/** Other words for a message that was wrong; when it was said stays. */
export function reworded(incident: PublicIncident, id: Id, text: PublicWords): Result<PublicIncident, SayRefusal> {
  if (incident.removed !== null) return err('removed');
  if (!incident.messages.some((one) => one.id === id)) return err('unknown-message');
  return ok({ ...incident, messages: incident.messages.map((one) => (one.id === id ? { ...one, text } : one)) });
}
