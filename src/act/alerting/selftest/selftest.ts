import { z } from 'zod';
import { DAY, duration, HOUR, type Instant, instant, MINUTE, plus } from '../../../kernel/instant.ts';

/** `waiting`: sent, not yet heard. `passed`: it came back. `failed`: it did not come back in time. */
export const SelfTestState = z.enum(['waiting', 'passed', 'failed']);
export type SelfTestState = z.infer<typeof SelfTestState>;

/** Where the test of a modem stands. */
export type SelfTest = {
  readonly state: SelfTestState;
  /** What the text carries, so that it is known when it comes back. */
  readonly code: string;
  /** When something is to be done: give up waiting, or test again. */
  readonly dueAt: Instant;
  readonly sentAt: Instant | null;
  /** When it last came back. */
  readonly heardAt: Instant | null;
};

const EVERY = duration(7 * DAY);
/** Networks deliver a text within seconds; after this something is wrong. */
const PATIENCE = duration(15 * MINUTE);
const AGAIN_AFTER = duration(6 * HOUR);

/** What a worker does with a modem's test now; `since` is the last test, null where there was none. */
export function dueOf(test: SelfTest | undefined, now: Instant): 'send' | 'give-up' | 'nothing' {
  if (!test) return 'send';
  if (test.dueAt > now) return 'nothing';
  return test.state === 'waiting' ? 'give-up' : 'send';
}

export const sent = (before: SelfTest | undefined, code: string, now: Instant): SelfTest => ({
  state: 'waiting',
  code,
  dueAt: plus(now, PATIENCE),
  sentAt: now,
  heardAt: before?.heardAt ?? null,
});

/** It did not come back: tried again after six hours, until it does. */
export const givenUp = (test: SelfTest, now: Instant): SelfTest => ({ ...test, state: 'failed', dueAt: plus(now, AGAIN_AFTER) });

/** It came back, late or in time; the next is due a week after it was sent. */
export const cameBack = (test: SelfTest, now: Instant): SelfTest => ({
  ...test,
  state: 'passed',
  dueAt: instant((test.sentAt ?? now) + EVERY),
  heardAt: now,
});

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Six letters out of random bytes. */
export const codeOf = (bytes: Uint8Array): string => Array.from(bytes.slice(0, 6), (byte) => LETTERS[byte % LETTERS.length]).join('');

export const selfTestText = (code: string): string => `krisenfest Selbsttest ${code}`;

/** The code in a text that came in; undefined when it is no self-test. */
export const codeIn = (text: string): string | undefined => /^krisenfest Selbsttest ([2-9A-HJ-NP-Z]{6})$/.exec(text.trim())?.[1];
