import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inbox, Received } from '../channel.ts';
import { codeOf } from './spool.ts';

/** Programs write a text in several steps, and one text in several files: what is younger than this may not be whole yet. */
const SETTLED_MS = 1000;
/** Longer than any text in twenty parts. */
const LONGEST_BYTES = 20_000;

type File = { readonly name: string; readonly age: number; readonly bytes: Uint8Array };

const strict = new TextDecoder('utf-8', { fatal: true });

/** UTF-16 by its mark, else UTF-8, else the letters of western Europe. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return strict.decode(bytes);
  } catch {
    // Not UTF-8: a program that runs in another locale.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A number with its plus, as addresses of contacts have it; anything else as it is. */
const numberOf = (from: string): string => (/^[1-9]\d{6,14}$/.test(from) ? `+${from}` : from);

async function filesIn(folder: string, fitting: RegExp, now: number): Promise<File[]> {
  const found: File[] = [];
  for (const name of (await readdir(folder)).filter((one) => fitting.test(one)).sort()) {
    try {
      const path = join(folder, name);
      const look = await lstat(path);
      if (!look.isFile()) continue;
      const { mtimeMs, size } = look;
      found.push({ name, age: now - mtimeMs, bytes: size > LONGEST_BYTES ? new Uint8Array() : await readFile(path) });
    } catch (error) {
      // Taken away between the list and the look, by another node or by hand.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
  return found;
}

const inbox = (folder: string, ownNumber: string | null, read: Inbox['read']): Inbox => ({
  place: folder,
  ownNumber,
  read,
  remove: async ({ files }) => {
    for (const name of files) await rm(join(folder, name), { force: true });
  },
});

/** `IN20261128_090000_00_+4915155501990_00.txt`: time, serial, sender, part (gammu-smsd-files(7)). */
const GAMMU = /^IN(\d{8}_\d{6}_\d+)_(.*)_(\d{2})\.\w+$/;

/** The inbox of gammu-smsd (service `files`, inboxformat `standard` or `unicode`): each part of a long text is a file of its own. */
export const gammuInbox = (folder: string, ownNumber: string | null = null): Inbox =>
  inbox(folder, ownNumber, async (now) => {
    const files = await filesIn(folder, GAMMU, now);
    const texts = Map.groupBy(files, ({ name }) => name.replace(GAMMU, '$1_$2'));
    return [...texts.values()].flatMap((parts): Received[] => {
      const [first] = parts;
      if (!first || parts.some(({ age }) => age < SETTLED_MS)) return [];
      const from = numberOf(GAMMU.exec(first.name)?.[2] ?? '');
      const text = parts.map(({ bytes }) => decoded(bytes)).join('');
      return [{ name: first.name, from, text, files: parts.map(({ name }) => name) }];
    });
  });

const ALPHABETS: Readonly<Record<string, string>> = { iso: 'iso-8859-15', ucs2: 'utf-16be', ucs: 'utf-16be' };

/** `GSM1.Xy12Zz`: the modem's name and six letters of mkstemp. */
const SMSTOOLS = /^[\w-]{1,40}\.[A-Za-z0-9]{6}$/;

/**
 * Header lines, an empty line, the text in the alphabet that the header names (doc/fileformat.html of smstools). What lacks a line
 * that smsd always writes is none of its files: a wrong folder in the settings may cost nobody a file.
 */
function smstoolsText(bytes: Uint8Array): { readonly from: string; readonly text: string } | undefined {
  const raw = Buffer.from(bytes);
  const end = raw.indexOf('\n\n');
  if (end < 0) return undefined;
  const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(raw.toString('latin1', 0, end))?.[1]?.trim();
  const [from, alphabet] = [header('From') ?? '', ALPHABETS[header('Alphabet')?.toLowerCase() ?? '']];
  if (!/^\+?[\w .-]{1,30}$/.test(from) || header('Received') === undefined || header('Modem') === undefined) return undefined;
  const body = raw.subarray(end + 2);
  return { from: numberOf(from), text: alphabet === undefined ? decoded(body) : new TextDecoder(alphabet).decode(body) };
}

/** The incoming folder of smstools: one file a text, named by smsd itself. */
export const smstoolsInbox = (folder: string, ownNumber: string | null = null): Inbox =>
  inbox(folder, ownNumber, async (now) =>
    (await filesIn(folder, SMSTOOLS, now)).flatMap(({ name, age, bytes }): Received[] => {
      const read = age < SETTLED_MS ? undefined : smstoolsText(bytes);
      return read ? [{ name, ...read, files: [name] }] : [];
    }),
  );
