import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AlertMode } from '../request.ts';
import { ageOf, codeOf, filesOf } from './spool.ts';

/** A message of ours in a folder of gammu-smsd, by its name. */
const OURS = /^OUT[A-Z]\d{8}_\d{6}_(\d\d)_.*_([0-9a-f]{32})\.txt/;

export const keyIn = (name: string): string | undefined => OURS.exec(name)?.[2];
/** How often it was put behind the others. */
export const turnsOf = (name: string): number => Number(OURS.exec(name)?.[1] ?? 0);

const pad = (value: number) => String(value).padStart(2, '0');
const stamp = (ms: number): string => {
  const at = new Date(ms);
  const day = `${at.getUTCFullYear()}${pad(at.getUTCMonth() + 1)}${pad(at.getUTCDate())}`;
  return `${day}_${pad(at.getUTCHours())}${pad(at.getUTCMinutes())}${pad(at.getUTCSeconds())}`;
};

/**
 * `OUTA20261124_090000_00_+494315550199_<key>.txt` (gammu-smsd-files(7)): A goes before Z, then the time. Every attempt of a
 * message has the same name, so that a repetition replaces what still lies there.
 */
export const spoolName = (number: string, { key, mode }: { readonly key: string; readonly mode: AlertMode }, createdAt: number): string =>
  `OUT${mode === 'actual' ? 'A' : 'M'}${stamp(createdAt)}_00_${number}_${key}.txt`;

/** The same message behind all that are there now. */
export const requeued = (name: string, now: number): string =>
  name.replace(/^(OUT[A-Z])\d{8}_\d{6}_\d\d/, `$1${stamp(now)}_${pad(Math.min(99, turnsOf(name) + 1))}`);

/** Longer than the parts of a long text take; with looks every 20 s the next one has its turn within a minute. */
const HOLDS_UP_MS = 30_000;
export const MOST_TURNS = 3;
/** The last letter of all: what is given up lies behind everything until it is taken away. */
const GIVEN_UP = 'OUTZ';

/** The message that is first in an outbox, and since when. */
const firsts = new Map<string, { readonly name: string; readonly since: number }>();

const unlessGone = (error: unknown): void => {
  if (codeOf(error) !== 'ENOENT') throw error;
};

/**
 * gammu-smsd of Debian 12 tries the first file by name until it goes, whatever MaxRetries says (gammu #462, mended after 1.42): a number
 * that the network refuses would hold up everybody behind it. So a message of ours that stays first goes behind the others, and is given
 * up after some turns if the modem has sent another since. Gives the keys of those given up; each is told by two looks, because what was
 * told by one may not have been saved.
 */
export async function keepMoving(outbox: string, sent: string | undefined, now: number): Promise<string[]> {
  const all = (await filesOf(outbox, /^OUT/, now)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const over = all.filter(({ name }) => name.startsWith(GIVEN_UP) && OURS.test(name));
  for (const { name } of over) await rm(join(outbox, name), { force: true });
  const keys = over.flatMap(({ name }) => keyIn(name) ?? []);
  const [first, second] = all.filter((one) => !over.includes(one));
  const before = firsts.get(outbox);
  // What another program has put there is not ours to move.
  if (!first || !OURS.test(first.name)) firsts.delete(outbox);
  else if (before?.name !== first.name) firsts.set(outbox, { name: first.name, since: now });
  else if (now - before.since >= HOLDS_UP_MS) {
    firsts.delete(outbox);
    if (second) firsts.set(outbox, { name: second.name, since: now });
    const hopeless = turnsOf(first.name) >= MOST_TURNS && sent !== undefined && (await ageOf(sent, now)) < first.age;
    const behind = requeued(first.name, now);
    const next = hopeless ? behind.replace(/^OUT[A-Z]/, GIVEN_UP) : behind;
    await rename(join(outbox, first.name), join(outbox, next)).catch(unlessGone);
    if (hopeless) keys.push(keyIn(first.name) ?? '');
  }
  return keys;
}
