import { nodeCode, OutboundError } from '../../../outbound/failure.ts';
import type { ProgramAnswer } from '../../../outbound/program.ts';
import { passwordIn as readPassword, Unreadable } from '../../checks/probes/repository.ts';
import { Spoiled } from '../reader.ts';

/** The password of the repository; a file that cannot be read means that nobody could restore. */
export async function passwordIn(path: string): Promise<string> {
  try {
    return await readPassword(path);
  } catch (error) {
    if (error instanceof Unreadable) throw new Spoiled({ code: 'unread', place: path, says: error.says.slice(0, 300) });
    if (nodeCode(error) === '') throw error;
    throw new Spoiled({ code: 'unread', place: path, says: nodeCode(error) });
  }
}

/** The disk here is full: that is no fault of the backup. */
const OUT_OF_SPACE = /no space left|disk full|ENOSPC/i;

/** What a program says at the end of a run that went wrong, without the password. */
export function refusedBy({ err, code }: ProgramAnswer, password: string): Error {
  const lines = err.split('\n').filter((line) => line.trim() !== '');
  if (lines.some((line) => OUT_OF_SPACE.test(line))) return new OutboundError('too-large', 'The disk for the restore test is full.');
  const says = lines.find((line) => /error|fatal|ciphertext|integrity|not found/i.test(line)) ?? lines.at(-1) ?? `exit ${code}`;
  const plain = says
    .replaceAll(password || '\0', '•••')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return new Spoiled({ code: 'program', says: plain.slice(0, 300) });
}
