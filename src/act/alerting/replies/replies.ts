import { z } from 'zod';
import { type Instant, instant, MINUTE } from '../../../kernel/instant.ts';
import type { Said } from './replytext.ts';

/** An open alert that was sent to the number an answer comes from. */
export type OpenAlert = {
  readonly org: string;
  readonly alertId: string;
  readonly deliveryId: string;
  /** What the message ended with, as `#A7K2`. */
  readonly mark: string;
  readonly acceptedAt: Instant;
  /** The person has acknowledged this alert already, on whatever way. */
  readonly acknowledged: boolean;
};

/** What an answer does. Only `acknowledges` changes anything. */
export type Meant<A extends OpenAlert> =
  | { readonly kind: 'acknowledges'; readonly alert: A }
  | { readonly kind: 'again'; readonly alert: A }
  /** About an alert that is open, but neither yes nor mark can be read in it. */
  | { readonly kind: 'unclear'; readonly alert: A }
  /** Names an alert that is not open for this number. */
  | { readonly kind: 'wrong-mark'; readonly alert: A; readonly mark: string }
  | { readonly kind: 'nothing-open' };

/** Decides what an answer means. `alerts`: those that are open for this number, the newest first; a bare yes means the newest that waits. */
export function meantBy<A extends OpenAlert>({ yes, mark }: Said, alerts: readonly A[]): Meant<A> {
  const [newest] = alerts;
  if (!newest) return { kind: 'nothing-open' };
  const named = mark === null ? undefined : alerts.find((one) => one.mark === mark);
  if (mark !== null && !named) return { kind: 'wrong-mark', alert: newest, mark };
  if (!yes) return { kind: 'unclear', alert: named ?? newest };
  const alert = named ?? alerts.find((one) => !one.acknowledged) ?? newest;
  return { kind: alert.acknowledged ? 'again' : 'acknowledges', alert };
}

/** What became of a text or mail that came in. */
export const Verdict = z.enum([
  'acknowledges',
  'again',
  'unclear',
  'wrong-mark',
  'nothing-open',
  'stranger',
  // Of mails only: it came back; a program has written it; in an attack this way acknowledges nothing.
  'bounced',
  'automatic',
  'in-attack',
  // Our own text to ourselves (selftest.ts).
  'self-test',
  // Of texts that want to open an incident (smsalarm.ts).
  'alarm-raised',
  'alarm-joined',
  'alarm-no-word',
  'alarm-no-pin',
  'alarm-wrong-pin',
  'alarm-locked',
  'alarm-not-allowed',
  'alarm-too-often',
]);
export type Verdict = z.infer<typeof Verdict>;

/** How readily something is answered. */
export type Readiness = 'always' | 'listed' | 'quiet' | 'never';

export function readinessFor(verdict: Verdict): Readiness {
  switch (verdict) {
    // Each alert is acknowledged once, a lock ends the guessing, and only so many incidents open: these come to an end by themselves.
    case 'acknowledges':
    case 'alarm-raised':
    case 'alarm-wrong-pin':
      return 'always';
    // From numbers that may open incidents: somebody is trying to get help.
    case 'alarm-joined':
    case 'alarm-no-word':
    case 'alarm-no-pin':
    case 'alarm-too-often':
      return 'listed';
    case 'again':
    case 'unclear':
    case 'wrong-mark':
    case 'nothing-open':
    case 'alarm-locked':
      return 'quiet';
    case 'stranger':
    case 'bounced':
    case 'automatic':
    case 'in-attack':
    case 'self-test':
    case 'alarm-not-allowed':
      return 'never';
  }
}

/** One answer in ten minutes and four a day to one number: two machines that answer each other must come to rest. */
const QUIET = 10 * MINUTE;
const MOST_A_DAY = 4;
const MOST_LISTED = 20;

/** Is an answer sent? `answered`: when answers of the same readiness went to this number within a day. */
export function mayAnswer(readiness: Readiness, answered: readonly Instant[], now: Instant): boolean {
  switch (readiness) {
    case 'always':
      return true;
    case 'listed':
      return answered.length < MOST_LISTED;
    case 'quiet':
      return answered.length < MOST_A_DAY && answered.every((at) => now - at >= QUIET);
    case 'never':
      return false;
  }
}

const At = z.number().int().transform(instant);

/** Something that came in, as it is kept. */
export const Reply = z.object({
  id: z.string(),
  at: At,
  way: z.enum(['sms', 'email']),
  sender: z.string(),
  /** Who that is, where somebody with this address is known. */
  name: z.string().nullable(),
  text: z.string(),
  verdict: Verdict,
  /** What it was about. */
  subject: z.string().nullable(),
  incidentId: z.string().nullable(),
  /** What was answered; null when nothing was. */
  answer: z.string().nullable(),
});
export type Reply = z.infer<typeof Reply>;

/** What of a text is kept: one line, not endless. */
export const kept = (text: string): string =>
  text
    .replaceAll(/\p{C}+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
