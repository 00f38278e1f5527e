import { z } from 'zod';
import { Bilingual, Language } from '../../kernel/languages.ts';

/**
 * `actual`: Ernstfall. `exercise`: Übung, with the word ÜBUNG on everything that leaves the house. `test`: nothing has
 * happened at all, somebody wants to know whether a message arrives.
 */
export const AlertMode = z.enum(['actual', 'exercise', 'test']);
export type AlertMode = z.infer<typeof AlertMode>;

/** A way to a person. `phone` has no channel yet: people ring it themselves. Kinds of later versions are kept and left alone. */
export const RecipientAddress = z.object({ kind: z.string(), value: z.string() });
export type RecipientAddress = z.infer<typeof RecipientAddress>;

/** Whom to alert, as she was when the alert was accepted. */
export const Recipient = z.object({
  contactId: z.string(),
  name: z.string(),
  language: Language,
  addresses: z.array(RecipientAddress),
});
export type Recipient = z.infer<typeof Recipient>;

/** What an alert belongs to and ends with. `page`: something that is no incident (yet). A test belongs to itself. */
export const AlertSource = z.object({ kind: z.enum(['incident', 'page', 'test']), id: z.string() });
export type AlertSource = z.infer<typeof AlertSource>;

/**
 * What the alerting is asked to do: in which mode, with what words, whom, in which order. Step 1 goes out at once (or after
 * its delay), each further one only when nobody has acknowledged by then. Delays in ms after acceptance.
 */
export const AlertRequest = z.object({
  source: AlertSource,
  mode: AlertMode,
  subject: Bilingual,
  text: Bilingual,
  steps: z
    .array(z.object({ delayMs: z.number().int().min(0), recipients: z.array(Recipient) }))
    .min(1)
    .max(60),
  /** So many people must acknowledge before the steps stop. */
  needed: z.number().int().min(1).default(1),
});
export type AlertRequest = z.infer<typeof AlertRequest>;
