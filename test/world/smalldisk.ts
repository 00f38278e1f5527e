import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './scratch.ts';

/** Why no disk of its own can be made here, or false. */
export const smallDiskMissing: string | false = (() => {
  const { path, remove } = scratchFolder('mount');
  const may = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path]).status === 0;
  if (may) spawnSync('umount', ['-l', path]);
  remove();
  return may ? false : 'a disk of its own can be mounted by root only';
})();

export type SmallDisk = {
  readonly path: string;
  /** Writes until not one byte more goes. */
  fill(): void;
  /** Takes away what `fill` has written. */
  makeRoom(): void;
  remove(): void;
};

/** A real, small file system in memory. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = scratchFolder('disk');
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder.path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount failed: ${stderr}`);
  const filler = join(folder.path, 'filler');
  return {
    path: folder.path,
    fill: () => {
      const file = openSync(filler, 'a');
      try {
        for (let size = 1 << 20; size >= 1; ) {
          try {
            if (writeSync(file, Buffer.alloc(size)) < size) size = size > 1 ? Math.floor(size / 2) : 0;
          } catch {
            size = Math.floor(size / 2);
          }
        }
      } finally {
        closeSync(file);
      }
    },
    makeRoom: () => rmSync(filler, { force: true }),
    remove: () => {
      spawnSync('umount', ['-l', folder.path]);
      folder.remove();
    },
  };
}
