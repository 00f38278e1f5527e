import { spawnSync } from 'node:child_process';

const NOBODY = 65_534;

/** Wraps a command so that it runs without privileges, also where the tests are root; and gives it a folder. */
export function asNobody(folder: string, program: string, args: readonly string[]): { program: string; args: string[] } {
  if (process.getuid?.() !== 0) return { program, args: [...args] };
  spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
  return { program: 'setpriv', args: [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', program, ...args] };
}
