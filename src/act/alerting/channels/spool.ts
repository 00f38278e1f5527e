import { constants } from 'node:fs';
import { access, open, readdir, rename, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';

/** A complete phone number, as E.164 writes it. */
export const NUMBER = /^\+[1-9]\d{5,14}$/;

/** A folder of this machine, as the whole path. */
export const Folder = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((path) => isAbsolute(path) && !path.split('/').includes('..'), 'must be a whole path like /var/spool/gammu/outbox');

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

export const exists = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
};

/** May files of this folder be taken away? */
export const writable = async (folder: string): Promise<boolean> => {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return false;
    throw error;
  }
};

/** Milliseconds since a file or folder changed; 0 for a file that has just left. */
export async function ageOf(path: string, now: number): Promise<number> {
  try {
    return now - (await stat(path)).mtimeMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** The files of a folder that are named so, with their age in milliseconds. */
export const filesOf = async (folder: string, fitting: RegExp, now: number): Promise<{ readonly name: string; readonly age: number }[]> =>
  Promise.all(
    (await readdir(folder)).filter((name) => fitting.test(name)).map(async (name) => ({ name, age: await ageOf(join(folder, name), now) })),
  );

/** Appears in the folder whole or not at all, and survives a power cut: written aside, synced, renamed. */
export async function place(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const aside = join(folder, `.${name}.part`);
  const file = await open(aside, 'w', 0o660);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, join(folder, name));
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
