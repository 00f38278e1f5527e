import { z } from 'zod';
import { HOUR, type Instant, instant } from '../../../kernel/instant.ts';
import { readReply } from '../replies/replytext.ts';

/** As somebody types it under stress: small or large, `UEBUNG` for `Übung`. */
export const folded = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]/g, '');

/** A word that opens an incident. */
export const AlarmWord = z.object({
  word: z
    .string()
    .trim()
    .regex(/^[\p{L}][\p{L}\d-]{1,19}$/u, 'must be one word of 2 to 20 letters')
    .refine((word) => !readReply(word, new Set()).yes, 'means yes in an answer to an alert'),
  title: z.string().trim().min(1).max(100),
  mode: z.enum(['actual', 'exercise']),
  planId: z.uuid().nullable(),
});
export type AlarmWord = z.infer<typeof AlarmWord>;

export const Sender = z.object({ name: z.string().trim().min(1).max(100), number: z.string() });
export type Sender = z.infer<typeof Sender>;

/** What the firm has decided about opening incidents by text message; the PIN lies sealed beside it. */
export const SmsAlarm = z.object({
  version: z.literal(1).default(1),
  on: z.boolean().default(false),
  senders: z.array(Sender).max(50).default([]),
  words: z
    .array(AlarmWord)
    .min(1)
    .max(20)
    .refine((words) => new Set(words.map(({ word }) => folded(word))).size === words.length, 'two words are the same')
    .default([{ word: 'ALARM', title: 'Alarm per SMS', mode: 'actual', planId: null }]),
  /** Wrong PINs from before do not count any more. */
  unlockedAt: z.number().int().transform(instant).default(instant(0)),
});
export type SmsAlarm = z.infer<typeof SmsAlarm>;

export const Pin = z.string().regex(/^\d{4,12}$/, 'must be 4 to 12 digits');

/** A text that wants to open an incident: `ALARM 4711 Server verschlüsselt`; word and PIN in either order. */
export type Asked = { readonly word: AlarmWord | null; readonly pin: string | null; readonly rest: string };

/** Reads a text as a wish to open an incident: whether it is one depends on who sends it. */
export function readAlarm(text: string, words: readonly AlarmWord[]): Asked {
  const tokens = text.trim().split(/\s+/).filter(Boolean);
  const head = tokens.slice(0, 2);
  const at = head.findIndex((token) => words.some(({ word }) => folded(word) === folded(token)));
  const pinAt = head.findIndex((token, n) => n !== at && Pin.safeParse(token.replaceAll(/[.,:;]/g, '')).success);
  const word = at < 0 ? null : (words.find((one) => folded(one.word) === folded(tokens[at] ?? '')) ?? null);
  const rest = tokens.filter((_, n) => n !== at && n !== pinAt).join(' ');
  return { word, pin: pinAt < 0 ? null : (tokens[pinAt]?.replaceAll(/[.,:;]/g, '') ?? null), rest };
}

/** So many wrong PINs of one sender, and of all together, lock for a day or until the owner unlocks. */
export const WRONG_OF_ONE = 3;
export const WRONG_OF_ALL = 9;
export const LOCKED_FOR = 24 * HOUR;
/** So many incidents an hour; more is a fault or a prank. */
const MOST_AN_HOUR = 3;

export type Circumstances = {
  /** The sender stands in the list. */
  readonly listed: boolean;
  readonly pinRight: boolean;
  /** Wrong PINs within the time of the lock, of this sender and of all. */
  readonly wrong: { readonly own: number; readonly all: number };
  readonly openedLately: number;
  /** An incident that was opened by the same word lately goes on. */
  readonly running: boolean;
};

export type Decision =
  | 'alarm-raised'
  | 'alarm-joined'
  | 'alarm-no-word'
  | 'alarm-no-pin'
  | 'alarm-wrong-pin'
  | 'alarm-locked'
  | 'alarm-not-allowed'
  | 'alarm-too-often';

export const isLocked = ({ own, all }: Circumstances['wrong']): boolean => own >= WRONG_OF_ONE || all >= WRONG_OF_ALL;

/** Decides what a text that wants to open an incident does. A right PIN opens no lock: else the lock would help guessing. */
export function decide(asked: Asked, { listed, pinRight, wrong, openedLately, running }: Circumstances): Decision {
  if (!listed) return 'alarm-not-allowed';
  if (isLocked(wrong)) return 'alarm-locked';
  if (asked.pin === null) return 'alarm-no-pin';
  if (!pinRight) return 'alarm-wrong-pin';
  if (asked.word === null) return 'alarm-no-word';
  if (running) return 'alarm-joined';
  return openedLately >= MOST_AN_HOUR ? 'alarm-too-often' : 'alarm-raised';
}

/** What of the time of the lock is left, for screens. */
export const lockedUntil = (last: Instant): Instant => instant(last + LOCKED_FOR);

/** Hides the PIN in what is kept of a text, wherever somebody has typed it. */
export const withoutPins = (text: string, pins: readonly string[]): string =>
  pins.reduce((hidden, pin) => hidden.replaceAll(pin, '••••'), text);
