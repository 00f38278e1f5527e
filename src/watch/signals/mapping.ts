import type { z } from 'zod';
import { type Instant, instant } from '../../kernel/instant.ts';
import type { Report } from './signal.ts';

/** How the messages of one kind of sender are read. `shape` is strict about what the reading rests on and open about the rest. */
export type Mapping<T> = {
  readonly kind: string;
  readonly shape: z.ZodType<T>;
  /** May be empty: a message that is understood and concerns nobody. */
  readonly reports: (message: T) => readonly Report[];
};

/** A mapping with its shape hidden: null when the message is not of this kind. */
export type KnownMapping = { readonly kind: string; readonly read: (message: unknown) => readonly Report[] | null };

export const known = <T>({ kind, shape, reports }: Mapping<T>): KnownMapping => ({
  kind,
  read: (message) => {
    const parsed = shape.safeParse(message);
    return parsed.success ? reports(parsed.data) : null;
  },
});

const LONGEST_TITLE = 300;

/** A title from a stranger: one line, no control characters, not endless. */
export const titleOf = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TITLE);

/** The names that say something, each once, in their order. */
export const namesOf = (...names: readonly (string | null | undefined)[]): string[] => [
  ...new Set(names.map((name) => titleOf(name ?? '')).filter((name) => name !== '')),
];

/** Reads a time with its offset, also `-0600` without a colon (Suricata, Wazuh 4); null for a time without offset: whose clock is not known. */
export function timeOf(text: string | null | undefined): Instant | null {
  if (!text || !/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const ms = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isFinite(ms) ? instant(ms) : null;
}

/** What of a message each of its reports rests on: a list's own item where there is one for each report, else the whole message. */
export function restsOn(message: unknown, reports: readonly Report[]): readonly unknown[] {
  const inside = typeof message === 'object' && message !== null && 'alerts' in message ? message.alerts : message;
  return Array.isArray(inside) && inside.length === reports.length ? inside : reports.map(() => message);
}
